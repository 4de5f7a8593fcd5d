#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "core/scope.h"
#include "orders/order.h"
#include "orders/order_store.h"

namespace marque::orders {

/// What can be changed together, because it closes at the same moment; options close one line station after the other.
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

struct OptionName {
    std::string code;
    core::Localized name;
};
MARQUE_JSON(OptionName, code, name)

/// The options that close at one line station.
struct OptionClosing {
    LinePlace station;
    std::vector<OptionName> features;
    bool open = false;
    std::optional<int> stations_left;
    std::optional<core::Instant> closes_at;
};
MARQUE_JSON(OptionClosing, station, features, open, stations_left, closes_at)

struct ChangeWindow {
    ChangeGroup group = ChangeGroup::trim;
    bool open = false;  ///< of the options: at least one is
    std::optional<ClosedReason> reason;
    std::optional<LinePlace> station;  ///< where it closes, of the options the next one; none for the buyer
    std::optional<int> stations_left;
    std::optional<core::Instant> closes_at;
    TimeBasis basis = TimeBasis::unknown;
    std::vector<OptionClosing> closings;  ///< of the options alone, in the order of the car's way
};

/// A line station on the car's way.
struct WayStation {
    LinePlace place;
    std::string shop;
};
/// An option that the order has or can be given, and where that closes, by index on the way.
struct WayOption {
    OptionName feature;
    std::size_t closes = 0;
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
    std::map<core::FeatureId, std::size_t> built_in;  ///< options that close at a station of their own
    std::vector<WayOption> options;                   ///< the first to close comes first

    std::optional<std::size_t> first_of(const std::string& shop) const;
    std::optional<std::size_t> closing_of(const catalog::Feature& feature) const;
};

/// Every group's window. Pure.
std::vector<ChangeWindow> change_windows(State state, const LineWay& way, const CarProgress& car, core::Instant now);
/// The way of the line's cars of one model, without its options' names.
LineWay read_way(db::Tx& tx, const std::string& line, core::ModelId model);
/// Names the options that are offered in the market. What a package brings comes and goes with it: the package closes
/// with the first of what it would bring to the order, or take from it.
void name_options(LineWay& way, const catalog::Model& model, const catalog::Market& market,
                  const std::vector<ConfiguredFeature>& has);
/// What the database knows of a car on the line.
struct LineReport {
    bool held = false;
    std::optional<core::Instant> planned_start, planned_end, started_at, station_since;
    std::optional<std::string> station, furthest;
};
/// From a row with those columns; `build_state` says whether it is held.
LineReport map_report(const db::Row& row);
CarProgress progress_of(const LineReport& report, const LineWay& way);
struct CarOnWay {
    LineWay way;
    CarProgress car;
};
/// The same for an order as it stands in the database.
CarOnWay read_car_on_way(db::Tx& tx, const Order& order);

ChangeGroup group_of(catalog::Family family);
core::Localized name_of(ChangeGroup group);

/// Something that a change brings or takes away, of the model that it was read from.
struct TouchedFeature {
    const catalog::Feature* feature = nullptr;
    const catalog::Feature* brought_by = nullptr;  ///< a touched package, when it comes or goes with that
};
struct ClosedGroup {
    ChangeGroup group = ChangeGroup::trim;
    std::optional<LinePlace> station;  ///< none: the order's state allows no such change
    std::vector<OptionName> features;  ///< the touched options that closed there
};
MARQUE_JSON(ClosedGroup, group, station, features)
/// What is touched and closed; options by station, in the order of the car's way. Pure.
std::vector<ClosedGroup> closed_groups(State state, const CarOnWay& on_way, const std::vector<TouchedFeature>& touched);
/// Throws `order.change_window_closed` with the first that is touched and that the car has passed: an option by its
/// name, all else by its group's.
void require_open(State state, const CarOnWay& on_way, const std::vector<TouchedFeature>& touched);

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
MARQUE_JSON(ChangeWindow, group, open, reason, station, stations_left, closes_at, basis, closings)
}
