#include "orders/closing_windows.h"

#include <algorithm>
#include <tuple>

namespace marque::orders {
namespace {

constexpr std::size_t most_closing = 50;
/// More cars than a dealer has between the start of the line and its end.
constexpr int most_looked_at = 1000;

struct CarOnLine {
    ClosingOrder order;
    std::string line;
    core::ModelId model;
    core::OrganisationId region;
    LineReport report;
};

/// Each line's way with each model is read once, with the options that the cars' region is offered.
class Ways {
  public:
    Ways(db::Tx& tx, catalog::Catalog& catalog, core::Date today)
        : tx_(tx), catalog_(catalog.current(tx)), today_(today) {}
    const LineWay& of(const CarOnLine& car) {
        const auto [known, fresh] = ways_.try_emplace({car.line, car.model, car.region});
        if (fresh) {
            known->second = read_way(tx_, car.line, car.model);
            name_options(known->second, catalog_->require(car.model), {today_, car.region}, {});
        }
        return known->second;
    }

  private:
    db::Tx& tx_;
    std::shared_ptr<const catalog::Snapshot> catalog_;
    core::Date today_;
    std::map<std::tuple<std::string, core::ModelId, core::OrganisationId>, LineWay> ways_;
};

CarOnLine map_car(const db::Row& row) {
    return {{row.get<std::string>("number"),
             row.get<State>("state"),
             {row.get<std::string>("model_zh"), row.get<std::string>("model_en")},
             row.opt<std::string>("customer_name"),
             row.get<std::string>("salesperson_name"),
             {}},
            row.get<std::string>("line_code"),
            row.get<core::ModelId>("model_id"),
            row.get<core::OrganisationId>("region_id"),
            map_report(row)};
}

/// What is on the line, or comes to it before `until`: all else keeps its windows for longer.
std::vector<CarOnLine> cars_on_line(db::Tx& tx, const core::Scope& scope, bool mine, core::Instant until) {
    db::SqlBuilder sql(
        "SELECT o.number, o.state, o.line_code, o.model_id, o.region_id, m.name_zh AS model_zh, m.name_en AS model_en, "
        "  c.name AS customer_name, p.name AS salesperson_name, b.state AS build_state, b.planned_start, b.planned_end, "
        "  b.started_at, b.station_since, b.station, "
        "  (SELECT s.code FROM build_event e JOIN line_station s ON s.line_code = b.line_code AND s.code = e.station "
        "   WHERE e.build_pk = b.id ORDER BY s.position DESC LIMIT 1) AS furthest "
        "FROM customer_order o FORCE INDEX (customer_order_dealer_state) "
        "JOIN build b ON b.live_order_id = o.id JOIN model m ON m.id = o.model_id "
        "JOIN person p ON p.id = o.salesperson_id LEFT JOIN customer c ON c.id = o.customer_id WHERE");
    sql.add("o.dealer_id = ? AND o.state IN ('SCHEDULED', 'IN_PRODUCTION')", scope.organisation);
    if (mine) sql.add("AND o.salesperson_id = ?", scope.person);
    sql.add("AND (b.started_at IS NOT NULL OR b.planned_start < ?) ORDER BY o.id LIMIT ?", until, most_looked_at);
    return tx.list(map_car, sql);
}

/// The groups that close on `today`, of those that can still be changed.
std::vector<ClosingGroup> closing_on(core::Date today, const std::string& zone,
                                     const std::vector<ChangeWindow>& windows) {
    std::vector<ClosingGroup> groups;
    for (const auto& window : windows) {
        if (!window.open || !window.closes_at || !window.station) continue;
        if (core::local_date(*window.closes_at, zone) != today) continue;
        groups.push_back({window.group, *window.closes_at, *window.closes_at, *window.station});
        for (const auto& closing : window.closings) {
            if (closing.closes_at && core::local_date(*closing.closes_at, zone) == today)
                groups.back().last_closes_at = *closing.closes_at;
        }
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.closes_at < b.closes_at; });
    return groups;
}

}  // namespace

std::vector<ClosingOrder> list_closing_today(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope, bool mine,
                                             core::Instant now) {
    const auto today = core::local_date(now, scope.time_zone);
    Ways ways(tx, catalog, today);
    std::vector<ClosingOrder> closing;
    for (auto& car : cars_on_line(tx, scope, mine, now + std::chrono::days{1})) {
        const auto& way = ways.of(car);
        const auto windows = change_windows(car.order.state, way, progress_of(car.report, way), now);
        car.order.groups = closing_on(today, scope.time_zone, windows);
        if (!car.order.groups.empty()) closing.push_back(std::move(car.order));
    }
    std::stable_sort(closing.begin(), closing.end(), [](const auto& a, const auto& b) {
        return a.groups.front().closes_at < b.groups.front().closes_at;
    });
    if (closing.size() > most_closing) closing.resize(most_closing);
    return closing;
}

}  // namespace marque::orders
