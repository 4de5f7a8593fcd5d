#include <charconv>

#include "builds/genealogy_window.h"

namespace marque::builds {
namespace {

/// Of a window so many cars are looked at first: mostly they fill a page.
constexpr int first_look = 500;

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

/// The records of what is asked for of the window's cars: from the lot, or serial, to as many as have it.
void add_records_of_it(db::SqlBuilder& sql, const core::Scope& scope, const GenealogyQuestion& question) {
    if (question.lot) {
        sql.add("FROM build_part p FORCE INDEX (build_part_lot_window) WHERE p.part_no = ? AND p.lot = ?",
                question.part_no, *question.lot);
    } else {
        sql.add("FROM build_part p FORCE INDEX (build_part_serial) WHERE p.serial = ? AND p.part_no = ?",
                question.serial.value_or(""), question.part_no);
    }
    sql.add("AND p.line_code = ? AND p.started_at >= ? AND p.started_at < ?", question.line, question.from,
            question.until);
    add_genealogy_visibility(sql, scope);
}

/// The window's cars of which an answer may be true, in the order in which they were started: for UNKNOWN all of them,
/// for HAS_NOT those with a record of the part.
void add_cars_of_window(db::SqlBuilder& sql, const core::Scope& scope, const GenealogyQuestion& question,
                        GenealogyAnswer answer, const Place& after) {
    if (answer == GenealogyAnswer::unknown) {
        sql.add("SELECT started_at, id FROM build FORCE INDEX (build_line_started) WHERE line_code = ?", question.line);
        sql.add("AND (started_at > ? OR id > ?)", after.started_at, after.build);
    } else {
        sql.add(
            "SELECT DISTINCT started_at, build_pk AS id FROM build_part FORCE INDEX (build_part_by_window) "
            "WHERE part_no = ? AND line_code = ? AND (started_at > ? OR build_pk > ?)",
            question.part_no, question.line, after.started_at, after.build);
    }
    sql.add("AND started_at >= ? AND started_at < ?", after.started_at, question.until);
    add_genealogy_visibility(sql, scope);
    sql.add("ORDER BY started_at, id");
}

Place map_place(const db::Row& row) { return {row.get<core::Instant>("started_at"), row.get<std::uint64_t>("id")}; }

/// Of the next `looked_at` of them up to `most`. HAS_NOT: all its records name another one. UNKNOWN: there is none, or
/// one that names none, and none that names this one.
std::vector<Place> look_on(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question,
                           GenealogyAnswer answer, const Place& after, int looked_at, int most) {
    const auto& named = question.lot ? *question.lot : question.serial.value();
    db::SqlBuilder sql("SELECT DISTINCT w.started_at, w.id FROM (");
    add_cars_of_window(sql, scope, question, answer, after);
    sql.add(
        "LIMIT ?) w LEFT JOIN build_part p FORCE INDEX (build_part_by_window) ON p.part_no = ? AND p.line_code = ? "
        "AND p.started_at = w.started_at AND p.build_pk = w.id",
        looked_at, question.part_no, question.line);
    if (answer == GenealogyAnswer::has_not) {
        question.lot ? sql.add("AND (p.lot = ? OR p.lot IS NULL)", named)
                     : sql.add("AND (p.serial = ? OR p.serial IS NULL)", named);
        sql.add("WHERE p.build_pk IS NULL");
    } else {
        sql.add(
            "LEFT JOIN build_part q FORCE INDEX (build_part_by_window) ON q.part_no = ? AND q.line_code = ? "
            "AND q.started_at = w.started_at AND q.build_pk = w.id",
            question.part_no, question.line);
        question.lot ? sql.add("AND q.lot = ? WHERE p.lot IS NULL AND q.build_pk IS NULL", named)
                     : sql.add("AND q.serial = ? WHERE p.serial IS NULL AND q.build_pk IS NULL", named);
    }
    sql.add("ORDER BY w.started_at, w.id LIMIT ?", most);
    return tx.list(map_place, sql);
}

/// The last of the next `looked_at`, or nothing when there are fewer.
std::optional<Place> end_of_look(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question,
                                 GenealogyAnswer answer, const Place& after, int looked_at) {
    db::SqlBuilder sql("SELECT w.started_at, w.id FROM (");
    add_cars_of_window(sql, scope, question, answer, after);
    sql.add("LIMIT 1 OFFSET ?) w", looked_at - 1);
    const auto last = tx.list(map_place, sql);
    return last.empty() ? std::nullopt : std::optional(last.front());
}

CarsFound page_of(const std::vector<Place>& places, int limit) {
    CarsFound found;
    for (const auto& place : places) {
        if (static_cast<int>(found.builds.size()) == limit) break;
        found.builds.push_back(place.build);
    }
    if (static_cast<int>(places.size()) > limit) found.next = text_of(places[static_cast<std::size_t>(limit) - 1]);
    return found;
}

CarsFound find_in_window(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question,
                         GenealogyAnswer answer, const Place& from, int limit) {
    std::vector<Place> places;
    auto place = from;
    for (const int looked_at : {first_look, most_looked_at}) {
        const int most = limit + 1 - static_cast<int>(places.size());
        for (const auto& found : look_on(tx, scope, question, answer, place, looked_at, most)) places.push_back(found);
        if (static_cast<int>(places.size()) > limit) return page_of(places, limit);
        const auto end = end_of_look(tx, scope, question, answer, place, looked_at);
        if (!end) return page_of(places, limit);
        place = *end;
    }
    auto found = page_of(places, limit);
    found.next = text_of(place);
    return found;
}

CarsFound find_by_lot(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question, const Place& after,
                      int limit) {
    db::SqlBuilder sql("SELECT DISTINCT p.started_at, p.build_pk AS id");
    add_records_of_it(sql, scope, question);
    // Said twice, because an index is entered by the first condition and not by the second.
    sql.add("AND p.started_at >= ? AND (p.started_at > ? OR p.build_pk > ?)", after.started_at, after.started_at,
            after.build);
    sql.add("ORDER BY p.started_at, p.build_pk LIMIT ?", limit + 1);
    return page_of(tx.list(map_place, sql), limit);
}

}  // namespace

void add_genealogy_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    using core::Role;
    if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor, Role::technical_engineer})) {
        sql.add("AND TRUE");
    } else {
        sql.add("AND FALSE");
    }
}

std::optional<core::Localized> map_part_name(const db::Row& row) {
    auto zh = row.opt<std::string>("part_zh");
    if (!zh) return std::nullopt;
    return core::Localized{std::move(*zh), row.get<std::string>("part_en")};
}

GenealogySummary count_answers(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question) {
    GenealogySummary summary;
    summary.part_name = tx.find(map_part_name,
                                "SELECT name_zh AS part_zh, name_en AS part_en FROM bill_of_material "
                                "WHERE line_code = ? AND part_no = ? ORDER BY name_zh, name_en LIMIT 1",
                                question.line, question.part_no)
                            .value_or(std::nullopt);
    summary.part_recorded =
        tx.value<int>("one", "SELECT 1 AS one FROM build_part WHERE part_no = ? LIMIT 1", question.part_no).has_value();
    // One statement, so that all are of one moment. Each reads one stretch of one index.
    db::SqlBuilder sql("SELECT (SELECT COUNT(*) FROM build FORCE INDEX (build_line_started)");
    sql.add("WHERE line_code = ? AND started_at >= ? AND started_at < ?", question.line, question.from, question.until);
    add_genealogy_visibility(sql, scope);
    sql.add(") AS builds, r.recorded, r.unnamed, (SELECT COUNT(DISTINCT p.build_pk)");
    add_records_of_it(sql, scope, question);
    sql.add(") AS has, (SELECT COUNT(DISTINCT p.build_pk)");
    add_records_of_it(sql, scope, question);
    sql.add(
        "AND EXISTS (SELECT 1 FROM build_part q FORCE INDEX (build_part_by_window) WHERE q.part_no = ? "
        "AND q.line_code = ? AND q.started_at = p.started_at AND q.build_pk = p.build_pk",
        question.part_no, question.line);
    question.lot ? sql.add("AND q.lot IS NULL") : sql.add("AND q.serial IS NULL");
    sql.add(")) AS has_and_unnamed FROM (SELECT COUNT(DISTINCT p.build_pk) AS recorded,");
    question.lot ? sql.add("COUNT(DISTINCT IF(p.lot IS NULL, p.build_pk, NULL)) AS unnamed")
                 : sql.add("COUNT(DISTINCT IF(p.serial IS NULL, p.build_pk, NULL)) AS unnamed");
    sql.add("FROM build_part p FORCE INDEX (build_part_by_window) WHERE p.part_no = ? AND p.line_code = ?",
            question.part_no, question.line);
    sql.add("AND p.started_at >= ? AND p.started_at < ?", question.from, question.until);
    add_genealogy_visibility(sql, scope);
    sql.add(") r");
    tx.list(
        [&](const db::Row& row) {
            summary.builds = row.get<std::int64_t>("builds");
            summary.has = row.get<std::int64_t>("has");
            const auto unnamed = row.get<std::int64_t>("unnamed") - row.get<std::int64_t>("has_and_unnamed");
            summary.has_not = row.get<std::int64_t>("recorded") - summary.has - unnamed;
            summary.unknown = summary.builds - summary.has - summary.has_not;
            return 0;
        },
        sql);
    return summary;
}

CarsFound find_cars(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question, GenealogyAnswer answer,
                    const std::string& cursor, int limit) {
    const auto after = parse_place(cursor, question.from);
    return answer == GenealogyAnswer::has ? find_by_lot(tx, scope, question, after, limit)
                                          : find_in_window(tx, scope, question, answer, after, limit);
}

}  // namespace marque::builds
