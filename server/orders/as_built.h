#pragma once

#include "orders/change_order.h"
#include "orders/order_views.h"

namespace marque::orders {

/// The order's current configuration beside what the line said it built; nothing before line-off.
std::optional<AsBuiltView> read_as_built(db::Tx& tx, const OrderView& order);
/// At its dealer the car is laid beside its order, once; a difference is entered in the diary.
void compare_at_arrival(db::Tx& tx, Order& order, core::Instant at);
/// What laying the car beside its order comes to now. Throws `order.as_built_differs` while a difference is not signed
/// off.
AsBuilt require_built_as_ordered(db::Tx& tx, const Order& order);
/// The line answered a change when the car was there already: what was signed was another comparison.
void compare_again(db::Tx& tx, Order& order, core::Instant at);
/// Another buyer has not agreed to the car, whoever signed it off for the former one.
void forget_sign_off(db::Tx& tx, core::OrderId order);

struct SignOff {
    int version = 0;
    std::string reason;
};
/// A manager of the dealer who did not sell the car, or the region's, takes the car as it was built. Throws
/// `order.stale_version`, `order.illegal_move`, `order.nothing_to_sign_off`, `order.own_sign_off`.
void sign_off(db::Tx& tx, const std::string& number, const SignOff& command, const Doing& doing);

}  // namespace marque::orders
