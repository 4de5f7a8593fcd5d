#pragma once

#include <set>
#include <unordered_map>

#include "db/tx.h"
#include "promises/promise.h"

namespace marque::promises {

/// A row of order_eta: an open order with its estimate and its promise.
struct OpenOrder {
    Car car;
    core::OrganisationId dealer, region;
    std::string line;
    int turn = 0;  ///< 0 for a buyer, 1 for stock: the line builds in this order
    std::optional<Estimate> estimate;
    core::Instant computed_at;
    Promise promise;
};

/// What the line has measured; `lock_times` keeps others from learning until the transaction ends.
LineTimes read_times(db::Tx& tx, const std::string& line);
LineTimes lock_times(db::Tx& tx, const std::string& line);
void save_times(db::Tx& tx, const std::string& line, const LineTimes& times);
void forget_times(db::Tx& tx, const std::string& line);

/// Locks the rows of these orders, ordered by id; those that have none yet get one, as order and build stand.
std::vector<OpenOrder> lock_open_orders(db::Tx& tx, const std::vector<core::OrderId>& ids);
/// Those of them that nobody else has locked, by id, locked: it waits for nobody.
std::vector<OpenOrder> lock_free_open_orders(db::Tx& tx, const std::vector<core::OrderId>& ids);
/// The same for the orders themselves, which the line's events lock before their estimates.
std::set<core::OrderId> lock_free_orders(db::Tx& tx, const std::vector<core::OrderId>& ids);
/// The open orders of a line, by id, not locked.
std::vector<core::OrderId> open_orders_of(db::Tx& tx, const std::string& line);
/// One, not locked; nothing when it has no row.
std::optional<OpenOrder> find_open_order(db::Tx& tx, core::OrderId order);
/// Rows for all open orders of a line that have none; where the others go to, as their orders say now.
void enter_open_orders(db::Tx& tx, const std::string& line);
/// Those of a line whose order is open no more, otherwise than by the line's word.
std::vector<core::OrderId> ended_open_orders(db::Tx& tx, const std::string& line);
void save_open_orders(db::Tx& tx, const std::vector<const OpenOrder*>& orders);
void remove_open_orders(db::Tx& tx, const std::vector<core::OrderId>& orders);

/// How many linked orders wait, by turn.
std::map<int, int> waiting_by_turn(db::Tx& tx, const std::string& line);
/// Place in the queue of every order that waits for a line.
std::unordered_map<std::uint64_t, int> queue_places(db::Tx& tx, const std::string& line);

/// What a consequence is written with.
struct Noted {
    core::OrderId order;
    Cause cause = Cause::queue;
    int promise_seq = 0;
    std::optional<core::Date> promised;
    std::optional<Estimate> estimate;
    Consequence consequence;
};
/// Ledger, tasks, the orders' promised dates and the open pages, for all at once.
void write_consequences(db::Tx& tx, const std::vector<Noted>& noted, core::Instant now, core::Instant real_now);

struct LedgerWriting {
    core::OrderId order;
    LedgerEntry entry;
    core::Instant at;
    std::optional<Estimate> estimate;
    std::string actor, note;
};
void write_ledger(db::Tx& tx, const std::vector<LedgerWriting>& entries);
void tell_pages(db::Tx& tx, const std::vector<core::OrderId>& orders, core::Instant real_now);

/// Where these orders' cars go to, as the orders say now.
std::map<core::OrderId, core::OrganisationId> destinations_of(db::Tx& tx, const std::vector<core::OrderId>& orders);
/// The zone of each of these dealers.
std::map<core::OrganisationId, std::string> zones_of(db::Tx& tx, const std::set<core::OrganisationId>& dealers);

}  // namespace marque::promises
