#include "materials/materials_errors.h"
#include "materials/shortage.h"
#include "materials/visibility.h"

namespace marque::materials {
namespace {

ShortageView map_shortage(const db::Row& row) {
    return {row.get<std::uint64_t>("id"),
            row.get<std::string>("part_no"),
            {row.get<std::string>("part_zh"), row.get<std::string>("part_en")},
            row.opt<std::string>("lot"),
            row.get<core::Instant>("from_at"),
            row.opt<core::Instant>("expected_back"),
            row.get<std::string>("note"),
            row.get<ShortageState>("state"),
            row.get<std::string>("reporter"),
            row.get<core::Instant>("reported_at"),
            row.opt<core::Instant>("ended_at"),
            row.get<int>("cars"),
            row.get<int>("calls"),
            row.get<int>("version")};
}

db::SqlBuilder select_shortages() {
    return db::SqlBuilder(
        "SELECT s.id, s.part_no, COALESCE((SELECT MIN(x.name_zh) FROM bill_of_material x WHERE x.line_code = s.line_code "
        "    AND x.part_no = s.part_no), s.part_no) AS part_zh, "
        "  COALESCE((SELECT MIN(x.name_en) FROM bill_of_material x WHERE x.line_code = s.line_code AND x.part_no = s.part_no), "
        "    s.part_no) AS part_en, s.lot, s.from_at, s.expected_back, s.note, s.state, p.name AS reporter, s.reported_at, "
        "  s.ended_at, s.version, (SELECT COUNT(*) FROM shortage_hit h WHERE h.shortage_id = s.id) AS cars, "
        "  (SELECT COUNT(*) FROM promise_task t WHERE t.asked_by = CONCAT('shortage-', s.id) AND t.state = 'OPEN') AS calls "
        "FROM part_shortage s JOIN person p ON p.id = s.reported_by");
}

}  // namespace

std::vector<ShortageView> list_shortages(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                         ShortageState state, const http::PageRequest& page) {
    auto sql = select_shortages();
    sql.add("WHERE s.line_code = ? AND s.state = ? AND s.id < ?", line, state, page.before.value_or(~std::uint64_t{0}));
    add_visibility(sql, scope);
    sql.add("ORDER BY s.id DESC LIMIT ?", page.limit + 1);
    return tx.list(map_shortage, sql);
}

ShortageView read_shortage(db::Tx& tx, const core::Scope& scope, const std::string& line, std::uint64_t id) {
    auto sql = select_shortages();
    sql.add("WHERE s.id = ? AND s.line_code = ?", id, line);
    add_visibility(sql, scope);
    auto found = tx.list(map_shortage, sql);
    if (found.empty()) throw core::Error(errors::no_such_shortage);
    return std::move(found.front());
}

std::vector<HitView> list_hits(db::Tx& tx, const core::Scope& scope, const std::string& line, std::uint64_t id,
                               std::uint64_t after, int limit, std::vector<std::uint64_t>& keys) {
    db::SqlBuilder sql(
        "SELECT h.order_id, o.number, o.build_id, m.name_zh AS model_zh, m.name_en AS model_en, d.code AS dealer_code, "
        "  d.name_zh AS dealer_zh, d.name_en AS dealer_en, c.name AS customer_name, o.state, b.station, h.needed_station, "
        "  h.needed_at, o.promised_date, t.state AS call_state FROM shortage_hit h "
        "JOIN part_shortage s ON s.id = h.shortage_id JOIN customer_order o ON o.id = h.order_id "
        "JOIN model m ON m.id = o.model_id JOIN organisation d ON d.id = o.dealer_id "
        "LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN build b ON b.live_order_id = o.id "
        "LEFT JOIN promise_task t ON t.order_id = o.id AND t.asked_by = CONCAT('shortage-', h.shortage_id)");
    sql.add("WHERE h.shortage_id = ? AND s.line_code = ? AND h.order_id > ?", id, line, after);
    add_visibility(sql, scope);
    sql.add("ORDER BY h.order_id LIMIT ?", limit);
    return tx.list(
        [&](const db::Row& row) {
            keys.push_back(row.get<std::uint64_t>("order_id"));
            return HitView{row.get<std::string>("number"),
                           row.opt<std::string>("build_id"),
                           {row.get<std::string>("model_zh"), row.get<std::string>("model_en")},
                           row.get<std::string>("dealer_code"),
                           {row.get<std::string>("dealer_zh"), row.get<std::string>("dealer_en")},
                           row.opt<std::string>("customer_name"),
                           row.get<std::string>("state"),
                           row.opt<std::string>("station"),
                           row.get<std::string>("needed_station"),
                           row.opt<core::Instant>("needed_at"),
                           row.opt<core::Date>("promised_date"),
                           row.opt<std::string>("call_state")};
        },
        sql);
}

}  // namespace marque::materials
