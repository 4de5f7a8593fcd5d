#include <algorithm>
#include <set>

#include "db/audit.h"
#include "orders/orders.h"
#include "quotes/offer.h"
#include "quotes/quote_errors.h"

namespace marque::quotes {
namespace {

/// The car that was promised is the car that is built: what packages brought is asked for by name where they bring it
/// no longer. What they still bring need not be on offer by itself.
std::vector<std::string> codes_of(const catalog::Model& model, const std::vector<QuoteLine>& lines,
                                  const catalog::Market& market) {
    std::vector<std::string> codes;
    for (const auto& line : lines) {
        if (!line.included) codes.push_back(line.code);
    }
    std::set<core::FeatureId> in_car;
    for (const auto& line : catalog::judge(model, codes, market).lines) in_car.insert(model.features[line.feature].id);
    for (const auto& line : lines) {
        if (!in_car.contains(line.feature) && line.included) codes.push_back(line.code);
    }
    return codes;
}

void require_still_possible(const catalog::Model& model, const std::vector<std::string>& codes,
                            const catalog::Market& market) {
    if (catalog::judge(model, codes, market).valid()) return;
    const auto verdict = catalog::check(model, codes, market);
    using catalog::ConflictKind;
    const auto gone = [](const catalog::Conflict& conflict) {
        return conflict.kind == ConflictKind::unavailable || conflict.kind == ConflictKind::unknown_feature ||
               conflict.kind == ConflictKind::not_in_region;
    };
    const bool withdrawn = std::any_of(verdict.conflicts.begin(), verdict.conflicts.end(), gone);
    std::vector<core::FieldError> fields;
    for (const auto& conflict : verdict.conflicts) {
        if (withdrawn && !gone(conflict)) continue;
        fields.push_back({"/features",
                          &errors::conflict,
                          {{"sentence_en", conflict.sentence.en},
                           {"sentence_zh", conflict.sentence.zh},
                           catalog::fixes_of(conflict)}});
    }
    throw core::Error(withdrawn ? errors::option_withdrawn : errors::rule_broken, {}, std::move(fields));
}

orders::Agreement agreement_of(const Quote& quote, const std::vector<QuoteLine>& lines) {
    orders::Agreement agreement{quote.number, quote.terms.price(), {}};
    for (const auto& line : lines) agreement.amounts[line.feature] = line.amount;
    return agreement;
}

}  // namespace

std::string order_quote(db::Tx& tx, catalog::Catalog& catalog, const std::string& number,
                        const std::string& order_number, const OrderQuote& command, const Doing& doing) {
    Quote quote = lock_own_quote(tx, doing.scope, number);
    quote.require_version(command.version);
    quote.apply(Action::order, doing.today());
    const auto snapshot = catalog.current(tx);
    const auto& model = require_orderable(*snapshot, quote.terms.model);
    const auto lines = read_lines(tx, quote.id);
    const catalog::Market market{doing.today(), doing.scope.region};
    const auto codes = codes_of(model, lines, market);
    require_still_possible(model, codes, market);

    orders::PlaceOrder order{orders::Kind::customer, model.code,  model.year, codes, quote.customer,
                             command.requested_date, command.note};
    orders::Placing placing{doing.scope, doing.actor, doing.at, order_number};
    placing.agreement = agreement_of(quote, lines);
    const auto placed = orders::place_order(tx, catalog, order, placing);
    quote.order = placed.id;
    write_diary(tx, quote, {doing.at, "ORDERED", doing.actor.name, placed.number});
    save(tx, quote, doing.at);
    tell_pages(tx, quote, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "quote.ordered", "quote " + number, "",
              http::Json{{"order", placed.number}, {"price", placed.price.text()}}.dump());
    return placed.number;
}

}  // namespace marque::quotes
