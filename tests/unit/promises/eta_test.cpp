#include "promises/eta.h"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "promises/backtest.h"
#include "unit/promises/line_of_tests.h"

namespace {

using namespace marque;
using namespace marque::promises_tests;
using marque::promises::Cause;
using marque::promises::estimate;
using marque::promises::follow;
using marque::promises::Phase;
using marque::promises::Replay;

constexpr core::OrganisationId here{7}, far_away{9};

double hours_until(core::Instant at, core::Instant from) {
    return std::chrono::duration<double, std::ratio<3600>>(at - from).count();
}

/// A line whose stages each take an hour, the road a day here and four days far away, one car every half hour.
struct SteadyLine {
    LineTimes times = LineTimes::of(stations);
    std::uint64_t next = 0;

    SteadyLine() {
        for (int i = 0; i < 30; ++i) pass(hour(i * 0.5), i % 2 == 0 ? here : far_away);
    }
    void pass(core::Instant at, core::OrganisationId to) {
        Car car = linked(at - std::chrono::hours{1}, to);
        follow(times, car, step(next, StepKind::running, at, "BO-1"));
        for (std::size_t place = 0; place + 1 < stations.size(); ++place) {
            at += std::chrono::hours{1};
            follow(times, car, step(next, StepKind::completed, at, stations[place]));
        }
        follow(times, car, step(next, StepKind::completed, at + std::chrono::hours{to == here ? 24 : 96}, "ARRIVED"));
        BOOST_REQUIRE(car.phase == Phase::ended);
    }
    Car linked(core::Instant at, core::OrganisationId to) {
        Car car;
        car.order = core::OrderId{++next};
        car.destination = to;
        follow(times, car, step(next, StepKind::linked, at));
        return car;
    }
    Car on_line(core::Instant at, int done) {
        Car car = linked(at - std::chrono::hours{1}, here);
        car.phase = Phase::line;
        car.done = done;
        car.since = at;
        return car;
    }
};

BOOST_AUTO_TEST_SUITE(promises)
BOOST_FIXTURE_TEST_SUITE(eta, SteadyLine)

BOOST_AUTO_TEST_CASE(nothing_is_forecast_before_ten_cars_have_arrived) {
    SteadyLine fresh;
    fresh.times = LineTimes::of(stations);
    const Car car = fresh.linked(dawn, here);
    for (int i = 0; i < 9; ++i) fresh.pass(hour(i), here);
    BOOST_TEST(!estimate(fresh.times, car, dawn).has_value());
    fresh.pass(hour(10), here);
    BOOST_TEST(estimate(fresh.times, car, dawn).has_value());
}

BOOST_AUTO_TEST_CASE(the_way_is_queue_and_line_and_the_road_to_this_dealer) {
    const auto near_car = estimate(times, linked(dawn, here), dawn).value();
    BOOST_TEST(hours_until(near_car.p50, dawn) == 0.5 + 6 + 24, boost::test_tools::tolerance(0.02));
    const auto far_car = estimate(times, linked(dawn, far_away), dawn).value();
    BOOST_TEST(hours_until(far_car.p50, near_car.p50) == 72, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(each_car_in_front_costs_one_takt) {
    Car car = linked(dawn, here);
    const auto first = estimate(times, car, dawn)->p50;
    car.ahead = 20;
    BOOST_TEST(hours_until(estimate(times, car, dawn)->p50, first) == 10, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(a_car_on_the_line_has_only_the_rest_before_it) {
    const auto start = estimate(times, on_line(dawn, 0), dawn).value();
    const auto late = estimate(times, on_line(dawn, 3), dawn).value();
    BOOST_TEST(hours_until(start.p50, late.p50) == 3, boost::test_tools::tolerance(0.05));
}

BOOST_AUTO_TEST_CASE(a_stage_that_lasts_longer_moves_the_eta) {
    const Car car = on_line(dawn, 1);
    const auto at_first = estimate(times, car, dawn)->p50;
    BOOST_TEST(hours_until(estimate(times, car, hour(5))->p50, at_first) > 4);
}

BOOST_AUTO_TEST_CASE(a_hold_is_forecast_from_the_holds_that_were) {
    for (int i = 0; i < 20; ++i) times.add(std::string(LineTimes::held), 8 * 3600);
    Car car = on_line(dawn, 1);
    const auto before = estimate(times, car, dawn)->p50;
    follow(times, car, step(car.order.value, StepKind::held, dawn, "PA-1", "PART_SHORTAGE"));
    BOOST_TEST((car.cause == Cause::shortage));
    BOOST_TEST(hours_until(estimate(times, car, dawn)->p50, before) > 7);
    follow(times, car, step(car.order.value, StepKind::running, hour(2), "PA-1"));
    BOOST_TEST(!car.held_since.has_value());
    BOOST_TEST(times.left_of_hold(0).mean < 8 * 3600);
}

BOOST_AUTO_TEST_CASE(rework_counts_for_the_place_that_found_it) {
    Car car = on_line(dawn, 2);
    const double known = times.stage(3).mean;
    follow(times, car, step(car.order.value, StepKind::rework, hour(1), "GA-1"));
    BOOST_TEST((car.cause == Cause::rework));
    follow(times, car, step(car.order.value, StepKind::completed, hour(2), "PA-1"));
    BOOST_TEST(car.done == 2);
    follow(times, car, step(car.order.value, StepKind::completed, hour(30), "GA-1"));
    BOOST_TEST(car.done == 3);
    BOOST_TEST(times.stage(3).mean > known);
}

BOOST_AUTO_TEST_CASE(a_car_that_jumps_places_was_in_none_of_them) {
    Car car = on_line(dawn, 0);
    follow(times, car, step(car.order.value, StepKind::completed, hour(9), "LINE-OFF"));
    BOOST_TEST(car.done == 4);
    BOOST_TEST((car.phase == Phase::road));
    BOOST_TEST((car.cause == Cause::transport));
    BOOST_TEST(times.stage(1).mean < 3600);
    BOOST_TEST(times.stage(4).mean > 3600);
}

BOOST_AUTO_TEST_CASE(an_order_that_ended_has_no_eta_and_teaches_nothing) {
    Car car = on_line(dawn, 1);
    follow(times, car, step(car.order.value, StepKind::cancelled, hour(1)));
    BOOST_TEST(!estimate(times, car, hour(1)).has_value());
    const auto before = times.stage(2).mean;
    follow(times, car, step(car.order.value, StepKind::completed, hour(90), "PA-1"));
    BOOST_TEST(times.stage(2).mean == before);
}

BOOST_AUTO_TEST_CASE(an_idle_line_says_nothing_about_its_pace) {
    const auto takt = times.takt_times(1).mean;
    Car lonely = linked(hour(900), here);
    follow(times, lonely, step(lonely.order.value, StepKind::running, hour(901), "BO-1"));
    BOOST_TEST(times.takt_times(1).mean == takt);
}

/// What is between a car that starts now and its dealer, in hours.
double way_from_the_start(const LineTimes& times) { return times.after(0, here).mean / 3600; }

BOOST_AUTO_TEST_CASE(a_fuller_line_takes_longer_by_half_of_what_it_is_fuller) {
    for (int i = 0; i < 4000; ++i) {
        times.on_line = 9;
        times.enter_line();
    }
    times.on_line = 9;
    const double usual = way_from_the_start(times);
    times.on_line = 14;  // half as many again
    BOOST_TEST(way_from_the_start(times) - usual == 4 * 0.25, boost::test_tools::tolerance(0.02));
    times.on_line = 0;  // nobody is in the way: the work itself remains
    BOOST_TEST(usual - way_from_the_start(times) == 4 * 0.45, boost::test_tools::tolerance(0.02));
    times.on_line = 1000;
    BOOST_TEST(way_from_the_start(times) - usual == 4, boost::test_tools::tolerance(0.02));
    // It says little of the time when 4,000 others have gone in, and nothing of the road.
    times.on_line = 14;
    BOOST_TEST(times.after(0, here, 4000).mean / 3600 - usual < 0.1);
    BOOST_TEST(times.after(4, here).mean / 3600 == 2 + 24, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(a_line_whose_crowd_varies_is_less_certain) {
    const double steady = times.after(0, here).variance;
    for (const int crowd : {0, 20, 0, 20, 0, 20, 0, 20}) {
        times.on_line = crowd;
        times.enter_line();
    }
    times.on_line = 10;
    BOOST_TEST(times.after(0, here).variance > steady + 3600.0 * 3600.0);
}

BOOST_AUTO_TEST_CASE(cars_that_start_are_on_the_line_until_they_are_built_or_given_up) {
    const int before = times.on_line;
    Car built = linked(dawn, here), given_up = linked(dawn, here);
    for (Car* car : {&built, &given_up})
        follow(times, *car, step(car->order.value, StepKind::running, hour(1), "BO-1"));
    BOOST_TEST(times.on_line == before + 2);
    follow(times, built, step(built.order.value, StepKind::completed, hour(9), "LINE-OFF"));
    BOOST_TEST(times.on_line == before + 1);
    follow(times, built, step(built.order.value, StepKind::completed, hour(10), "YARD-IN"));
    follow(times, given_up, step(given_up.order.value, StepKind::cancelled, hour(9)));
    BOOST_TEST(times.on_line == before);
}

BOOST_AUTO_TEST_CASE(few_comparisons_make_p90_wider_than_many) {
    const auto width = [&] {
        const auto said = estimate(times, on_line(dawn, 1), dawn).value();
        return hours_until(said.p90, said.p50);
    };
    for (int i = 0; i < 40; ++i) times.add_stage(3, i % 2 == 0 ? 1800 : 5400);
    const double at_first = width();
    for (int i = 0; i < 10; ++i) times.add_residual(Phase::line, 0.05);
    const double few = width();
    for (int i = 0; i < 150; ++i) times.add_residual(Phase::line, 0.05);
    BOOST_TEST(few < at_first);
    BOOST_TEST(width() < few * 0.9);
}

BOOST_AUTO_TEST_CASE(nine_in_ten_cars_come_within_p90_whatever_the_line_does) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        Replay replay(LineTimes::of(stations));
        for (const auto& each : SmallLine(seed).build(1500)) replay.take(each, here, 0);
        for (const auto& [moment, forecasts, p50, p90] : replay.coverage()) {
            BOOST_TEST_INFO("seed " << seed << ", " << moment << ": " << p50 << " and " << p90 << " of " << forecasts);
            BOOST_TEST(forecasts > 1000);
            BOOST_TEST(p90 > forecasts * 0.85);
            BOOST_TEST(p90 < forecasts * 0.95);
            BOOST_TEST(p50 > forecasts * 0.40);
            BOOST_TEST(p50 < forecasts * 0.60);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_line_that_fills_up_does_not_make_every_car_late) {
    for (const unsigned seed : {4U, 5U, 6U}) {
        Replay replay(LineTimes::of(stations));
        for (const auto& each : FillingLine(seed).build(400)) replay.take(each, here, 0);
        const auto& started = replay.coverage()[1];
        BOOST_TEST_INFO("seed " << seed << ": " << started.within_p50 << " and " << started.within_p90 << " of "
                                << started.forecasts);
        BOOST_TEST(started.forecasts > 300);
        BOOST_TEST(started.within_p90 > started.forecasts * 0.80);
        BOOST_TEST(started.within_p90 < started.forecasts * 0.98);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
