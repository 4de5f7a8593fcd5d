#pragma once

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "core/money.h"
#include "core/scope.h"
#include "db/tx.h"
#include "orders/order.h"

namespace marque::orders {

/// How much below the list the roles may sell at a dealer, in per cent.
struct DiscountLimits {
    core::Hundredths salesperson;
    core::Hundredths dealer_manager;

    /// What a person may give on a car that `seller` sells: the highest of their roles, but on a car of their own what
    /// any salesperson may, for nobody approves their own discount.
    core::Hundredths of(const core::Scope& scope, core::PersonId seller) const;
    /// What can be had at all, with approval.
    core::Hundredths highest() const { return std::max(salesperson, dealer_manager); }
};
DiscountLimits read_discount_limits(db::Tx& tx, core::OrganisationId dealer);

/// The most that `percent` of the list price allows, rounded down.
core::Money most_discount(core::Money list_price, core::Hundredths percent);

/// A discount is a sum, so on a cheaper car it is a larger share: `order.discount_above_limit` where the order would
/// become cheaper and its discount then be more than the asker may give on the car's new list price.
std::optional<core::Error> discount_refusal(db::Tx& tx, const core::Scope& scope, const Order& order,
                                            core::Money price_then, core::Money discount);
/// Throws it.
void require_discount_allowed(db::Tx& tx, const core::Scope& scope, const Order& order, core::Money price_then,
                              core::Money discount);

}  // namespace marque::orders
