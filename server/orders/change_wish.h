#pragma once

#include "orders/change_order.h"

namespace marque::orders {

/// What the buyer asks for beside the car: when it is wanted, and what is to be minded. What is left out stays.
struct ChangeWish {
    int version = 0;
    std::optional<core::Date> requested_date;
    std::optional<std::string> note;
};
/// Possible until the order is over. The line is told of the date by a release that it has not collected yet and by
/// whatever it is asked later; its sequence goes by the order. Throws `order.stale_version`, `order.illegal_move`,
/// `order.requested_date_past`, `order.nothing_changed`.
void change_wish(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const ChangeWish& command,
                 const Doing& doing);

/// From today to two years ahead; throws `order.requested_date_past`.
void require_possible_date(core::Date wished, core::Date today);
/// The same of a date that the order has had for a while.
void require_date_ahead(db::Tx& tx, const Order& order, core::Date today);

}  // namespace marque::orders
