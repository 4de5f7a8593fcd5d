#include <algorithm>
#include <charconv>
#include <map>

#include "builds/genealogy.h"
#include "builds/genealogy_errors.h"
#include "core/vin.h"

namespace marque::builds {
namespace {

using core::Role;

constexpr int builds_a_look = 1000;

/// What went into which car is for the plant's and the maker's people, and for the engineers who hunt a fault.
void add_genealogy_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor, Role::technical_engineer})) {
        sql.add("AND TRUE");
    } else {
        sql.add("AND FALSE");
    }
}

/// Where a window's list goes on: behind this car.
struct Place {
    core::Instant started_at;
    std::uint64_t build = 0;
};

std::uint64_t parse_key(std::string_view text) {
    std::uint64_t key = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), key);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size())
        throw core::Error(http::errors::cursor_invalid);
    return key;
}

Place parse_place(const std::string& cursor, core::Instant from) {
    if (cursor.empty()) return {from, 0};
    const auto dot = cursor.find('.');
    if (dot == std::string::npos || dot > 15) throw core::Error(http::errors::cursor_invalid);
    const auto milliseconds = static_cast<std::int64_t>(parse_key(std::string_view(cursor).substr(0, dot)));
    return {core::Instant{std::chrono::milliseconds{milliseconds}},
            parse_key(std::string_view(cursor).substr(dot + 1))};
}

std::string text_of(const Place& place) {
    return std::to_string(place.started_at.time_since_epoch().count()) + "." + std::to_string(place.build);
}

/// From the lot, or serial, to its builds: as many as have it, however large the window is.
void add_cars_that_have_it(db::SqlBuilder& sql, const core::Scope& scope, const GenealogyQuestion& question,
                           std::uint64_t after) {
    if (question.lot) {
        sql.add(
            "FROM build_part p FORCE INDEX (build_part_lot) STRAIGHT_JOIN build b FORCE INDEX (PRIMARY) ON b.id = p.build_pk "
            "WHERE p.part_no = ? AND p.lot = ? AND p.build_pk > ?",
            question.part_no, *question.lot, after);
    } else {
        sql.add(
            "FROM build_part p FORCE INDEX (build_part_serial) STRAIGHT_JOIN build b FORCE INDEX (PRIMARY) ON b.id = p.build_pk "
            "WHERE p.serial = ? AND p.part_no = ? AND p.build_pk > ?",
            question.serial.value_or(""), question.part_no, after);
    }
    sql.add("AND b.line_code = ? AND b.started_at >= ? AND b.started_at < ?", question.line, question.from,
            question.until);
    add_genealogy_visibility(sql, scope);
}

GenealogyCount count_has(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question) {
    db::SqlBuilder sql("SELECT COUNT(*) AS n FROM (SELECT DISTINCT p.build_pk");
    add_cars_that_have_it(sql, scope, question, 0);
    sql.add("LIMIT ?) found", most_counted + 1);
    const int found = tx.list([](const db::Row& row) { return row.get<int>("n"); }, sql).front();
    return {std::min(found, most_counted), found > most_counted};
}

/// The next cars of the window, each beside what is recorded of the part.
void add_records_of_window(db::SqlBuilder& sql, const core::Scope& scope, const GenealogyQuestion& question,
                           const Place& after, int most) {
    sql.add(
        "FROM (SELECT id, started_at FROM build FORCE INDEX (build_line_started) "
        "WHERE line_code = ? AND started_at >= ? AND started_at < ? AND (started_at > ? OR (started_at = ? AND id > ?))",
        question.line, after.started_at, question.until, after.started_at, after.started_at, after.build);
    add_genealogy_visibility(sql, scope);
    sql.add(
        "ORDER BY started_at, id LIMIT ?) w LEFT JOIN build_part p FORCE INDEX (build_part_of) "
        "ON p.part_no = ? AND p.build_pk = w.id",
        most, question.part_no);
}

/// Whether a record is of what is asked for.
void add_is_it(db::SqlBuilder& sql, const GenealogyQuestion& question) {
    if (question.lot) {
        sql.add("p.lot = ?", *question.lot);
    } else {
        sql.add("p.serial = ?", question.serial.value_or(""));
    }
}

/// The next cars of the window that are of this answer, and where the look ended; nothing when the window did.
struct Look {
    std::vector<std::uint64_t> found;
    std::vector<Place> places;
    std::optional<Place> ended_at;
};
Look look_on(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question, GenealogyAnswer answer,
             const Place& after) {
    db::SqlBuilder sql("SELECT w.id, w.started_at, MAX(IF(p.build_pk IS NULL, 0, IF(");
    add_is_it(sql, question);
    sql.add(", 2, 1))) AS said");
    add_records_of_window(sql, scope, question, after, builds_a_look);
    sql.add("GROUP BY w.started_at, w.id ORDER BY w.started_at, w.id");
    Look look;
    int seen = 0;
    tx.list(
        [&](const db::Row& row) {
            ++seen;
            const Place place{row.get<core::Instant>("started_at"), row.get<std::uint64_t>("id")};
            const int said = row.get<int>("said");
            look.ended_at = place;
            if ((answer == GenealogyAnswer::has_not && said == 1) ||
                (answer == GenealogyAnswer::unknown && said == 0)) {
                look.found.push_back(place.build);
                look.places.push_back(place);
            }
            return 0;
        },
        sql);
    if (seen < builds_a_look) look.ended_at.reset();
    return look;
}

struct Found {
    std::vector<std::uint64_t> builds;
    std::optional<std::string> next;
};
Found find_in_window(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question, GenealogyAnswer answer,
                     const std::string& cursor, int limit) {
    Found found;
    auto place = parse_place(cursor, question.from);
    for (int looked_at = 0; looked_at < most_looked_at; looked_at += builds_a_look) {
        const auto look = look_on(tx, scope, question, answer, place);
        for (std::size_t i = 0; i < look.found.size(); ++i) {
            found.builds.push_back(look.found[i]);
            if (static_cast<int>(found.builds.size()) < limit) continue;
            found.next = text_of(look.places[i]);
            return found;
        }
        if (!look.ended_at) return found;
        place = *look.ended_at;
    }
    found.next = text_of(place);
    return found;
}

Found find_by_lot(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question, const std::string& cursor,
                  int limit) {
    db::SqlBuilder sql("SELECT DISTINCT p.build_pk");
    add_cars_that_have_it(sql, scope, question, cursor.empty() ? 0 : parse_key(cursor));
    sql.add("ORDER BY p.build_pk LIMIT ?", limit + 1);
    Found found{tx.list([](const db::Row& row) { return row.get<std::uint64_t>("build_pk"); }, sql), {}};
    if (static_cast<int>(found.builds.size()) <= limit) return found;
    found.builds.pop_back();
    found.next = std::to_string(found.builds.back());
    return found;
}

struct Record {
    std::optional<std::string> lot, serial, station;
    std::string quantity;
    std::optional<core::Instant> at;
    int pass_no = 1;
};
using Records = std::map<std::uint64_t, std::vector<Record>>;

/// All that is recorded of the part for these builds, earliest first.
Records records_of(db::Tx& tx, const std::string& part_no, const std::vector<std::uint64_t>& builds) {
    db::SqlBuilder sql(
        "SELECT p.build_pk, p.lot, p.serial, p.quantity, e.station, e.at, e.pass_no FROM build_part p "
        "FORCE INDEX (build_part_of) LEFT JOIN build_event e ON e.build_pk = p.build_pk AND e.seq = p.seq");
    sql.add("WHERE p.part_no = ? AND p.build_pk IN", part_no).add_in(builds).add("ORDER BY p.build_pk, p.seq, p.item");
    Records records;
    tx.list(
        [&](const db::Row& row) {
            records[row.get<std::uint64_t>("build_pk")].push_back(
                {row.opt<std::string>("lot"), row.opt<std::string>("serial"), row.opt<std::string>("station"),
                 row.get<std::string>("quantity"), row.opt<core::Instant>("at"), row.opt<int>("pass_no").value_or(1)});
            return 0;
        },
        sql);
    return records;
}

bool asked_for(const Record& record, const GenealogyQuestion& question) {
    return question.lot ? record.lot == question.lot : record.serial == question.serial;
}

void put_record(GenealogyRow& row, const std::vector<Record>& records, const GenealogyQuestion& question,
                GenealogyAnswer answer) {
    const Record* shown = nullptr;
    for (const auto& record : records) {
        if (answer != GenealogyAnswer::has || asked_for(record, question)) shown = &record;
    }
    if (!shown) return;
    row.lot = shown->lot;
    row.serial = shown->serial;
    row.quantity = shown->quantity;
    row.station = shown->station;
    row.at = shown->at;
    row.pass_no = shown->pass_no;
    row.replaced =
        answer == GenealogyAnswer::has && std::any_of(records.begin(), records.end(), [&](const auto& other) {
            return other.station == shown->station && other.pass_no > shown->pass_no;
        });
}

std::vector<GenealogyRow> rows_of(db::Tx& tx, const GenealogyQuestion& question, GenealogyAnswer answer,
                                  const std::vector<std::uint64_t>& builds) {
    if (builds.empty()) return {};
    const auto records = records_of(tx, question.part_no, builds);
    db::SqlBuilder sql(
        "SELECT b.id, b.build_id, o.number, b.vin, b.state, b.started_at FROM build b "
        "JOIN customer_order o ON o.id = b.order_id WHERE b.id IN");
    sql.add_in(builds);
    std::map<std::uint64_t, GenealogyRow> by_build;
    tx.list(
        [&](const db::Row& row) {
            auto& found = by_build[row.get<std::uint64_t>("id")];
            found.build_id = row.get<std::string>("build_id");
            found.order_number = row.get<std::string>("number");
            found.vin = row.opt<std::string>("vin");
            found.state = row.get<std::string>("state");
            found.started_at = row.get<core::Instant>("started_at");
            return 0;
        },
        sql);
    std::vector<GenealogyRow> rows;
    for (const auto build : builds) {
        const auto found = by_build.find(build);
        if (found == by_build.end()) continue;
        if (const auto known = records.find(build); known != records.end())
            put_record(found->second, known->second, question, answer);
        rows.push_back(std::move(found->second));
    }
    return rows;
}

}  // namespace

GenealogySummary count_answers(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question) {
    GenealogySummary summary;
    summary.part_recorded =
        tx.value<int>("one", "SELECT 1 AS one FROM build_part WHERE part_no = ? LIMIT 1", question.part_no).has_value();
    summary.has = count_has(tx, scope, question);
    db::SqlBuilder sql(
        "SELECT COUNT(DISTINCT w.id) AS builds, COUNT(DISTINCT p.build_pk) AS recorded, COUNT(DISTINCT IF(");
    add_is_it(sql, question);
    sql.add(", w.id, NULL)) AS has");
    add_records_of_window(sql, scope, question, {question.from, 0}, most_counted_of_window);
    tx.list(
        [&](const db::Row& row) {
            const int recorded = row.get<int>("recorded");
            summary.builds_looked_at = row.get<int>("builds");
            summary.whole_window = summary.builds_looked_at < most_counted_of_window;
            summary.has_not = {recorded - row.get<int>("has"), !summary.whole_window};
            summary.unknown = {summary.builds_looked_at - recorded, !summary.whole_window};
            return 0;
        },
        sql);
    return summary;
}

http::Page<GenealogyRow> list_answer(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question,
                                     GenealogyAnswer answer, const std::string& cursor, int limit) {
    auto found = answer == GenealogyAnswer::has ? find_by_lot(tx, scope, question, cursor, limit)
                                                : find_in_window(tx, scope, question, answer, cursor, limit);
    return {rows_of(tx, question, answer, found.builds), std::move(found.next)};
}

CarGenealogy read_car_genealogy(db::Tx& tx, const core::Scope& scope, const std::string& car) {
    const auto vin = core::Vin::parse(car);
    db::SqlBuilder sql(
        "SELECT b.id, b.build_id, o.number, b.vin, b.line_code, b.state, b.started_at FROM build b "
        "JOIN customer_order o ON o.id = b.order_id");
    if (vin) {
        sql.add("WHERE o.vin = ? AND b.vin = o.vin", vin->text());
    } else {
        sql.add("WHERE b.build_id = ?", car);
    }
    add_genealogy_visibility(sql, scope);
    std::uint64_t key = 0;
    auto found = tx.list(
        [&](const db::Row& row) {
            key = row.get<std::uint64_t>("id");
            return CarGenealogy{row.get<std::string>("build_id"),
                                row.get<std::string>("number"),
                                row.opt<std::string>("vin"),
                                row.get<std::string>("line_code"),
                                row.get<std::string>("state"),
                                row.opt<core::Instant>("started_at"),
                                {}};
        },
        sql);
    if (found.empty()) throw core::Error(errors::no_such_car, {{"car", car}});
    auto genealogy = std::move(found.front());
    genealogy.parts = tx.list(
        [](const db::Row& row) {
            return PartRecord{row.get<std::string>("part_no"),
                              row.opt<std::string>("lot"),
                              row.opt<std::string>("serial"),
                              row.get<std::string>("quantity"),
                              row.get<std::string>("station"),
                              {row.get<std::string>("station_zh"), row.get<std::string>("station_en")},
                              row.get<core::Instant>("at"),
                              row.get<int>("pass_no")};
        },
        "SELECT p.part_no, p.lot, p.serial, p.quantity, e.station, COALESCE(s.name_zh, e.station) AS station_zh, "
        "  COALESCE(s.name_en, e.station) AS station_en, e.at, e.pass_no FROM build_part p "
        "JOIN build_event e ON e.build_pk = p.build_pk AND e.seq = p.seq "
        "LEFT JOIN line_station s ON s.line_code = ? AND s.code = e.station "
        "WHERE p.build_pk = ? ORDER BY p.build_pk, p.seq, p.item",
        genealogy.line, key);
    return genealogy;
}

}  // namespace marque::builds
