#include "orders/order_looks.h"

#include <set>

namespace marque::orders {
namespace {

/// The row that stands for all orders at once.
constexpr std::uint64_t all_orders = 0;
/// The line may tell of what happened so much later than it did.
constexpr auto latest_word = std::chrono::days{1};
constexpr int most_looks_at_once = 5000;
constexpr int most_forgotten = 100;

struct Look {
    core::Instant at;
    int event_seq = 0, build_seq = 0;
    std::optional<core::Date> promised;
    std::optional<core::Instant> p90;
};

std::optional<Look> find_look(db::Tx& tx, core::PersonId person, core::OrderId order) {
    return tx.find(
        [](const db::Row& row) {
            return Look{row.get<core::Instant>("looked_at"), row.get<int>("event_seq"), row.get<int>("build_seq"),
                        row.opt<core::Date>("promised_date"), row.opt<core::Instant>("p90_at")};
        },
        "SELECT looked_at, event_seq, build_seq, promised_date, p90_at FROM order_look WHERE person_id = ? AND order_id = ?",
        person, order);
}

std::vector<DiaryView> diary_since(db::Tx& tx, core::OrderId order, int seq) {
    return tx.list(
        [](const db::Row& row) {
            const auto detail = row.opt<std::string>("detail");
            return DiaryView{row.get<core::Instant>("at"),  row.get<std::string>("kind"),
                             row.get<State>("state"),       row.get<int>("event_code"),
                             row.get<std::string>("actor"), detail ? http::Json::parse(*detail) : http::Json::object()};
        },
        "SELECT at, kind, state, event_code, actor, detail FROM order_event WHERE order_id = ? AND seq > ? ORDER BY seq",
        order, seq);
}

void read_line_since(db::Tx& tx, core::OrderId order, int build_seq, SinceLook& since) {
    std::set<std::string> passed;
    tx.each(
        [&](const db::Row& row) {
            const auto station = row.get<std::string>("station"), state = row.get<std::string>("state");
            if (state == "COMPLETED") passed.insert(station);
            if (state == "HELD") {
                since.holds.push_back({station, row.get<core::Instant>("at"), row.opt<std::string>("hold_reason")});
            }
        },
        "SELECT e.station, e.state, e.at, e.hold_reason FROM build b JOIN build_event e ON e.build_pk = b.id "
        "WHERE b.live_order_id = ? AND e.seq > ? ORDER BY e.seq",
        order, build_seq);
    since.stations_passed = static_cast<int>(passed.size());
}

void read_dates_since(db::Tx& tx, core::OrderId order, const Look& look, SinceLook& since) {
    tx.each(
        [&](const db::Row& row) {
            const auto promised = row.opt<core::Date>("promised_date");
            const auto p90 = row.opt<core::Instant>("p90_at");
            if (promised != look.promised) since.promised = MovedDate{look.promised, promised};
            const bool moved = p90 && look.p90 && std::chrono::abs(*p90 - *look.p90) >= std::chrono::days{1};
            if (moved) since.eta = MovedInstant{look.p90, p90};
        },
        "SELECT o.promised_date, e.p90_at FROM customer_order o LEFT JOIN order_eta e ON e.order_id = o.id WHERE o.id = ?",
        order);
}

}  // namespace

void record_look(db::Tx& tx, const core::Scope& scope, const std::string& number, int version, core::Instant at) {
    const auto order = require_visible(tx, scope, number);
    // Who looks for the first time starts afresh: all that happened before is no news.
    if (!news_since(tx, scope.person, at)) record_look_at_all(tx, scope, at);
    tx.execute(
        "INSERT INTO order_look (person_id, order_id, looked_at, order_version, event_seq, build_seq, held, promised_date, p90_at) "
        "SELECT ?, o.id, ?, o.version, o.event_seq, COALESCE(b.last_seq, 0), COALESCE(b.state = 'HELD', FALSE), "
        "  o.promised_date, e.p90_at FROM customer_order o LEFT JOIN build b ON b.live_order_id = o.id "
        "LEFT JOIN order_eta e ON e.order_id = o.id WHERE o.id = ? AND o.version = ? "
        "ON DUPLICATE KEY UPDATE looked_at = VALUES(looked_at), order_version = VALUES(order_version), "
        "  event_seq = VALUES(event_seq), build_seq = VALUES(build_seq), held = VALUES(held), "
        "  promised_date = VALUES(promised_date), p90_at = VALUES(p90_at)",
        scope.person, at, order, version);
    // Looks that are too old to tell news from what is known go, a few at a time.
    tx.execute("DELETE FROM order_look WHERE person_id = ? AND order_id > ? AND looked_at < ? LIMIT ?", scope.person,
               all_orders, at - news_time, most_forgotten);
}

void record_look_at_all(db::Tx& tx, const core::Scope& scope, core::Instant at) {
    tx.execute("DELETE FROM order_look WHERE person_id = ?", scope.person);
    tx.execute(
        "INSERT IGNORE INTO order_look (person_id, order_id, looked_at, order_version, event_seq, build_seq, held) "
        "VALUES (?, ?, ?, 0, 0, 0, FALSE)",
        scope.person, all_orders, at);
    // What has just changed is kept order by order: an event that the line tells late can then be told from it.
    tx.execute(
        "INSERT INTO order_look (person_id, order_id, looked_at, order_version, event_seq, build_seq, held, promised_date, p90_at) "
        "SELECT ?, o.id, ?, o.version, o.event_seq, COALESCE(b.last_seq, 0), COALESCE(b.state = 'HELD', FALSE), "
        "  o.promised_date, e.p90_at FROM customer_order o FORCE INDEX (customer_order_dealer_updated) "
        "LEFT JOIN build b ON b.live_order_id = o.id LEFT JOIN order_eta e ON e.order_id = o.id "
        "WHERE o.dealer_id = ? AND o.updated_at > ? ORDER BY o.updated_at DESC LIMIT ? "
        "ON DUPLICATE KEY UPDATE looked_at = VALUES(looked_at), order_version = VALUES(order_version), "
        "  event_seq = VALUES(event_seq), build_seq = VALUES(build_seq), held = VALUES(held), "
        "  promised_date = VALUES(promised_date), p90_at = VALUES(p90_at)",
        scope.person, at, scope.organisation, at - latest_word, most_looks_at_once);
}

SinceLook read_since_look(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    const auto order = require_visible(tx, scope, number);
    SinceLook since;
    const auto look = find_look(tx, scope.person, order);
    if (!look) return since;
    since.looked_at = look->at;
    since.events = diary_since(tx, order, look->event_seq);
    read_line_since(tx, order, look->build_seq, since);
    read_dates_since(tx, order, *look, since);
    return since;
}

std::optional<core::Instant> news_since(db::Tx& tx, core::PersonId person, core::Instant now) {
    const auto at = tx.value<core::Instant>(
        "looked_at", "SELECT looked_at FROM order_look WHERE person_id = ? AND order_id = ?", person, all_orders);
    if (!at) return std::nullopt;
    return std::max(*at, now - news_time) - latest_word;
}

void mark_changed(db::Tx& tx, const core::Scope& scope, core::Instant now, std::vector<OrderSummary>& orders) {
    const auto since = news_since(tx, scope.person, now);
    if (!since || orders.empty()) return;
    std::vector<core::OrderId> ids;
    for (const auto& order : orders) ids.push_back(order.id);
    db::SqlBuilder sql(
        "SELECT o.id FROM customer_order o LEFT JOIN order_look k ON k.order_id = o.id AND k.person_id =");
    sql.add("? LEFT JOIN build b ON b.live_order_id = o.id LEFT JOIN order_eta e ON e.order_id = o.id", scope.person);
    sql.add("WHERE o.id IN").add_in(ids);
    sql.add(
        "AND IF(k.order_id IS NULL, o.updated_at > ? OR (b.state = 'HELD' AND b.station_since > ?), "
        "  k.order_version <> o.version OR k.held <> COALESCE(b.state = 'HELD', FALSE) "
        "  OR COALESCE(ABS(TIMESTAMPDIFF(HOUR, k.p90_at, e.p90_at)) >= 24, FALSE))",
        *since, *since);
    const auto changed = tx.list([](const db::Row& row) { return row.get<core::OrderId>("id"); }, sql);
    const std::set<core::OrderId> news(changed.begin(), changed.end());
    for (auto& order : orders) order.changed = news.contains(order.id);
}

}  // namespace marque::orders
