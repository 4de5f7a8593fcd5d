#include "materials/call_off_store.h"

#include <algorithm>
#include <cmath>

#include "materials/materials.h"
#include "materials/supplier_link.h"
#include "promises/promises.h"

namespace marque::materials {
namespace {

constexpr unsigned holds = 4294967295U;  // to_version of a line that holds still
constexpr std::size_t most_ids = 500;
constexpr auto versions_are_kept = std::chrono::days{30};
constexpr double offset_tolerance = 0.1, least_tolerance = 5;

KnownNeed map_known(const db::Row& row) {
    return {row.get<std::uint64_t>("id"),
            {row.get<std::string>("supplier_code"), row.get<std::string>("part_no"), row.get<std::string>("station"),
             row.get<Delivery>("delivery"), row.get<core::OrderId>("order_id"), row.get<core::Instant>("needed_at"),
             row.get<Quantity>("quantity")}};
}

template <class T, class Each>
void in_portions(const std::vector<T>& all, Each&& each) {
    for (std::size_t first = 0; first < all.size(); first += most_ids) {
        const auto last = std::min(all.size(), first + most_ids);
        each(std::vector<T>(all.begin() + static_cast<std::ptrdiff_t>(first),
                            all.begin() + static_cast<std::ptrdiff_t>(last)));
    }
}

/// Where nothing was measured a car is thought to be a takt at each place.
std::map<std::string, double> offsets_now(db::Tx& tx, const std::string& line, double takt_seconds) {
    auto offsets = promises::measured_offsets(tx, line);
    if (!offsets.empty()) return offsets;
    tx.each(
        [&](const db::Row& row) {
            offsets[row.get<std::string>("code")] = takt_seconds * (row.get<int>("position") - 1);
        },
        "SELECT code, position FROM line_station WHERE line_code = ?", line);
    return offsets;
}

}  // namespace

void lock_line(db::Tx& tx, const std::string& line) {
    const auto lock = [&] {
        return tx.value<std::string>("line_code",
                                     "SELECT line_code FROM call_off_line_lock WHERE line_code = ? FOR UPDATE", line);
    };
    // Entered only where it is missing: an INSERT that finds the row locks it shared, and of two that did so each would
    // wait for the other.
    if (lock()) return;
    tx.execute("INSERT IGNORE INTO call_off_line_lock (line_code) VALUES (?)", line);
    lock();
}

std::vector<BillLine> bill_of(db::Tx& tx, const std::string& line) {
    return tx.list(
        [](const db::Row& row) {
            return BillLine{row.get<std::string>("part_no"),       row.get<std::string>("station"),
                            row.get<std::string>("supplier_code"), row.get<std::string>("model_code"),
                            row.get<std::string>("feature_code"),  row.get<Delivery>("delivery"),
                            row.get<Quantity>("quantity"),         row.get<int>("position")};
        },
        "SELECT x.part_no, x.station, x.supplier_code, x.model_code, x.feature_code, x.delivery, x.quantity, "
        "  COALESCE(s.position, 0) AS position FROM bill_of_material x "
        "LEFT JOIN line_station s ON s.line_code = x.line_code AND s.code = x.station WHERE x.line_code = ?",
        line);
}

// A car that goes back for rework keeps the parts that it has.
std::vector<KnownCar> fixed_cars(db::Tx& tx, const std::string& line) {
    return tx.list(
        [](const db::Row& row) {
            return KnownCar{row.get<core::OrderId>("order_id"), row.get<core::Instant>("planned_start"),
                            row.get<bool>("on_the_line"), row.get<int>("passed")};
        },
        "SELECT f.order_id, f.planned_start, b.started_at IS NOT NULL AS on_the_line, "
        "  COALESCE(IF(b.pass_no > 1, (SELECT MAX(p.position) FROM build_event e "
        "    JOIN line_station p ON p.line_code = f.line_code AND p.code = e.station "
        "    WHERE e.build_pk = b.id AND e.state = 'COMPLETED'), "
        "  s.position - (b.station_state <> 'COMPLETED')), 0) AS passed FROM fixed_build f "
        "LEFT JOIN build b ON b.live_order_id = f.order_id "
        "LEFT JOIN line_station s ON s.line_code = f.line_code AND s.code = b.station "
        "WHERE f.line_code = ? ORDER BY f.planned_start, f.order_id",
        line);
}

void save_fixed_cars(db::Tx& tx, const std::string& line, const std::vector<FixedCar>& cars) {
    tx.execute("DELETE FROM fixed_build WHERE line_code = ?", line);
    std::vector<db::Params> rows;
    for (const auto& car : cars) rows.push_back({car.order, line, car.start});
    tx.insert_rows("REPLACE INTO fixed_build (order_id, line_code, planned_start) VALUES", rows);
}

std::vector<FixedCar> configurations_of(db::Tx& tx, const std::vector<Start>& cars) {
    std::map<core::OrderId, FixedCar> configured;
    in_portions(cars, [&](const std::vector<Start>& some) {
        std::vector<core::OrderId> ids;
        for (const auto& car : some) ids.push_back(car.order);
        db::SqlBuilder sql(
            "SELECT o.id, m.code AS model, f.code AS feature FROM customer_order o JOIN model m ON m.id = o.model_id "
            "JOIN order_line l ON l.order_id = o.id AND l.version = o.configuration_version "
            "JOIN feature f ON f.id = l.feature_id WHERE o.id IN");
        sql.add_in(ids);
        tx.list(
            [&](const db::Row& row) {
                auto& car = configured[row.get<core::OrderId>("id")];
                car.model = row.get<std::string>("model");
                return car.features.insert(row.get<std::string>("feature")).second;
            },
            sql);
    });
    std::vector<FixedCar> list;
    for (const auto& [order, start] : cars) {
        const auto found = configured.find(order);
        if (found == configured.end()) continue;
        list.push_back({order, start, found->second.model, found->second.features});
    }
    return list;
}

std::map<std::string, double> station_offsets(db::Tx& tx, const std::string& line, double takt_seconds) {
    auto now = offsets_now(tx, line, takt_seconds);
    std::map<std::string, double> used;
    tx.each([&](const db::Row& row) { used[row.get<std::string>("station")] = row.get<double>("seconds"); },
            "SELECT station, seconds FROM call_off_offset WHERE line_code = ?", line);
    bool moved = now.size() != used.size();
    for (const auto& [station, seconds] : now) {
        const auto before = used.find(station);
        moved = moved || before == used.end() ||
                std::abs(before->second - seconds) > std::max(least_tolerance, offset_tolerance * before->second);
    }
    if (!moved) return used;
    std::vector<db::Params> rows;
    for (const auto& [station, seconds] : now) rows.push_back({line, station, std::to_string(seconds)});
    tx.execute("DELETE FROM call_off_offset WHERE line_code = ?", line);
    tx.insert_rows("INSERT INTO call_off_offset (line_code, station, seconds) VALUES", rows);
    return now;
}

std::map<std::string, int> newest_versions(db::Tx& tx, const std::string& line) {
    std::map<std::string, int> versions;
    tx.each([&](const db::Row& row) { versions[row.get<std::string>("supplier_code")] = row.get<int>("newest"); },
            "SELECT supplier_code, MAX(version) AS newest FROM call_off WHERE line_code = ? GROUP BY supplier_code",
            line);
    return versions;
}

std::map<std::string, std::vector<KnownNeed>> newest_lines(db::Tx& tx, const std::string& line,
                                                           const std::map<std::string, int>& suppliers) {
    std::map<std::string, std::vector<KnownNeed>> lines;
    for (const auto& [supplier, version] : suppliers) {
        lines[supplier] = tx.list(map_known,
                                  "SELECT id, supplier_code, part_no, station, delivery, order_id, needed_at, quantity "
                                  "FROM call_off_line WHERE line_code = ? AND supplier_code = ? AND to_version = ?",
                                  line, supplier, holds);
    }
    return lines;
}

void add_version(db::Tx& tx, const std::string& line, const std::string& supplier, int version,
                 const Difference& difference, core::Instant now) {
    const int next = version + 1;
    const auto close = [&](const std::vector<std::uint64_t>& lines, bool fitted) {
        in_portions(lines, [&](const std::vector<std::uint64_t>& ids) {
            db::SqlBuilder sql("UPDATE call_off_line SET");
            tx.execute(sql.add("to_version = ?, fitted = ? WHERE id IN", next, fitted).add_in(ids));
        });
    };
    close(difference.closed, false);
    close(difference.fitted, true);
    std::vector<db::Params> rows;
    for (const auto& need : difference.opened) {
        rows.push_back({line, supplier, next, need.part_no, need.station, need.delivery, need.order, need.needed_at,
                        need.quantity.text()});
    }
    tx.insert_rows(
        "INSERT INTO call_off_line (line_code, supplier_code, from_version, part_no, station, delivery, order_id, "
        "needed_at, quantity) VALUES",
        rows);
    tx.execute("UPDATE call_off SET superseded_at = ? WHERE line_code = ? AND supplier_code = ? AND version = ?", now,
               line, supplier, version);
    tx.execute(
        "INSERT INTO call_off (line_code, supplier_code, version, made_at, line_count, added, removed, moved, "
        "quantity_changed) SELECT ?, ?, ?, ?, COUNT(*), ?, ?, ?, ? FROM call_off_line "
        "WHERE line_code = ? AND supplier_code = ? AND to_version = ?",
        line, supplier, next, now, difference.added, difference.removed, difference.moved, difference.quantity_changed,
        line, supplier, holds);
    put_in_push(tx, line, supplier);
}

std::uint64_t forget_old_call_offs(db::Tx& tx, core::Instant now) {
    struct Old {
        std::string line, supplier;
        int version = 0;
    };
    const auto old = tx.list(
        [](const db::Row& row) {
            return Old{row.get<std::string>("line_code"), row.get<std::string>("supplier_code"),
                       row.get<int>("version")};
        },
        "SELECT line_code, supplier_code, version FROM call_off WHERE superseded_at < ? ORDER BY superseded_at LIMIT 50 "
        "FOR UPDATE SKIP LOCKED",
        now - versions_are_kept);
    std::uint64_t gone = 0;
    for (const auto& [line, supplier, version] : old) {
        // Lines that ended with the next version stay for as long as it does: they are what it changed.
        gone += tx.execute("DELETE FROM call_off_line WHERE line_code = ? AND supplier_code = ? AND to_version <= ?",
                           line, supplier, version);
        gone += tx.execute("DELETE FROM call_off WHERE line_code = ? AND supplier_code = ? AND version = ?", line,
                           supplier, version);
    }
    return gone;
}

}  // namespace marque::materials
