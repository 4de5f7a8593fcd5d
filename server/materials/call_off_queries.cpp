#include <map>
#include <tuple>

#include "materials/call_off_views.h"
#include "materials/materials_errors.h"

namespace marque::materials {
namespace {

CallOffView map_view(const db::Row& row) {
    return {{row.get<std::string>("supplier_code"),
             {row.get<std::string>("supplier_zh"), row.get<std::string>("supplier_en")}},
            row.get<int>("version"),
            row.get<core::Instant>("made_at"),
            row.get<int>("line_count"),
            row.get<int>("added"),
            row.get<int>("removed"),
            row.get<int>("moved"),
            row.get<int>("quantity_changed")};
}

db::SqlBuilder select_call_offs() {
    return db::SqlBuilder(
        "SELECT c.supplier_code, COALESCE(s.name_zh, c.supplier_code) AS supplier_zh, "
        "  COALESCE(s.name_en, c.supplier_code) AS supplier_en, c.version, c.made_at, c.line_count, c.added, c.removed, "
        "  c.moved, c.quantity_changed FROM call_off c LEFT JOIN supplier s ON s.code = c.supplier_code");
}

struct StoredLine {
    CallOffLine line;
    std::uint64_t order = 0;
    int from_version = 0;
};

StoredLine map_line(const db::Row& row) {
    return {{{},
             row.get<std::string>("part_no"),
             {row.get<std::string>("part_zh"), row.get<std::string>("part_en")},
             row.get<Quantity>("quantity").text(),
             row.get<std::string>("station"),
             {row.get<std::string>("station_zh"), row.get<std::string>("station_en")},
             row.get<Delivery>("delivery"),
             row.get<core::Instant>("needed_at"),
             row.opt<std::string>("number"),
             row.opt<std::string>("build_id")},
            row.get<std::uint64_t>("order_id"),
            row.get<int>("from_version")};
}

db::SqlBuilder select_lines() {
    return db::SqlBuilder(
        "SELECT l.part_no, COALESCE(p.name_zh, l.part_no) AS part_zh, COALESCE(p.name_en, l.part_no) AS part_en, l.quantity, "
        "  l.station, COALESCE(s.name_zh, l.station) AS station_zh, COALESCE(s.name_en, l.station) AS station_en, l.delivery, "
        "  l.needed_at, l.order_id, l.from_version, o.number, o.build_id FROM call_off_line l "
        "LEFT JOIN (SELECT line_code, part_no, MIN(name_zh) AS name_zh, MIN(name_en) AS name_en FROM bill_of_material "
        "  GROUP BY line_code, part_no) p ON p.line_code = l.line_code AND p.part_no = l.part_no "
        "LEFT JOIN line_station s ON s.line_code = l.line_code AND s.code = l.station "
        "LEFT JOIN customer_order o ON o.id = l.order_id");
}

using Key = std::tuple<std::string, std::string, std::uint64_t, core::Instant>;
Key key_of(const StoredLine& stored) {
    const bool hour = stored.line.delivery == Delivery::jit;
    return {stored.line.part_no, stored.line.station, stored.order, hour ? stored.line.needed_at : core::Instant{}};
}

using Numbers = std::map<Key, std::optional<int>>;

/// The lines of a version in the order in which they are needed, the cars of each part numbered.
std::vector<CallOffLine> lines_of(db::Tx& tx, const std::string& line, const std::string& supplier, int version,
                                  Numbers& numbers) {
    auto sql = select_lines();
    sql.add(
        "WHERE l.line_code = ? AND l.supplier_code = ? AND l.to_version > ? AND l.from_version <= ? "
        "ORDER BY l.needed_at, l.order_id, l.part_no, l.station",
        line, supplier, version, version);
    std::map<std::pair<std::string, std::string>, int> counted;
    std::vector<CallOffLine> lines;
    for (auto& stored : tx.list(map_line, sql)) {
        if (stored.line.delivery == Delivery::jis) {
            stored.line.sequence = ++counted[{stored.line.part_no, stored.line.station}];
            numbers.emplace(key_of(stored), stored.line.sequence);
        }
        lines.push_back(std::move(stored.line));
    }
    return lines;
}

/// What held in that version and ended by this one, beside what began after it and holds in this one. What ended
/// because its time had passed or the car has it is no change, nor is what came to be as it was.
std::vector<CallOffChange> changes_of(db::Tx& tx, const std::string& line, const CallOffView& view, int since,
                                      const Numbers& numbers) {
    auto ended_sql = select_lines();
    ended_sql.add(
        "WHERE l.line_code = ? AND l.supplier_code = ? AND l.to_version > ? AND l.to_version <= ? "
        "AND l.from_version <= ? AND NOT l.fitted ORDER BY l.needed_at, l.id",
        line, view.supplier.code, since, view.version, since);
    std::map<Key, StoredLine> ended;
    for (auto& stored : tx.list(map_line, ended_sql)) ended.emplace(key_of(stored), std::move(stored));
    auto begun_sql = select_lines();
    begun_sql.add(
        "WHERE l.line_code = ? AND l.supplier_code = ? AND l.from_version > ? AND l.from_version <= ? "
        "AND l.to_version > ? ORDER BY l.needed_at, l.id",
        line, view.supplier.code, since, view.version, view.version);
    std::vector<CallOffChange> changes;
    for (auto& stored : tx.list(map_line, begun_sql)) {
        if (const auto number = numbers.find(key_of(stored)); number != numbers.end())
            stored.line.sequence = number->second;
        const auto before = ended.find(key_of(stored));
        if (before == ended.end()) {
            changes.push_back({Change::added, std::move(stored.line), {}, {}});
            continue;
        }
        const auto& was = before->second.line;
        const bool moved = was.needed_at != stored.line.needed_at;
        if (moved || was.quantity != stored.line.quantity) {
            const auto change = moved ? Change::moved : Change::quantity;
            changes.push_back({change, std::move(stored.line), was.needed_at, was.quantity});
        }
        ended.erase(before);
    }
    for (auto& [key, stored] : ended) {
        const auto over_at =
            stored.line.needed_at + (stored.line.delivery == Delivery::jit ? jit_bucket : std::chrono::hours{0});
        if (over_at >= view.made_at) changes.push_back({Change::removed, std::move(stored.line), {}, {}});
    }
    return changes;
}

/// Lines that ended are kept as long as the version in which they held.
int since_version(db::Tx& tx, const std::string& line, const CallOffView& view, std::optional<int> known) {
    if (!known || *known >= view.version) return view.version - 1;
    const auto kept =
        tx.value<int>("one", "SELECT 1 AS one FROM call_off WHERE line_code = ? AND supplier_code = ? AND version = ?",
                      line, view.supplier.code, *known);
    return kept ? *known : 0;
}

}  // namespace

std::vector<CallOffView> list_call_offs(db::Tx& tx, const core::Scope& scope, const std::string& line) {
    auto sql = select_call_offs();
    sql.add(
        "JOIN (SELECT supplier_code, MAX(version) AS version FROM call_off WHERE line_code = ? GROUP BY supplier_code) n "
        "ON n.supplier_code = c.supplier_code AND n.version = c.version WHERE c.line_code = ?",
        line, line);
    add_visibility(sql, scope);
    sql.add("ORDER BY c.supplier_code");
    return tx.list(map_view, sql);
}

std::vector<CallOffView> list_versions(db::Tx& tx, const Reader& reader, const std::string& line,
                                       const std::string& supplier, const http::PageRequest& page) {
    auto sql = select_call_offs();
    sql.add("WHERE c.line_code = ? AND c.supplier_code = ? AND c.version < ?", line, supplier,
            page.before.value_or(~std::uint32_t{0}));
    add_visibility(sql, reader);
    sql.add("ORDER BY c.version DESC LIMIT ?", page.limit + 1);
    return tx.list(map_view, sql);
}

CallOffDocument read_call_off(db::Tx& tx, const Reader& reader, const std::string& line, const std::string& supplier,
                              int version, std::optional<int> known) {
    auto sql = select_call_offs();
    sql.add("WHERE c.line_code = ? AND c.supplier_code = ? AND c.version = ?", line, supplier, version);
    add_visibility(sql, reader);
    auto found = tx.list(map_view, sql);
    if (found.empty()) {
        throw core::Error(errors::no_such_call_off, {{"supplier", supplier}, {"version", std::to_string(version)}});
    }
    CallOffDocument document{line, std::move(found.front()), 0, {}, {}};
    document.changes_since = since_version(tx, line, document.call_off, known);
    Numbers numbers;
    document.lines = lines_of(tx, line, supplier, version, numbers);
    document.changes = changes_of(tx, line, document.call_off, document.changes_since, numbers);
    return document;
}

}  // namespace marque::materials
