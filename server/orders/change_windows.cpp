#include "orders/change_windows.h"

#include <algorithm>

#include "orders/order_errors.h"

namespace marque::orders {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t least_measured = 3;  ///< stations behind it before a car's own pace says anything

std::optional<catalog::Family> family_of(ChangeGroup group) {
    switch (group) {
        case ChangeGroup::trim:
            return catalog::Family::trim;
        case ChangeGroup::engine:
            return catalog::Family::engine;
        case ChangeGroup::colour:
            return catalog::Family::exterior_colour;
        case ChangeGroup::interior:
            return catalog::Family::interior_trim;
        case ChangeGroup::options:
            return catalog::Family::option;
        default:
            return std::nullopt;
    }
}

struct Pace {
    milliseconds per_station{0};
    core::Instant from;
    std::size_t at = 0;
    TimeBasis basis = TimeBasis::unknown;
};

/// The car's own pace once it has shown one, the plan's until then. Stations behind the line's end have no pace.
Pace pace_of(const LineWay& way, const CarProgress& car, core::Instant now) {
    if (car.held) return {{}, {}, 0, TimeBasis::held};
    const auto line_end = way.first_of("YARD").value_or(way.stations.size());
    if (car.started_at && car.station_since && car.at && *car.at >= least_measured && car.furthest == car.at) {
        const auto spent = *car.station_since - *car.started_at;
        return {spent / static_cast<long>(*car.at), *car.station_since, *car.at, TimeBasis::measured};
    }
    if (!car.planned_start || !car.planned_end || line_end == 0) return {};
    const auto planned = (*car.planned_end - *car.planned_start) / static_cast<long>(line_end);
    if (car.started_at)
        return {planned, car.station_since.value_or(*car.started_at), car.at.value_or(0), TimeBasis::planned};
    // A start that has passed without the car is a start that is still to come.
    return {planned, std::max(*car.planned_start, now), 0, TimeBasis::planned};
}

void set_clock(ChangeWindow& window, std::size_t closing, const LineWay& way, const CarProgress& car,
               core::Instant now) {
    const auto furthest = car.furthest ? *car.furthest : std::size_t{0};
    window.stations_left = static_cast<int>(closing - std::min(closing, furthest));
    if (closing >= way.first_of("YARD").value_or(way.stations.size())) {
        window.basis = car.held ? TimeBasis::held : TimeBasis::unknown;
        return;
    }
    const auto pace = pace_of(way, car, now);
    window.basis = pace.basis;
    if (pace.basis != TimeBasis::measured && pace.basis != TimeBasis::planned) return;
    const auto stations = static_cast<long>(closing - std::min(closing, pace.at));
    window.closes_at = std::max(pace.from + pace.per_station * stations, now);
}

std::optional<std::size_t> closing_of(ChangeGroup group, const LineWay& way) {
    if (group == ChangeGroup::destination) return way.first_of("ROAD");
    const auto family = family_of(group);
    if (!family) return std::nullopt;
    const auto known = way.closes.find(*family);
    return known == way.closes.end() ? std::nullopt : std::optional(known->second);
}

Action action_for(ChangeGroup group) {
    if (group == ChangeGroup::buyer) return Action::change_buyer;
    return group == ChangeGroup::destination ? Action::change_destination : Action::request_change;
}

ChangeWindow window_of(ChangeGroup group, State state, const LineWay& way, const CarProgress& car, core::Instant now) {
    ChangeWindow window;
    window.group = group;
    const auto closing = closing_of(group, way);
    if (closing) window.station = way.stations[*closing].place;
    const bool passed = closing && car.furthest && *car.furthest >= *closing;
    const bool allowed = find_transition(state, action_for(group)) != nullptr;
    window.open = allowed && !passed;
    if (!window.open) {
        window.reason = passed ? ClosedReason::passed : ClosedReason::not_possible;
    } else if (closing) {
        set_clock(window, *closing, way, car, now);
    }
    return window;
}

std::string shop_of(catalog::Family family) {
    switch (family) {
        case catalog::Family::trim:
            return "BODY";
        case catalog::Family::engine:
            return "POWERTRAIN";
        case catalog::Family::exterior_colour:
            return "PAINT";
        default:
            return "ASSEMBLY";
    }
}

LineReport read_report(db::Tx& tx, const Order& order) {
    return tx
        .find(
            map_report,
            "SELECT b.state AS build_state, b.planned_start, b.planned_end, b.started_at, b.station_since, b.station, "
            "  (SELECT s.code FROM build_event e JOIN line_station s ON s.line_code = b.line_code AND s.code = e.station "
            "   WHERE e.build_pk = b.id ORDER BY s.position DESC LIMIT 1) AS furthest "
            "FROM build b WHERE b.live_order_id = ?",
            order.id)
        .value_or(LineReport{});
}

}  // namespace

std::optional<std::size_t> LineWay::first_of(const std::string& shop) const {
    for (std::size_t i = 0; i < stations.size(); ++i) {
        if (stations[i].shop == shop) return i;
    }
    return std::nullopt;
}

LineWay read_way(db::Tx& tx, const std::string& line, core::ModelId model) {
    LineWay way;
    std::map<int, std::size_t> index_of;
    tx.each(
        [&](const db::Row& row) {
            index_of[row.get<int>("position")] = way.stations.size();
            way.stations.push_back(
                {{row.get<std::string>("code"), {row.get<std::string>("name_zh"), row.get<std::string>("name_en")}},
                 row.get<std::string>("shop")});
        },
        "SELECT code, shop, position, name_zh, name_en FROM line_station WHERE line_code = ? ORDER BY position", line);
    // What the line says of itself comes last and counts; where it says nothing, the first station that builds the
    // family in.
    tx.each(
        [&](const db::Row& row) {
            way.closes[row.get<catalog::Family>("family")] = index_of.at(row.get<int>("position"));
        },
        "SELECT family, position FROM ("
        "  SELECT f.family, MIN(s.position) AS position, 1 AS weight FROM feature f "
        "  JOIN line_station s ON s.line_code = ? AND s.code = f.line_station WHERE f.model_id = ? GROUP BY f.family "
        "  UNION ALL SELECT w.family, s.position, 2 FROM change_window w "
        "  JOIN line_station s ON s.line_code = w.line_code AND s.code = w.station WHERE w.line_code = ?) closing "
        "ORDER BY weight",
        line, model, line);
    for (const auto& [family, name] : core::EnumText<catalog::Family>::names) {
        if (way.closes.contains(family)) continue;
        if (const auto first = way.first_of(shop_of(family))) way.closes[family] = *first;
    }
    return way;
}

LineReport map_report(const db::Row& row) {
    LineReport report;
    report.held = row.get<std::string>("build_state") == "HELD";
    report.planned_start = row.opt<core::Instant>("planned_start");
    report.planned_end = row.opt<core::Instant>("planned_end");
    report.started_at = row.opt<core::Instant>("started_at");
    report.station_since = row.opt<core::Instant>("station_since");
    report.station = row.opt<std::string>("station");
    report.furthest = row.opt<std::string>("furthest");
    return report;
}

CarProgress progress_of(const LineReport& report, const LineWay& way) {
    const auto index = [&](const std::optional<std::string>& code) -> std::optional<std::size_t> {
        for (std::size_t i = 0; code && i < way.stations.size(); ++i) {
            if (way.stations[i].place.code == *code) return i;
        }
        return std::nullopt;
    };
    return {report.held,          report.planned_start,  report.planned_end,    report.started_at,
            report.station_since, index(report.station), index(report.furthest)};
}

std::vector<ChangeWindow> change_windows(State state, const LineWay& way, const CarProgress& car, core::Instant now) {
    std::vector<ChangeWindow> windows;
    for (const auto& [group, name] : core::EnumText<ChangeGroup>::names)
        windows.push_back(window_of(group, state, way, car, now));
    return windows;
}

std::vector<ChangeWindow> read_change_windows(db::Tx& tx, const Order& order, core::Instant now) {
    const auto way = read_way(tx, order.line, order.model);
    return change_windows(order.state, way, progress_of(read_report(tx, order), way), now);
}

ChangeGroup group_of(catalog::Family family) {
    for (const auto& [group, name] : core::EnumText<ChangeGroup>::names) {
        if (family_of(group) == family) return group;
    }
    return ChangeGroup::options;
}

core::Localized name_of(ChangeGroup group) {
    switch (group) {
        case ChangeGroup::trim:
            return {"版型", "the trim"};
        case ChangeGroup::engine:
            return {"动力", "the engine"};
        case ChangeGroup::colour:
            return {"车身颜色", "the colour"};
        case ChangeGroup::interior:
            return {"内饰", "the interior"};
        case ChangeGroup::options:
            return {"选装配置", "options"};
        case ChangeGroup::destination:
            return {"交付地点", "the destination"};
        case ChangeGroup::buyer:
            return {"买主", "the buyer"};
    }
    return {};
}

void require_open(const std::vector<ChangeWindow>& windows, const std::set<catalog::Family>& touched) {
    for (const auto family : touched) {
        const auto group = group_of(family);
        const auto window =
            std::find_if(windows.begin(), windows.end(), [&](const auto& one) { return one.group == group; });
        if (window == windows.end() || window->open || !window->station) continue;
        const auto name = name_of(group);
        throw core::Error(errors::change_window_closed, {{"station_en", window->station->name.en},
                                                         {"station_zh", window->station->name.zh},
                                                         {"group_en", name.en},
                                                         {"group_zh", name.zh}});
    }
}

}  // namespace marque::orders
