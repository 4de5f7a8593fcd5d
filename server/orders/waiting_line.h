#pragma once

#include "catalog/catalog.h"
#include "orders/change_order.h"

namespace marque::orders {

/// A submitted order gets its place in the month's allocation and leaves for the line, or waits.
void enter_line(db::Tx& tx, catalog::Catalog& catalog, Order& order, core::Date today, core::Instant at);
/// Accepts the dealer's waiting orders that there is room for in a month that is open, the oldest first; returns how
/// many.
std::size_t admit_waiting_of(db::Tx& tx, catalog::Catalog& catalog, core::OrganisationId dealer, core::Date month,
                             core::Instant at, core::Instant real_now);

/// The draft is meant: judged and priced anew; says so when the price has moved. Throws `order.stale_version`,
/// `order.illegal_move`, `order.requested_date_past`, `catalog.…`.
std::vector<catalog::PriceNotice> submit_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number,
                                               const VersionedOrder& command, const Doing& doing);
/// Nothing happens to the order until it is resumed. Throws `order.illegal_move`, `order.already_on_its_way`.
void hold_order(db::Tx& tx, const std::string& number, const HoldOrder& command, const Doing& doing);
/// Throws `order.illegal_move`, `order.held_by_plant`.
void resume_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const VersionedOrder& command,
                  const Doing& doing);

}  // namespace marque::orders
