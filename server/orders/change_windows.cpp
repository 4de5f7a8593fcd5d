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

struct Clock {
    std::optional<int> stations_left;
    std::optional<core::Instant> closes_at;
    TimeBasis basis = TimeBasis::unknown;
};

Clock clock_of(std::size_t closing, const LineWay& way, const CarProgress& car, core::Instant now) {
    Clock clock;
    const auto furthest = car.furthest ? *car.furthest : std::size_t{0};
    clock.stations_left = static_cast<int>(closing - std::min(closing, furthest));
    if (closing >= way.first_of("YARD").value_or(way.stations.size())) {
        clock.basis = car.held ? TimeBasis::held : TimeBasis::unknown;
        return clock;
    }
    const auto pace = pace_of(way, car, now);
    clock.basis = pace.basis;
    if (pace.basis != TimeBasis::measured && pace.basis != TimeBasis::planned) return clock;
    const auto stations = static_cast<long>(closing - std::min(closing, pace.at));
    clock.closes_at = std::max(pace.from + pace.per_station * stations, now);
    return clock;
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

bool allows(State state, ChangeGroup group) { return find_transition(state, action_for(group)) != nullptr; }

bool has_passed(const CarProgress& car, std::optional<std::size_t> closing) {
    return closing && car.furthest && *car.furthest >= *closing;
}

ChangeWindow window_at(ChangeGroup group, State state, const LineWay& way, const CarProgress& car, core::Instant now,
                       std::optional<std::size_t> closing) {
    ChangeWindow window;
    window.group = group;
    if (closing) window.station = way.stations[*closing].place;
    const bool passed = has_passed(car, closing);
    window.open = allows(state, group) && !passed;
    if (!window.open) {
        window.reason = passed ? ClosedReason::passed : ClosedReason::not_possible;
    } else if (closing) {
        const auto clock = clock_of(*closing, way, car, now);
        window.stations_left = clock.stations_left;
        window.closes_at = clock.closes_at;
        window.basis = clock.basis;
    }
    return window;
}

/// The next option to close speaks for the group, and the last one once the car has passed them all.
ChangeWindow options_window(State state, const LineWay& way, const CarProgress& car, core::Instant now) {
    std::vector<OptionClosing> closings;
    std::optional<std::size_t> next;
    std::optional<std::size_t> at;
    for (const auto& option : way.options) {
        if (at != option.closes) {
            at = option.closes;
            auto one = window_at(ChangeGroup::options, state, way, car, now, at);
            if (!next && one.reason != ClosedReason::passed) next = at;
            closings.push_back({*one.station, {}, one.open, one.stations_left, one.closes_at});
        }
        closings.back().features.push_back(option.feature);
    }
    auto window = window_at(ChangeGroup::options, state, way, car, now, next ? next : at);
    window.closings = std::move(closings);
    return window;
}

ChangeWindow window_of(ChangeGroup group, State state, const LineWay& way, const CarProgress& car, core::Instant now) {
    if (group == ChangeGroup::options && !way.options.empty()) return options_window(state, way, car, now);
    return window_at(group, state, way, car, now, closing_of(group, way));
}

/// What a package brings is told with its name: nobody has chosen it.
OptionName named(const TouchedFeature& touched) {
    const auto& [feature, package] = touched;
    if (!package) return {feature->code, feature->name};
    return {feature->code,
            {package->name.zh + "所含的" + feature->name.zh, feature->name.en + " (part of " + package->name.en + ")"}};
}

}  // namespace

std::vector<ChangeWindow> change_windows(State state, const LineWay& way, const CarProgress& car, core::Instant now) {
    std::vector<ChangeWindow> windows;
    for (const auto& [group, name] : core::EnumText<ChangeGroup>::names)
        windows.push_back(window_of(group, state, way, car, now));
    return windows;
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

std::vector<ClosedGroup> closed_groups(State state, const CarOnWay& on_way,
                                       const std::vector<TouchedFeature>& touched) {
    std::map<std::pair<std::size_t, ChangeGroup>, ClosedGroup> closed;
    for (const auto& one : touched) {
        const auto group = group_of(one.feature->family);
        const auto closing = on_way.way.closing_of(*one.feature);
        const bool passed = has_passed(on_way.car, closing);
        if (allows(state, group) && !passed) continue;
        auto& entry = closed[{passed ? *closing : on_way.way.stations.size(), group}];
        entry.group = group;
        if (passed) entry.station = on_way.way.stations[*closing].place;
        if (passed && group == ChangeGroup::options) entry.features.push_back(named(one));
    }
    std::vector<ClosedGroup> list;
    for (auto& [key, entry] : closed) list.push_back(std::move(entry));
    return list;
}

void require_open(State state, const CarOnWay& on_way, const std::vector<TouchedFeature>& touched) {
    for (const auto& closed : closed_groups(state, on_way, touched)) {
        if (!closed.station) continue;
        const auto name = closed.features.empty() ? name_of(closed.group) : closed.features.front().name;
        throw core::Error(errors::change_window_closed, {{"station_en", closed.station->name.en},
                                                         {"station_zh", closed.station->name.zh},
                                                         {"group_en", name.en},
                                                         {"group_zh", name.zh}});
    }
}

}  // namespace marque::orders
