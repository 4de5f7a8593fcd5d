#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "db/tx.h"
#include "orders/order.h"

namespace marque::orders {

/// The first day of the month that the day lies in.
core::Date month_of(core::Date day);

/// Whether the dealer's month has begun: its limits are then those that were set for it and, for the rest, the latest
/// that were set before (docs/adr/0018-a-limit-stands-until-another-is-set.md). A dealer that never had one has nothing
/// to begin.
bool is_month_open(db::Tx& tx, core::OrganisationId dealer, core::Date month);
/// Begins it. Whoever begins it again changes nothing.
void open_month(db::Tx& tx, core::OrganisationId dealer, core::Date month, core::Instant at);

/// What became of asking for a place in the month's allocation. Who has no allocation is unlimited.
struct Grant {
    bool granted = true;
    std::optional<std::uint64_t> allocation;  ///< the row that counts the order
};
/// Takes a place for a new order in a month that is open, never past those that wait. One statement where there is no
/// allocation.
Grant take_allocation(db::Tx& tx, core::OrganisationId dealer, core::ModelId model, core::Date month);
/// Gives the order's place back.
void free_allocation(db::Tx& tx, Order& order);
/// The order's place in its dealer's line, counted from 1.
int waiting_position(db::Tx& tx, core::OrderId order, core::OrganisationId dealer, core::ModelId model,
                     core::Date month);
/// The same for every order of these dealers that waits, up to `last`.
std::map<core::OrderId, int> waiting_positions(db::Tx& tx, const std::vector<core::OrganisationId>& dealers,
                                               core::Date month, core::OrderId last);

/// A row as it governs a dealer's orders of one model, or of all models that have none of their own.
struct Allocation {
    std::uint64_t id = 0;
    core::ModelId model;  ///< 0: all
    unsigned quota = 0;
    unsigned used = 0;
    unsigned waiting = 0;

    bool full() const { return used >= quota; }
};
/// The dealer's rows of the month, locked.
std::vector<Allocation> lock_allocations(db::Tx& tx, core::OrganisationId dealer, core::Date month);
Allocation* governing(std::vector<Allocation>& rows, core::ModelId model);
void save(db::Tx& tx, const Allocation& row);
/// Lays each order that was accepted in the month to the limit that it counts against now, and counts them anew.
void count_accepted(db::Tx& tx, core::OrganisationId dealer, core::Date month, const std::string& zone);

}  // namespace marque::orders
