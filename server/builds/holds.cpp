#include "builds/holds.h"

#include "builds/build_queries.h"

namespace marque::builds {
namespace {

struct HoldRow {
    core::OrderId order;
    HoldView view;
};

HoldRow map_hold(const db::Row& row) {
    HoldView hold;
    hold.build_id = row.get<std::string>("build_id");
    hold.order_number = row.get<std::string>("number");
    hold.order_kind = row.get<std::string>("kind");
    hold.station = row.get<std::string>("station");
    hold.station_name = {row.get<std::string>("station_zh"), row.get<std::string>("station_en")};
    hold.since = row.get<core::Instant>("station_since");
    hold.pass_no = row.get<int>("pass_no");
    hold.reason = row.opt<std::string>("hold_reason");
    hold.part_no = row.opt<std::string>("hold_part_no");
    hold.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    hold.dealer = identity::map_organisation_ref(row, "dealer_");
    hold.promised_date = row.opt<core::Date>("promised_date");
    return {row.get<core::OrderId>("order_id"), std::move(hold)};
}

}  // namespace

HoldCursor HoldCursor::parse(const std::string& text) {
    const auto cut = text.find('~');
    const auto since = cut == std::string::npos ? std::nullopt : core::parse_rfc3339(text.substr(0, cut));
    if (!since) throw core::Error(http::errors::cursor_invalid);
    return {*since, text.substr(cut + 1)};
}

/// The cars in progress are read by their index and the few held ones among them sorted.
std::vector<HoldView> list_holds(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                 const std::optional<HoldCursor>& after, int limit) {
    db::SqlBuilder sql(
        "SELECT b.build_id, b.order_id, o.number, o.kind, b.station, s.name_zh AS station_zh, s.name_en AS station_en, "
        "  b.station_since, b.pass_no, b.hold_reason, b.hold_part_no, m.name_zh AS model_zh, m.name_en AS model_en, "
        "  d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, o.promised_date "
        "FROM build b JOIN customer_order o ON o.id = b.order_id JOIN model m ON m.id = o.model_id "
        "JOIN organisation d ON d.id = o.dealer_id JOIN line_station s ON s.line_code = b.line_code AND s.code = b.station");
    sql.add("WHERE b.in_progress_line = ? AND b.state = 'HELD'", line);
    if (after) sql.add("AND (b.station_since, b.build_id) > (?, ?)", after->since, after->build_id);
    add_plant_visibility(sql, scope);
    sql.add("ORDER BY b.station_since, b.build_id LIMIT ?", limit);
    const auto rows = tx.list(map_hold, sql);
    std::vector<core::OrderId> orders;
    for (const auto& row : rows) orders.push_back(row.order);
    const auto forecasts = promises::forecasts_of(tx, orders);
    std::vector<HoldView> holds;
    for (const auto& [order, view] : rows) {
        holds.push_back(view);
        if (const auto forecast = forecasts.find(order); forecast != forecasts.end())
            holds.back().forecast = forecast->second;
    }
    return holds;
}

}  // namespace marque::builds
