#include "promises/promise_store.h"

#include <algorithm>
#include <bit>

#include "db/feed.h"
#include "http/json_fields.h"
#include "orders/orders.h"

namespace marque::promises {
namespace {

constexpr const char* program_actor = "eta";

std::optional<Expectation> expectation(const db::Row& row, std::string_view at, std::string_view sd) {
    const auto when = row.opt<core::Instant>(at);
    if (!when) return std::nullopt;
    return Expectation{*when, row.get<double>(sd)};
}

OpenOrder map_open_order(const db::Row& row) {
    OpenOrder order;
    Car& car = order.car;
    car.order = row.get<core::OrderId>("order_id");
    car.destination = row.get<core::OrganisationId>("destination_id");
    car.phase = row.get<Phase>("phase");
    car.linked = row.get<bool>("linked");
    car.ahead = row.get<int>("ahead");
    car.done = row.get<int>("done");
    car.since = row.get<core::Instant>("since");
    car.held_since = row.opt<core::Instant>("held_since");
    car.cause = row.get<Cause>("cause");
    car.expected = {expectation(row, "queue_expected", "queue_sd"), expectation(row, "line_expected", "line_sd"),
                    expectation(row, "road_expected", "road_sd")};
    order.dealer = row.get<core::OrganisationId>("dealer_id");
    order.region = row.get<core::OrganisationId>("region_id");
    order.line = row.get<std::string>("line_code");
    order.turn = row.get<int>("turn");
    const auto p50 = row.opt<core::Instant>("p50_at");
    if (p50) order.estimate = Estimate{*p50, row.get<core::Instant>("p90_at")};
    order.computed_at = row.get<core::Instant>("computed_at");
    order.promise = {row.opt<core::Date>("promised_date"), row.get<int>("ledger_seq"), row.get<int>("promise_seq"),
                     row.get<bool>("at_risk")};
    return order;
}

/// The members of an expectation as two columns.
void add(db::Params& row, const std::optional<Expectation>& expected) {
    row.push_back(expected ? db::Param(expected->at) : db::Param(std::nullopt));
    row.push_back(expected ? db::Param(std::to_string(expected->sd)) : db::Param(std::nullopt));
}

db::Params row_of(const OpenOrder& order) {
    const Car& car = order.car;
    db::Params row{car.order, order.line, car.destination, order.turn,     car.phase, car.linked,
                   car.ahead, car.done,   car.since,       car.held_since, car.cause};
    for (const auto& expected : car.expected) add(row, expected);
    row.push_back(order.estimate ? db::Param(order.estimate->p50) : db::Param(std::nullopt));
    row.push_back(order.estimate ? db::Param(order.estimate->p90) : db::Param(std::nullopt));
    row.push_back(order.computed_at);
    row.push_back(order.promise.date);
    row.push_back(order.promise.ledger_seq);
    row.push_back(order.promise.promise_seq);
    row.push_back(order.promise.at_risk);
    row.push_back(order.dealer);
    row.push_back(order.region);
    return row;
}

constexpr char select_open_order[] =
    "SELECT order_id, line_code, destination_id, turn, phase, linked, ahead, done, since, held_since, cause, "
    "  queue_expected, queue_sd, line_expected, line_sd, road_expected, road_sd, p50_at, p90_at, computed_at, promised_date, "
    "  ledger_seq, promise_seq, at_risk, dealer_id, region_id FROM order_eta";

constexpr char enter_open_order[] =
    "INSERT IGNORE INTO order_eta (order_id, line_code, destination_id, turn, phase, linked, ahead, done, since, "
    "  held_since, cause, computed_at, promised_date, dealer_id, region_id, ledger_seq, promise_seq) "
    "SELECT o.id, o.line_code, o.destination_id, IF(o.kind = 'CUSTOMER', 0, 1), "
    "  IF(b.started_at IS NULL, 'QUEUE', IF(b.state = 'COMPLETED', 'ROAD', 'LINE')), b.id IS NOT NULL, 0, "
    "  IF(s.code IS NULL, 0, (SELECT COUNT(*) FROM line_station t WHERE t.line_code = s.line_code AND t.position < s.position) "
    "    + (b.station_state = 'COMPLETED')), "
    "  COALESCE(b.station_since, o.placed_at), IF(b.state = 'HELD', b.station_since, NULL), "
    "  IF(b.started_at IS NULL, 'QUEUE', IF(b.state = 'COMPLETED', 'TRANSPORT', "
    "    IF(b.state = 'HELD', IF(b.hold_reason = 'PART_SHORTAGE', 'SHORTAGE', 'HOLD'), 'LINE'))), o.updated_at, o.promised_date, "
    "  o.dealer_id, o.region_id, "
    "  COALESCE((SELECT MAX(l.seq) FROM promise_ledger l WHERE l.order_id = o.id), 0), "
    "  COALESCE((SELECT MAX(l.seq) FROM promise_ledger l WHERE l.order_id = o.id AND l.kind IN ('MADE','MOVED')), 0) "
    "FROM customer_order o LEFT JOIN build b ON b.live_order_id = o.id "
    "LEFT JOIN line_station s ON s.line_code = b.line_code AND s.code = b.station "
    "WHERE o.state IN ('ACCEPTED','RELEASED','SCHEDULED','IN_PRODUCTION','BUILT','IN_YARD','IN_TRANSIT')";

}  // namespace

std::vector<OpenOrder> lock_open_orders(db::Tx& tx, const std::vector<core::OrderId>& ids) {
    if (ids.empty()) return {};
    // Of few distinct sizes, so that few statements are prepared: the last is asked for more than once.
    auto asked = ids;
    asked.resize(std::bit_ceil(ids.size()), ids.back());
    db::SqlBuilder sql(select_open_order);
    sql.add("WHERE order_id IN").add_in(asked).add("ORDER BY order_id FOR UPDATE");
    auto found = tx.list(map_open_order, sql);
    if (found.size() == ids.size()) return found;
    db::SqlBuilder enter(enter_open_order);
    enter.add("AND o.id IN").add_in(ids);
    tx.execute(enter);
    return tx.list(map_open_order, sql);
}

std::vector<OpenOrder> lock_free_open_orders(db::Tx& tx, const std::vector<core::OrderId>& ids) {
    db::SqlBuilder sql(select_open_order);
    sql.add("WHERE order_id IN").add_in(ids).add("ORDER BY order_id FOR UPDATE SKIP LOCKED");
    return tx.list(map_open_order, sql);
}

std::vector<core::OrderId> open_orders_of(db::Tx& tx, const std::string& line) {
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); },
                   "SELECT order_id FROM order_eta WHERE line_code = ? ORDER BY order_id", line);
}

std::set<core::OrderId> lock_free_orders(db::Tx& tx, const std::vector<core::OrderId>& ids) {
    db::SqlBuilder sql("SELECT id FROM customer_order WHERE id IN");
    sql.add_in(ids).add("FOR UPDATE SKIP LOCKED");
    const auto locked = tx.list([](const db::Row& row) { return row.get<core::OrderId>("id"); }, sql);
    return {locked.begin(), locked.end()};
}

std::optional<OpenOrder> find_open_order(db::Tx& tx, core::OrderId order) {
    db::SqlBuilder sql(select_open_order);
    sql.add("WHERE order_id = ?", order);
    auto found = tx.list(map_open_order, sql);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void enter_open_orders(db::Tx& tx, const std::string& line) {
    db::SqlBuilder sql(enter_open_order);
    sql.add("AND o.line_code = ? AND NOT EXISTS (SELECT 1 FROM order_eta e WHERE e.order_id = o.id)", line);
    tx.execute(sql);
    // Found without locks first: hardly ever is there one.
    const auto moved = tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); },
                               "SELECT e.order_id FROM order_eta e JOIN customer_order o ON o.id = e.order_id "
                               "WHERE e.line_code = ? AND e.destination_id <> o.destination_id LIMIT 500",
                               line);
    if (moved.empty()) return;
    db::SqlBuilder move("UPDATE order_eta e SET e.destination_id = (SELECT o.destination_id FROM customer_order o");
    tx.execute(move.add("WHERE o.id = e.order_id) WHERE e.order_id IN").add_in(moved));
}

std::vector<core::OrderId> ended_open_orders(db::Tx& tx, const std::string& line) {
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); },
                   "SELECT e.order_id FROM order_eta e JOIN customer_order o ON o.id = e.order_id "
                   "WHERE e.line_code = ? AND o.state NOT IN "
                   "('ACCEPTED','RELEASED','SCHEDULED','IN_PRODUCTION','BUILT','IN_YARD','IN_TRANSIT') LIMIT 500",
                   line);
}

void save_open_orders(db::Tx& tx, const std::vector<const OpenOrder*>& orders) {
    std::vector<db::Params> rows;
    rows.reserve(orders.size());
    for (const auto* order : orders) rows.push_back(row_of(*order));
    tx.insert_rows(
        "REPLACE INTO order_eta (order_id, line_code, destination_id, turn, phase, linked, ahead, done, since, held_since, "
        "cause, queue_expected, queue_sd, line_expected, line_sd, road_expected, road_sd, p50_at, p90_at, computed_at, "
        "promised_date, ledger_seq, promise_seq, at_risk, dealer_id, region_id) VALUES",
        rows);
}

void remove_open_orders(db::Tx& tx, const std::vector<core::OrderId>& orders) {
    if (orders.empty()) return;
    db::SqlBuilder sql("DELETE FROM order_eta WHERE order_id IN");
    tx.execute(sql.add_in(orders));
}

std::map<int, int> waiting_by_turn(db::Tx& tx, const std::string& line) {
    std::map<int, int> waiting;
    tx.each(
        [&](const db::Row& row) { waiting[row.get<int>("turn")] = row.get<int>("n"); },
        "SELECT turn, COUNT(*) AS n FROM order_eta WHERE line_code = ? AND phase = 'QUEUE' AND linked GROUP BY turn",
        line);
    return waiting;
}

std::unordered_map<std::uint64_t, int> queue_places(db::Tx& tx, const std::string& line) {
    std::unordered_map<std::uint64_t, int> places;
    tx.each(
        [&](const db::Row& row) {
            places.emplace(row.get<std::uint64_t>("order_id"), static_cast<int>(places.size()));
        },
        // The line's sequence first; what has no place in it follows by its turn.
        "SELECT e.order_id FROM order_eta e LEFT JOIN line_slot s ON s.order_id = e.order_id "
        "WHERE e.line_code = ? AND e.phase = 'QUEUE' "
        "ORDER BY s.position IS NULL, s.position, e.turn, e.linked DESC, e.order_id",
        line);
    return places;
}

void write_ledger(db::Tx& tx, const std::vector<LedgerWriting>& entries) {
    std::vector<db::Params> rows;
    for (const auto& [order, entry, at, estimate, actor, note] : entries) {
        rows.push_back({order, entry.seq, entry.kind, at, entry.date, entry.before, entry.reason,
                        estimate ? db::Param(estimate->p50) : db::Param(std::nullopt),
                        estimate ? db::Param(estimate->p90) : db::Param(std::nullopt), actor, note});
    }
    tx.insert_rows(
        "INSERT INTO promise_ledger (order_id, seq, kind, at, promised_date, before_date, reason, p50_at, p90_at, actor, note) "
        "VALUES",
        rows);
}

void tell_pages(db::Tx& tx, const std::vector<core::OrderId>& orders, core::Instant real_now) {
    if (orders.empty()) return;
    db::SqlBuilder sql("SELECT id, number, dealer_id, region_id FROM customer_order WHERE id IN");
    sql.add_in(orders);
    db::put_in_feed(tx, real_now,
                    tx.list(
                        [&](const db::Row& row) {
                            const http::Json payload{{"kind", "PROMISE"},
                                                     {"at", core::to_rfc3339(real_now)},
                                                     {"order_number", row.get<std::string>("number")}};
                            return db::FeedEntry{0,
                                                 "PROMISE",
                                                 row.get<core::OrderId>("id"),
                                                 row.get<core::OrganisationId>("dealer_id"),
                                                 row.get<core::OrganisationId>("region_id"),
                                                 "",
                                                 payload.dump()};
                        },
                        sql));
}

void write_consequences(db::Tx& tx, const std::vector<Noted>& noted, core::Instant now, core::Instant real_now) {
    std::vector<LedgerWriting> entries;
    std::vector<core::OrderId> moved;
    for (const auto& one : noted) {
        const auto& [entry, open_task, close_task] = one.consequence;
        moved.push_back(one.order);
        if (entry) {
            entries.push_back({one.order, *entry, now, one.estimate, program_actor, ""});
            if (entry->kind == LedgerKind::made || entry->kind == LedgerKind::moved) {
                orders::set_promised_date(tx, one.order, entry->date);
            }
        }
        if (open_task) {
            // One task a promise. It comes back only when it had gone by itself, not when somebody had called.
            tx.execute(
                "INSERT INTO promise_task (order_id, promise_seq, dealer_id, region_id, state, reason, promised_date, opened_at) "
                "SELECT o.id, ?, o.dealer_id, o.region_id, 'OPEN', ?, ?, ? FROM customer_order o WHERE o.id = ? "
                "ON DUPLICATE KEY UPDATE promise_task.version = promise_task.version + 1, "
                "  promise_task.reason = IF(promise_task.outcome = 'RECOVERED', VALUES(reason), promise_task.reason), "
                "  promise_task.opened_at = IF(promise_task.outcome = 'RECOVERED', VALUES(opened_at), promise_task.opened_at), "
                "  promise_task.state = IF(promise_task.outcome = 'RECOVERED', 'OPEN', promise_task.state), "
                "  promise_task.closed_at = IF(promise_task.outcome = 'RECOVERED', NULL, promise_task.closed_at), "
                "  promise_task.outcome = IF(promise_task.outcome = 'RECOVERED', NULL, promise_task.outcome)",
                one.promise_seq, one.cause, one.promised.value(), now, one.order);
        }
        if (close_task) {
            tx.execute(
                "UPDATE promise_task SET state = 'DONE', outcome = ?, closed_at = ?, version = version + 1 "
                "WHERE order_id = ? AND state = 'OPEN' AND (asked_by IS NULL OR ? <> 'RECOVERED')",
                *close_task, now, one.order, *close_task);
        }
    }
    write_ledger(tx, entries);
    tell_pages(tx, moved, real_now);
}

std::map<core::OrderId, core::OrganisationId> destinations_of(db::Tx& tx, const std::vector<core::OrderId>& orders) {
    std::map<core::OrderId, core::OrganisationId> destinations;
    if (orders.empty()) return destinations;
    db::SqlBuilder sql("SELECT id, destination_id FROM customer_order WHERE id IN");
    sql.add_in(orders);
    tx.list(
        [&](const db::Row& row) {
            destinations[row.get<core::OrderId>("id")] = row.get<core::OrganisationId>("destination_id");
            return 0;
        },
        sql);
    return destinations;
}

std::map<core::OrganisationId, std::string> zones_of(db::Tx& tx, const std::set<core::OrganisationId>& dealers) {
    std::map<core::OrganisationId, std::string> zones;
    if (dealers.empty()) return zones;
    db::SqlBuilder sql("SELECT id, time_zone FROM organisation WHERE id IN");
    sql.add_in(dealers);
    for (auto& [id, zone] : tx.list(
             [](const db::Row& row) {
                 return std::pair(row.get<core::OrganisationId>("id"), row.get<std::string>("time_zone"));
             },
             sql)) {
        zones.emplace(id, std::move(zone));
    }
    return zones;
}

}  // namespace marque::promises
