#include "quotes/offer.h"

#include "http/message.h"
#include "orders/orders.h"
#include "quotes/quote_errors.h"

namespace marque::quotes {
namespace {

constexpr std::chrono::days usual_validity{14};
constexpr std::chrono::days longest_validity{90};

core::Date last_day(const std::optional<core::Date>& wished, core::Date today) {
    const auto day = wished.value_or(today + usual_validity);
    if (day >= today && day <= today + longest_validity) return day;
    throw core::Error(errors::valid_until_range,
                      {{"first", core::to_iso_date(today)}, {"last", core::to_iso_date(today + longest_validity)}});
}

void require_possible(core::Money discount, core::Money list_price, core::Hundredths highest) {
    const auto most = orders::most_discount(list_price, highest);
    if (discount < core::Money{}) {
        http::refuse_parameter("/discount", http::errors::field_range, {{"least", "0.00"}, {"most", most.text()}});
    }
    if (discount > most) {
        throw core::Error(errors::discount_above_limit, {{"most", most.text()}, {"percent", highest.text()}});
    }
}

}  // namespace

Offer make_offer(db::Tx& tx, const catalog::Model& model, const Wish& wish, const Doing& doing) {
    const auto today = doing.today();
    Offer offer;
    offer.terms = {model.id, {}, wish.discount.value_or(core::Money{}), last_day(wish.valid_until, today)};
    const auto verdict = catalog::require_valid(model, wish.features, {today, doing.scope.region});
    offer.terms.list_price = verdict.total;
    for (const auto& line : verdict.lines) {
        const auto& feature = model.features[line.feature];
        offer.lines.push_back({feature.id, feature.code, line.amount, line.included});
    }
    const auto limits = orders::read_discount_limits(tx, doing.scope.organisation);
    require_possible(offer.terms.discount, offer.terms.list_price, limits.highest());
    const auto alone = limits.of(doing.scope, wish.seller);
    offer.needs_approval = offer.terms.discount > orders::most_discount(offer.terms.list_price, alone);
    return offer;
}

const catalog::Model& require_orderable(const catalog::Snapshot& snapshot, core::ModelId id) {
    for (const auto& [key, model] : snapshot.models) {
        if (model.id == id && model.orderable) return model;
    }
    throw core::Error(errors::model_withdrawn);
}

}  // namespace marque::quotes
