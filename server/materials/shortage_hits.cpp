#include "materials/shortage_hits.h"

#include <algorithm>
#include <map>

namespace marque::materials {
namespace {

constexpr auto without_end = std::chrono::hours{24 * 365};

struct Hit {
    std::string station;
    std::optional<core::Instant> needed_at;

    bool operator==(const Hit&) const = default;
};
using Hits = std::map<core::OrderId, Hit>;

Hits hits_by_order(db::Tx& tx, const db::SqlBuilder& sql) {
    const auto rows = tx.list(
        [](const db::Row& row) {
            return std::pair(row.get<core::OrderId>("order_id"),
                             Hit{row.get<std::string>("station"), row.opt<core::Instant>("needed_at")});
        },
        sql);
    return {rows.begin(), rows.end()};
}

/// Cars on the line or before it that need the part, have not passed its line station, and get there while it is
/// missing as far as that is known; and those that stand for want of it. Once it is missing, a car that should have
/// been there before, and was not, gets there while it is.
Hits hits_among(db::Tx& tx, const Missing& missing, std::span<const core::OrderId> cars, core::Instant now) {
    db::SqlBuilder sql(
        "SELECT o.id AS order_id, MIN(x.station) AS station, "
        "  MIN(COALESCE(f.planned_start, b.planned_start) + INTERVAL ROUND(d.seconds) SECOND) AS needed_at, "
        "  MAX(b.hold_part_no IS NOT NULL AND b.hold_part_no = x.part_no) AS stands "
        "FROM customer_order o JOIN model m ON m.id = o.model_id");
    sql.add(
        "JOIN bill_of_material x ON x.line_code = ? AND x.part_no = ? AND x.model_code IN ('', m.code) "
        "LEFT JOIN build b ON b.live_order_id = o.id LEFT JOIN fixed_build f ON f.order_id = o.id "
        "LEFT JOIN call_off_offset d ON d.line_code = x.line_code AND d.station = x.station "
        "LEFT JOIN line_station here ON here.line_code = x.line_code AND here.code = b.station "
        "LEFT JOIN line_station there ON there.line_code = x.line_code AND there.code = x.station "
        "WHERE o.state NOT IN ('CANCELLED', 'REFUSED') "
        "AND (x.feature_code = '' OR EXISTS (SELECT 1 FROM order_line l JOIN feature g ON g.id = l.feature_id "
        "  WHERE l.order_id = o.id AND l.version = o.configuration_version AND g.code = x.feature_code)) "
        "AND (here.position IS NULL OR here.position < there.position "
        "  OR (here.position = there.position AND b.station_state <> 'COMPLETED'))",
        missing.line, missing.part.part_no);
    sql.add(
        "AND ((b.id IS NULL AND f.line_code = ?) "
        "  OR (b.in_progress_line = ? AND b.state IN ('SCHEDULED', 'RUNNING', 'HELD'))) AND o.id IN",
        missing.line, missing.line);
    sql.add_in(cars).add("GROUP BY o.id HAVING stands OR needed_at IS NULL OR (needed_at >= ? AND needed_at < ?)",
                         now < missing.from ? missing.from : core::Instant{},
                         missing.part.expected_back.value_or(missing.from + without_end));
    return hits_by_order(tx, sql);
}

Hits known_hits(db::Tx& tx, const Missing& missing, std::span<const core::OrderId> cars) {
    db::SqlBuilder sql("SELECT order_id, needed_station AS station, needed_at FROM shortage_hit WHERE");
    sql.add("shortage_id = ? AND order_id IN", missing.id).add_in(cars);
    return hits_by_order(tx, sql);
}

/// The plan has moved on: they are hit no more, and nobody who has not been called yet needs to be.
void drop(db::Tx& tx, const Missing& missing, const std::vector<core::OrderId>& spared, core::Instant now,
          core::Instant real_now) {
    if (spared.empty()) return;
    ask_for_the_others(tx, missing.id, spared, now, real_now);
    promises::call_no_more(tx, spared, asker(missing.id), now, real_now);
    db::SqlBuilder sql("DELETE FROM shortage_hit WHERE");
    tx.execute(sql.add("shortage_id = ? AND order_id IN", missing.id).add_in(spared));
}

}  // namespace

db::SqlBuilder select_missing() {
    return db::SqlBuilder(
        "SELECT s.id, s.line_code, s.part_no, s.from_at, s.expected_back, s.lot IS NOT NULL AS one_lot, "
        "  COALESCE((SELECT MIN(x.name_zh) FROM bill_of_material x WHERE x.line_code = s.line_code "
        "    AND x.part_no = s.part_no), s.part_no) AS part_zh, "
        "  COALESCE((SELECT MIN(x.name_en) FROM bill_of_material x WHERE x.line_code = s.line_code "
        "    AND x.part_no = s.part_no), s.part_no) AS part_en FROM part_shortage s");
}

Missing map_missing(const db::Row& row) {
    return {row.get<std::uint64_t>("id"),
            row.get<std::string>("line_code"),
            {row.get<std::string>("part_no"),
             {row.get<std::string>("part_zh"), row.get<std::string>("part_en")},
             row.opt<core::Instant>("expected_back")},
            row.get<core::Instant>("from_at"),
            row.get<bool>("one_lot")};
}

std::string asker(std::uint64_t shortage) { return "shortage-" + std::to_string(shortage); }

std::vector<core::OrderId> cars_in_question(db::Tx& tx, const Missing& missing) {
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); },
                   "SELECT order_id FROM build FORCE INDEX (build_in_progress) WHERE in_progress_line = ? "
                   "  AND state IN ('SCHEDULED', 'RUNNING', 'HELD') "
                   "UNION SELECT order_id FROM fixed_build WHERE line_code = ? "
                   "UNION SELECT order_id FROM shortage_hit WHERE shortage_id = ? ORDER BY order_id",
                   missing.line, missing.line, missing.id);
}

std::vector<std::span<const core::OrderId>> in_looks(const std::vector<core::OrderId>& cars) {
    std::vector<std::span<const core::OrderId>> looks;
    const std::span<const core::OrderId> all(cars);
    for (std::size_t first = 0; first < all.size(); first += cars_a_look)
        looks.push_back(all.subspan(first, std::min(cars_a_look, all.size() - first)));
    return looks;
}

std::vector<core::OrderId> cars_that_differ(db::Tx& tx, const Missing& missing, std::span<const core::OrderId> cars,
                                            core::Instant now) {
    const auto hits = hits_among(tx, missing, cars, now), known = known_hits(tx, missing, cars);
    std::vector<core::OrderId> differ;
    for (const auto car : cars) {
        const auto hit = hits.find(car), before = known.find(car);
        const bool is = hit != hits.end(), was = before != known.end();
        if (is != was || (is && hit->second != before->second)) differ.push_back(car);
    }
    return differ;
}

void note_hits(db::Tx& tx, const Missing& missing, std::span<const core::OrderId> cars, core::Instant now,
               core::Instant real_now) {
    const auto hits = hits_among(tx, missing, cars, now), known = known_hits(tx, missing, cars);
    std::vector<core::OrderId> spared, fresh;
    for (const auto& [car, before] : known) {
        if (!hits.contains(car)) spared.push_back(car);
    }
    drop(tx, missing, spared, now, real_now);
    std::vector<db::Params> rows;
    for (const auto& [car, hit] : hits) {
        const auto before = known.find(car);
        if (before == known.end()) fresh.push_back(car);
        if (before == known.end() || before->second != hit)
            rows.push_back({missing.id, car, hit.station, hit.needed_at});
    }
    tx.insert_rows("REPLACE INTO shortage_hit (shortage_id, order_id, needed_station, needed_at) VALUES", rows);
    if (!missing.one_lot) promises::ask_to_call(tx, fresh, asker(missing.id), missing.part, now, real_now);
}

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
    if (others.empty()) return;
    std::vector<std::uint64_t> ids;
    for (const auto& [shortage, orders] : others) ids.push_back(shortage);
    auto missing = select_missing();
    for (const auto& other : tx.list(map_missing, missing.add("WHERE s.id IN").add_in(ids)))
        promises::ask_to_call(tx, others.at(other.id), asker(other.id), other.part, now, real_now);
}

}  // namespace marque::materials
