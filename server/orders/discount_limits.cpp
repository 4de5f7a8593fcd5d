#include "orders/discount_limits.h"

#include "orders/order_errors.h"

namespace marque::orders {

core::Hundredths DiscountLimits::of(const core::Scope& scope, core::PersonId seller) const {
    core::Hundredths limit;
    const bool sells = scope.has_any({core::Role::salesperson, core::Role::dealer_manager});
    if (sells && seller == scope.person) return salesperson;
    if (scope.has(core::Role::salesperson)) limit = std::max(limit, salesperson);
    if (scope.has(core::Role::dealer_manager)) limit = std::max(limit, dealer_manager);
    return limit;
}

DiscountLimits read_discount_limits(db::Tx& tx, core::OrganisationId dealer) {
    DiscountLimits limits;
    // The dealer's own rows come after those of every dealer, and win.
    tx.each(
        [&](const db::Row& row) {
            auto& limit =
                row.get<core::Role>("role") == core::Role::salesperson ? limits.salesperson : limits.dealer_manager;
            limit = row.get<core::Hundredths>("percent");
        },
        "SELECT role, percent FROM discount_limit WHERE organisation_id IN (0, ?) ORDER BY organisation_id", dealer);
    return limits;
}

core::Money most_discount(core::Money list_price, core::Hundredths percent) {
    constexpr std::int64_t hundredths_of_the_whole = 10'000;
    return core::Money{list_price.cents * percent.value / hundredths_of_the_whole};
}

std::optional<core::Error> discount_refusal(db::Tx& tx, const core::Scope& scope, const Order& order,
                                            core::Money price_then, core::Money discount) {
    if (discount <= core::Money{} || price_then >= order.price) return std::nullopt;
    const auto seller =
        tx.value<core::PersonId>("salesperson_id", "SELECT salesperson_id FROM customer_order WHERE id = ?", order.id);
    const auto limits = read_discount_limits(tx, order.dealer);
    const auto list_then = price_then + discount;
    const std::pair<const core::ErrorSpec&, core::Hundredths> bounds[]{
        {errors::discount_above_any_limit, limits.highest()},
        {errors::discount_above_limit, limits.of(scope, seller.value())}};
    for (const auto& [spec, percent] : bounds) {
        const auto most = most_discount(list_then, percent);
        if (discount > most)
            return core::Error(spec,
                               {{"discount", discount.text()}, {"most", most.text()}, {"percent", percent.text()}});
    }
    return std::nullopt;
}

void require_discount_allowed(db::Tx& tx, const core::Scope& scope, const Order& order, core::Money price_then,
                              core::Money discount) {
    if (auto refusal = discount_refusal(tx, scope, order, price_then, discount)) throw *std::move(refusal);
}

}  // namespace marque::orders
