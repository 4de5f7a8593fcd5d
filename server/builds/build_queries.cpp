#include "builds/build_queries.h"

namespace marque::builds {
namespace {

LineBuildView map_line_build(const db::Row& row) {
    return {row.get<std::string>("build_id"),
            row.get<std::string>("number"),
            row.get<std::string>("state"),
            row.opt<std::string>("station"),
            row.opt<std::string>("station_state"),
            row.opt<core::Instant>("station_since"),
            row.get<int>("pass_no"),
            row.opt<std::string>("hold_reason"),
            row.opt<core::Instant>("planned_start"),
            {row.get<std::string>("model_zh"), row.get<std::string>("model_en")},
            {row.get<std::string>("colour_code"),
             {row.get<std::string>("colour_zh"), row.get<std::string>("colour_en")},
             row.opt<std::string>("swatch")},
            identity::map_organisation_ref(row, "dealer_")};
}

}  // namespace

void add_plant_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    using core::Role;
    if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) {
        sql.add("AND TRUE");
    } else {
        sql.add("AND FALSE");
    }
}

std::vector<LineView> list_lines(db::Tx& tx) {
    auto lines = tx.list(
        [](const db::Row& row) {
            return LineView{row.get<std::string>("code"),
                            row.get<std::string>("plant_code"),
                            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
                            {}};
        },
        "SELECT code, plant_code, name_zh, name_en FROM production_line ORDER BY code");
    for (auto& line : lines) {
        line.stations = tx.list(
            [](const db::Row& row) {
                return StationView{row.get<std::string>("code"),
                                   row.get<std::string>("shop"),
                                   row.get<int>("position"),
                                   {row.get<std::string>("name_zh"), row.get<std::string>("name_en")}};
            },
            "SELECT code, shop, position, name_zh, name_en FROM line_station WHERE line_code = ? ORDER BY position",
            line.code);
    }
    return lines;
}

std::vector<LineBuildView> list_line_builds(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                            const std::string& after, int limit) {
    db::SqlBuilder sql(
        "SELECT b.build_id, o.number, b.state, b.station, b.station_state, b.station_since, b.pass_no, b.hold_reason, "
        "  b.planned_start, m.name_zh AS model_zh, m.name_en AS model_en, f.code AS colour_code, f.name_zh AS colour_zh, f.name_en AS colour_en, "
        "  f.swatch, d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en "
        "FROM build b JOIN customer_order o ON o.id = b.order_id JOIN model m ON m.id = o.model_id "
        "JOIN organisation d ON d.id = o.dealer_id "
        "JOIN order_line l ON l.order_id = o.id AND l.version = o.configuration_version "
        "JOIN feature f ON f.id = l.feature_id AND f.family = 'EXTERIOR_COLOUR'");
    sql.add("WHERE b.in_progress_line = ? AND b.build_id > ?", line, after);
    add_plant_visibility(sql, scope);
    sql.add("ORDER BY b.build_id LIMIT ?", limit);
    return tx.list(map_line_build, sql);
}

std::vector<BuildInProgress> list_builds_in_progress(db::Tx& tx, const std::string& line, const std::string& after,
                                                     int limit) {
    return tx.list(
        [](const db::Row& row) {
            return BuildInProgress{row.get<std::string>("build_id"), row.get<std::string>("number"),
                                   row.get<std::int64_t>("last_seq")};
        },
        "SELECT b.build_id, o.number, b.last_seq FROM build b JOIN customer_order o ON o.id = b.order_id "
        "WHERE b.in_progress_line = ? AND b.build_id > ? ORDER BY b.build_id LIMIT ?",
        line, after, limit);
}

}  // namespace marque::builds
