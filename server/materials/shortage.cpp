#include "materials/shortage.h"

#include <algorithm>

#include "db/audit.h"
#include "materials/materials.h"
#include "materials/materials_errors.h"
#include "promises/promises.h"

namespace marque::materials {
namespace {

constexpr const char* call_reason = "SHORTAGE";
constexpr std::size_t most_hits_a_round = 500;

std::string asker(std::uint64_t shortage) { return "shortage-" + std::to_string(shortage); }

struct Missing {
    std::uint64_t id = 0;
    std::string line, part_no;
    core::Instant from;
    std::optional<core::Instant> expected_back;
    bool one_lot = false;
};

struct Hit {
    core::OrderId order;
    std::string station;
    std::optional<core::Instant> needed_at;
};

/// Cars on the line or before it that need the part, have not passed its line station, and get there while it is
/// missing as far as that is known; and those that stand for want of it. A table of order, line station and moment.
void add_cars_hit(db::SqlBuilder& sql, const Missing& missing) {
    sql.add(
        "SELECT found.order_id, found.station, found.needed_at FROM ("
        "  SELECT c.order_id, MIN(x.station) AS station, "
        "    MIN(COALESCE(f.planned_start, b.planned_start) + INTERVAL ROUND(d.seconds) SECOND) AS needed_at, "
        "    MAX(b.hold_part_no IS NOT NULL AND b.hold_part_no = x.part_no) AS stands FROM ("
        "SELECT order_id FROM build WHERE in_progress_line = ? AND state IN ('SCHEDULED', 'RUNNING', 'HELD') "
        "UNION SELECT order_id FROM fixed_build WHERE line_code = ?) c",
        missing.line, missing.line);
    sql.add(
        "JOIN customer_order o ON o.id = c.order_id AND o.state NOT IN ('CANCELLED', 'REFUSED') "
        "JOIN model m ON m.id = o.model_id "
        "JOIN bill_of_material x ON x.line_code = ? AND x.part_no = ? AND x.model_code IN ('', m.code) "
        "LEFT JOIN build b ON b.live_order_id = c.order_id LEFT JOIN fixed_build f ON f.order_id = c.order_id "
        "LEFT JOIN call_off_offset d ON d.line_code = x.line_code AND d.station = x.station "
        "LEFT JOIN line_station here ON here.line_code = x.line_code AND here.code = b.station "
        "LEFT JOIN line_station there ON there.line_code = x.line_code AND there.code = x.station "
        "WHERE (x.feature_code = '' OR EXISTS (SELECT 1 FROM order_line l JOIN feature g ON g.id = l.feature_id "
        "  WHERE l.order_id = o.id AND l.version = o.configuration_version AND g.code = x.feature_code)) "
        "AND (b.id IS NULL OR b.state IN ('SCHEDULED', 'RUNNING', 'HELD')) "
        "AND (here.position IS NULL OR here.position < there.position "
        "  OR (here.position = there.position AND b.station_state <> 'COMPLETED')) GROUP BY c.order_id) found",
        missing.line, missing.part_no);
    sql.add("WHERE (found.stands OR found.needed_at IS NULL OR (found.needed_at >= ? AND found.needed_at < ?))",
            missing.from, missing.expected_back.value_or(missing.from + std::chrono::hours{24 * 365}));
}

/// Only those that were not found before.
std::vector<Hit> find_hits(db::Tx& tx, const Missing& missing) {
    db::SqlBuilder sql("SELECT hit.order_id, hit.station, hit.needed_at FROM (");
    add_cars_hit(sql, missing);
    sql.add(
        ") hit WHERE NOT EXISTS (SELECT 1 FROM shortage_hit h WHERE h.shortage_id = ? AND h.order_id = hit.order_id) "
        "ORDER BY hit.order_id LIMIT ?",
        missing.id, most_hits_a_round);
    return tx.list(
        [](const db::Row& row) {
            return Hit{row.get<core::OrderId>("order_id"), row.get<std::string>("station"),
                       row.opt<core::Instant>("needed_at")};
        },
        sql);
}

/// Those of its cars that got the part, were called off, or are planned for another time.
std::vector<core::OrderId> find_spared(db::Tx& tx, const Missing& missing) {
    db::SqlBuilder sql("SELECT h.order_id FROM shortage_hit h LEFT JOIN (");
    add_cars_hit(sql, missing);
    sql.add(
        ") hit ON hit.order_id = h.order_id WHERE h.shortage_id = ? AND hit.order_id IS NULL ORDER BY h.order_id LIMIT ?",
        missing.id, most_hits_a_round);
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); }, sql);
}

/// Those that stay may need it at another time now.
void move_hits(db::Tx& tx, const Missing& missing) {
    db::SqlBuilder sql("UPDATE shortage_hit h JOIN (");
    add_cars_hit(sql, missing);
    sql.add(
        ") hit ON hit.order_id = h.order_id SET h.needed_at = hit.needed_at, h.needed_station = hit.station "
        "WHERE h.shortage_id = ? AND NOT (h.needed_at <=> hit.needed_at AND h.needed_station = hit.station)",
        missing.id);
    tx.execute(sql);
}

/// A car that is short of two parts is still short of the other one.
void ask_for_the_others(db::Tx& tx, std::uint64_t ended, const std::vector<core::OrderId>& of, core::Instant now,
                        core::Instant real_now) {
    std::map<std::uint64_t, std::vector<core::OrderId>> others;
    db::SqlBuilder sql(
        "SELECT other.shortage_id, other.order_id FROM shortage_hit other "
        "JOIN part_shortage s ON s.id = other.shortage_id AND s.state = 'OPEN'");
    sql.add(
           "JOIN promise_task t ON t.order_id = other.order_id AND t.asked_by = ? AND t.state = 'OPEN' "
           "WHERE other.shortage_id <> ? AND s.lot IS NULL AND other.order_id IN",
           asker(ended), ended)
        .add_in(of);
    for (const auto& [shortage, order] : tx.list(
             [](const db::Row& row) {
                 return std::pair(row.get<std::uint64_t>("shortage_id"), row.get<core::OrderId>("order_id"));
             },
             sql))
        others[shortage].push_back(order);
    for (const auto& [shortage, orders] : others)
        promises::ask_to_call(tx, orders, asker(shortage), call_reason, now, real_now);
}

/// The plan has moved on: they are hit no more, and nobody who has not been called yet needs to be.
std::size_t drop_spared(db::Tx& tx, const Missing& missing, core::Instant now, core::Instant real_now) {
    const auto spared = find_spared(tx, missing);
    if (spared.empty()) return 0;
    ask_for_the_others(tx, missing.id, spared, now, real_now);
    promises::call_no_more(tx, spared, asker(missing.id), now, real_now);
    db::SqlBuilder sql("DELETE FROM shortage_hit WHERE");
    tx.execute(sql.add("shortage_id = ? AND order_id IN", missing.id).add_in(spared));
    return spared.size();
}

/// Enters the cars that are new among those it hits and lets go of those that are hit no more, a bounded number of each
/// at once. How many there were. Nobody is called for want of a single lot: which cars would have got it is known only
/// when they have.
std::size_t follow(db::Tx& tx, const Missing& missing, core::Instant now, core::Instant real_now) {
    const auto spared = drop_spared(tx, missing, now, real_now);
    move_hits(tx, missing);
    const auto hits = find_hits(tx, missing);
    std::vector<db::Params> rows;
    std::vector<core::OrderId> orders;
    for (const auto& hit : hits) {
        rows.push_back({missing.id, hit.order, hit.station, hit.needed_at});
        orders.push_back(hit.order);
    }
    tx.insert_rows("INSERT INTO shortage_hit (shortage_id, order_id, needed_station, needed_at) VALUES", rows);
    if (!missing.one_lot) promises::ask_to_call(tx, orders, asker(missing.id), call_reason, now, real_now);
    return std::max(hits.size(), spared);
}

std::vector<core::OrderId> hits_of(db::Tx& tx, std::uint64_t shortage) {
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); },
                   "SELECT order_id FROM shortage_hit WHERE shortage_id = ?", shortage);
}

Missing map_missing(const db::Row& row) {
    return {row.get<std::uint64_t>("id"),      row.get<std::string>("line_code"),       row.get<std::string>("part_no"),
            row.get<core::Instant>("from_at"), row.opt<core::Instant>("expected_back"), row.get<bool>("one_lot")};
}

}  // namespace

std::uint64_t report_shortage(db::Tx& tx, const std::string& line, const ReportShortage& command,
                              const Reporting& reporting) {
    http::require_length("/part_no", command.part_no, 1, 40);
    if (command.lot) http::require_length("/lot", *command.lot, 1, 60);
    http::require_length("/note", command.note.value_or(""), 0, 500);
    if (command.expected_back && *command.expected_back <= command.from)
        http::refuse_parameter("/expected_back", errors::back_before_from, {});
    const auto used =
        tx.value<int>("one", "SELECT 1 AS one FROM bill_of_material WHERE line_code = ? AND part_no = ? LIMIT 1", line,
                      command.part_no);
    if (!used) http::refuse_parameter("/part_no", errors::part_not_used, {{"line", line}, {"part", command.part_no}});
    const auto id =
        tx.value<std::uint64_t>(
              "id",
              "INSERT INTO part_shortage (line_code, part_no, lot, from_at, expected_back, note, state, reported_by, "
              "reported_at) VALUES (?, ?, ?, ?, ?, ?, 'OPEN', ?, ?) RETURNING id",
              line, command.part_no, command.lot, command.from, command.expected_back, command.note.value_or(""),
              reporting.scope.person, reporting.at)
            .value();
    // The others, if there are more, are found by the server's next round.
    follow(tx, {id, line, command.part_no, command.from, command.expected_back, command.lot.has_value()}, reporting.at,
           reporting.real_now);
    db::audit(tx, reporting.at, reporting.actor, "shortage.reported", "line " + line, "",
              http::to_json_value(command).dump());
    return id;
}

void end_shortage(db::Tx& tx, const std::string& line, std::uint64_t id, const EndShortage& command,
                  const Reporting& reporting) {
    const auto found =
        tx.find([](const db::Row& row) { return std::pair(row.get<ShortageState>("state"), row.get<int>("version")); },
                "SELECT state, version FROM part_shortage WHERE id = ? AND line_code = ? FOR UPDATE", id, line);
    if (!found) throw core::Error(errors::no_such_shortage);
    if (found->first == ShortageState::ended) throw core::Error(errors::shortage_ended);
    if (found->second != command.version) throw core::Error(errors::stale_version);
    tx.execute(
        "UPDATE part_shortage SET state = 'ENDED', ended_by = ?, ended_at = ?, version = version + 1 WHERE id = ?",
        reporting.scope.person, reporting.at, id);
    ask_for_the_others(tx, id, hits_of(tx, id), reporting.at, reporting.real_now);
    promises::call_no_more(tx, asker(id), reporting.at, reporting.real_now);
    db::audit(tx, reporting.at, reporting.actor, "shortage.ended", "line " + line, "",
              http::Json{{"shortage", id}}.dump());
}

std::size_t follow_shortages(db::Pool& pool, const core::Clock& clock) {
    const auto open = db::read(pool, [](db::Tx& tx) {
        return tx.list(
            map_missing,
            "SELECT id, line_code, part_no, from_at, expected_back, lot IS NOT NULL AS one_lot FROM part_shortage WHERE state = 'OPEN' "
            "ORDER BY line_code, id");
    });
    std::size_t hit = 0;
    for (const auto& missing : open) {
        std::size_t found = most_hits_a_round;
        while (found == most_hits_a_round) {
            found = db::in_tx(pool, [&](db::Tx& tx) -> std::size_t {
                const auto still =
                    tx.find(map_missing,
                            "SELECT id, line_code, part_no, from_at, expected_back, lot IS NOT NULL AS one_lot "
                            "FROM part_shortage WHERE id = ? AND state = 'OPEN' FOR UPDATE",
                            missing.id);
                return still ? follow(tx, *still, clock.now(), clock.real_now()) : 0;
            });
            hit += found;
        }
    }
    return hit;
}

}  // namespace marque::materials
