#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "core/scope.h"
#include "orders/order.h"

namespace marque::orders {

/// What can be changed together, because it closes at the same moment.
enum class ChangeGroup { trim, engine, colour, interior, options, destination, buyer };
/// What the remaining time was reckoned from. A car that is held, or that the line has not planned, has none.
enum class TimeBasis { measured, planned, held, unknown };
enum class ClosedReason {
    passed,       ///< the car has come to the closing station
    not_possible  ///< the order's state allows no such change any more
};

struct LinePlace {
    std::string code;
    core::Localized name;
};
MARQUE_JSON(LinePlace, code, name)

struct ChangeWindow {
    ChangeGroup group = ChangeGroup::trim;
    bool open = false;
    std::optional<ClosedReason> reason;
    std::optional<LinePlace> station;  ///< where it closes; none for the buyer
    std::optional<int> stations_left;
    std::optional<core::Instant> closes_at;
    TimeBasis basis = TimeBasis::unknown;
};

/// A line station on the car's way.
struct WayStation {
    LinePlace place;
    std::string shop;
};
/// How far a car is, and how fast.
struct CarProgress {
    bool held = false;
    std::optional<core::Instant> planned_start, planned_end, started_at, station_since;
    std::optional<std::size_t> at;        ///< index on the way
    std::optional<std::size_t> furthest;  ///< the same, before it came round again
};
/// The line's way and where on it each family closes, by index.
struct LineWay {
    std::vector<WayStation> stations;
    std::map<catalog::Family, std::size_t> closes;

    std::optional<std::size_t> first_of(const std::string& shop) const;
};

/// Every group's window. Pure.
std::vector<ChangeWindow> change_windows(State state, const LineWay& way, const CarProgress& car, core::Instant now);
/// The way of the line's cars of one model.
LineWay read_way(db::Tx& tx, const std::string& line, core::ModelId model);
/// What the database knows of a car on the line.
struct LineReport {
    bool held = false;
    std::optional<core::Instant> planned_start, planned_end, started_at, station_since;
    std::optional<std::string> station, furthest;
};
/// From a row with those columns; `build_state` says whether it is held.
LineReport map_report(const db::Row& row);
CarProgress progress_of(const LineReport& report, const LineWay& way);
/// The same for an order as it stands in the database.
std::vector<ChangeWindow> read_change_windows(db::Tx& tx, const Order& order, core::Instant now);

ChangeGroup group_of(catalog::Family family);
core::Localized name_of(ChangeGroup group);
/// Throws `order.change_window_closed` with the first group that is touched and closed.
void require_open(const std::vector<ChangeWindow>& windows, const std::set<catalog::Family>& touched);

}  // namespace marque::orders

template <>
struct marque::core::EnumText<marque::orders::ChangeGroup> {
    using E = marque::orders::ChangeGroup;
    static constexpr std::array<std::pair<E, std::string_view>, 7> names{{{E::trim, "TRIM"},
                                                                          {E::colour, "COLOUR"},
                                                                          {E::engine, "ENGINE"},
                                                                          {E::options, "OPTIONS"},
                                                                          {E::interior, "INTERIOR"},
                                                                          {E::destination, "DESTINATION"},
                                                                          {E::buyer, "BUYER"}}};
};
template <>
struct marque::core::EnumText<marque::orders::TimeBasis> {
    using E = marque::orders::TimeBasis;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::measured, "MEASURED"}, {E::planned, "PLANNED"}, {E::held, "HELD"}, {E::unknown, "UNKNOWN"}}};
};
template <>
struct marque::core::EnumText<marque::orders::ClosedReason> {
    using E = marque::orders::ClosedReason;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{
        {{E::passed, "PASSED"}, {E::not_possible, "NOT_POSSIBLE"}}};
};

namespace marque::orders {
MARQUE_JSON(ChangeWindow, group, open, reason, station, stations_left, closes_at, basis)
}
