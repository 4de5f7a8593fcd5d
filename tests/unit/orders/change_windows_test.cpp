#include "orders/change_windows.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

using catalog::Family;
using marque::orders::ChangeGroup;
using marque::orders::ClosedReason;
using marque::orders::State;
using marque::orders::TimeBasis;
using std::chrono::minutes;

const core::Instant start = core::parse_rfc3339("2026-11-21T08:00:00Z").value();

/// Ten stations: two of the body, three of paint, three of assembly, yard and road.
marque::orders::LineWay way() {
    marque::orders::LineWay line;
    for (const char* shop :
         {"BODY", "BODY", "PAINT", "PAINT", "PAINT", "ASSEMBLY", "ASSEMBLY", "ASSEMBLY", "YARD", "ROAD"}) {
        const auto code = "S" + std::to_string(line.stations.size());
        line.stations.push_back({{code, {"工位" + code, "Station " + code}}, shop});
    }
    line.closes = {{Family::trim, 0}, {Family::exterior_colour, 4}, {Family::option, 5}, {Family::interior_trim, 6}};
    return line;
}

marque::orders::CarProgress planned() {
    marque::orders::CarProgress car;
    car.planned_start = start;
    car.planned_end = start + minutes{80};
    return car;
}

marque::orders::CarProgress standing_at(std::size_t place) {
    auto car = planned();
    car.started_at = start;
    car.station_since = start + minutes{static_cast<int>(place) * 20};
    car.at = car.furthest = place;
    return car;
}

marque::orders::ChangeWindow window(ChangeGroup group, State state, const marque::orders::CarProgress& car,
                                    core::Instant now = start) {
    for (const auto& one : marque::orders::change_windows(state, way(), car, now)) {
        if (one.group == group) return one;
    }
    throw std::logic_error("a group has no window");
}

BOOST_AUTO_TEST_SUITE(orders)
BOOST_AUTO_TEST_SUITE(change_windows)

BOOST_AUTO_TEST_CASE(before_it_is_planned_nothing_is_known_of_the_time) {
    const auto colour = window(ChangeGroup::colour, State::accepted, {});
    BOOST_TEST(colour.open);
    BOOST_TEST(colour.station->code == "S4");
    BOOST_TEST(*colour.stations_left == 4);
    BOOST_TEST(!colour.closes_at);
    BOOST_TEST((colour.basis == TimeBasis::unknown));
}

BOOST_AUTO_TEST_CASE(a_planned_car_closes_as_the_plan_says) {
    const auto colour = window(ChangeGroup::colour, State::scheduled, planned());
    BOOST_TEST((colour.basis == TimeBasis::planned));
    BOOST_TEST((*colour.closes_at == start + minutes{40}));
    // The plan's start has passed without the car: it is reckoned from now.
    const auto late = window(ChangeGroup::colour, State::scheduled, planned(), start + minutes{30});
    BOOST_TEST((*late.closes_at == start + minutes{70}));
}

BOOST_AUTO_TEST_CASE(a_car_on_the_line_closes_at_its_own_pace) {
    const auto options = window(ChangeGroup::options, State::in_production, standing_at(3), start + minutes{61});
    BOOST_TEST((options.basis == TimeBasis::measured));
    BOOST_TEST(*options.stations_left == 2);
    BOOST_TEST((*options.closes_at == start + minutes{100}));
    const auto overdue = window(ChangeGroup::options, State::in_production, standing_at(3), start + minutes{300});
    BOOST_TEST((*overdue.closes_at == start + minutes{300}));
}

BOOST_AUTO_TEST_CASE(at_its_station_a_group_is_closed_and_stays_so_in_rework) {
    for (auto car : {standing_at(4), standing_at(7)}) {
        const auto colour = window(ChangeGroup::colour, State::in_production, car);
        BOOST_TEST(!colour.open);
        BOOST_TEST((colour.reason == ClosedReason::passed));
        car.at = 2;
        BOOST_TEST(!window(ChangeGroup::colour, State::in_production, car).open);
    }
    BOOST_TEST(window(ChangeGroup::colour, State::in_production, standing_at(3)).open);
    BOOST_TEST(!window(ChangeGroup::trim, State::in_production, standing_at(0)).open);
}

BOOST_AUTO_TEST_CASE(a_car_that_is_held_has_time_but_nobody_knows_how_much) {
    auto car = standing_at(3);
    car.held = true;
    const auto options = window(ChangeGroup::options, State::in_production, car);
    BOOST_TEST(options.open);
    BOOST_TEST((options.basis == TimeBasis::held));
    BOOST_TEST(!options.closes_at);
}

BOOST_AUTO_TEST_CASE(destination_and_buyer_stay_open_beyond_the_line) {
    BOOST_TEST(window(ChangeGroup::destination, State::in_yard, standing_at(8)).open);
    BOOST_TEST(!window(ChangeGroup::destination, State::in_transit, standing_at(9)).open);
    BOOST_TEST(window(ChangeGroup::buyer, State::arrived, standing_at(9)).open);
    BOOST_TEST(!window(ChangeGroup::buyer, State::arrived, standing_at(9)).station);
    const auto over = window(ChangeGroup::buyer, State::delivered, standing_at(9));
    BOOST_TEST((over.reason == ClosedReason::not_possible));
}

BOOST_AUTO_TEST_CASE(a_closed_group_is_refused_by_name_and_station) {
    const auto windows = marque::orders::change_windows(State::in_production, way(), standing_at(4), start);
    BOOST_CHECK_NO_THROW(marque::orders::require_open(windows, {Family::option, Family::interior_trim}));
    try {
        marque::orders::require_open(windows, {Family::option, Family::exterior_colour});
        BOOST_ERROR("the colour was changed after it was painted");
    } catch (const core::Error& closed) {
        BOOST_TEST(closed.spec().code == "order.change_window_closed");
        BOOST_TEST(closed.sentence(core::Language::en).find("Station S4: the colour") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
