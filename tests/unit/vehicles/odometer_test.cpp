#include "vehicles/odometer.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace {

using namespace marque;

using marque::vehicles::forecast_from;
using marque::vehicles::is_suspect;
using marque::vehicles::OdometerReading;
using std::chrono::days;

const core::Date spring = *core::parse_date("2026-03-01");

/// A car that runs so many kilometres every day and is read every `every` days, the first time at its hand-over.
std::vector<OdometerReading> steady(int km_a_day, int every, int count) {
    std::vector<OdometerReading> readings;
    for (int i = 0; i < count; ++i) readings.push_back({spring + days{i * every}, 12 + i * every * km_a_day});
    return readings;
}

BOOST_AUTO_TEST_SUITE(vehicles)

BOOST_AUTO_TEST_CASE(a_first_reading_is_believed) {
    BOOST_TEST(!is_suspect({spring, 52000}, std::nullopt, std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_reading_below_an_earlier_one_is_suspect) {
    const OdometerReading before{spring, 10000};
    BOOST_TEST(is_suspect({spring + days{30}, 9999}, before, std::nullopt));
    BOOST_TEST(!is_suspect({spring + days{30}, 10000}, before, std::nullopt));
    BOOST_TEST(is_suspect({spring, 9999}, before, std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_reading_beyond_1500_km_a_day_is_suspect) {
    const OdometerReading before{spring, 10000};
    BOOST_TEST(!is_suspect({spring + days{2}, 13000}, before, std::nullopt));
    BOOST_TEST(is_suspect({spring + days{2}, 13001}, before, std::nullopt));
    BOOST_TEST(is_suspect({spring + days{10}, 103000}, before, std::nullopt));
}

BOOST_AUTO_TEST_CASE(two_readings_of_one_day_may_be_a_days_distance_apart) {
    const OdometerReading before{spring, 10000};
    BOOST_TEST(!is_suspect({spring, 11500}, before, std::nullopt));
    BOOST_TEST(is_suspect({spring, 11501}, before, std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_reading_entered_late_must_fit_the_one_after_it_too) {
    const OdometerReading before{spring, 10000};
    const OdometerReading later{spring + days{100}, 14000};
    BOOST_TEST(!is_suspect({spring + days{50}, 12000}, before, later));
    BOOST_TEST(is_suspect({spring + days{50}, 14001}, before, later));
    BOOST_TEST(is_suspect({spring + days{99}, 12499}, before, later));
}

BOOST_AUTO_TEST_CASE(no_forecast_without_readings_on_two_days) {
    BOOST_TEST(!forecast_from({}, spring));
    BOOST_TEST(!forecast_from({{spring, 12}}, spring));
    BOOST_TEST(!forecast_from({{spring, 12}, {spring, 60}}, spring + days{9}));
}

BOOST_AUTO_TEST_CASE(the_forecast_carries_the_last_reading_on) {
    const auto readings = steady(40, 90, 5);
    const auto forecast = forecast_from(readings, readings.back().on + days{10});
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->km_per_day == 40.0);
    BOOST_TEST(forecast->km_today == readings.back().km + 400);
    BOOST_TEST(forecast->readings == 5);
}

BOOST_AUTO_TEST_CASE(hand_over_and_first_service_are_enough) {
    const auto forecast = forecast_from({{spring + days{100}, 4012}, {spring, 12}}, spring + days{110});
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->km_per_day == 40.0);
    BOOST_TEST(forecast->km_today == 4412);
}

BOOST_AUTO_TEST_CASE(one_believed_but_wrong_reading_moves_the_forecast_little) {
    auto readings = steady(40, 60, 12);
    readings[6].km += 2000;
    const auto forecast = forecast_from(readings, readings.back().on);
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->km_per_day >= 38.0);
    BOOST_TEST(forecast->km_per_day <= 42.0);
}

BOOST_AUTO_TEST_CASE(only_the_last_two_years_count) {
    auto readings = steady(100, 90, 9);  // two years of long drives
    const auto retired = readings.back();
    for (int i = 1; i <= 9; ++i) readings.push_back({retired.on + days{i * 90}, retired.km + i * 90 * 10});
    const auto forecast = forecast_from(readings, readings.back().on);
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->km_per_day == 10.0);
    BOOST_TEST(forecast->readings == 9);
}

BOOST_AUTO_TEST_CASE(a_car_not_seen_for_two_years_is_judged_by_its_last_two_days) {
    const auto readings = steady(40, 90, 5);
    const auto forecast = forecast_from(readings, readings.back().on + days{1000});
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->readings == 2);
    BOOST_TEST(forecast->km_today == readings.back().km + 40000);
}

BOOST_AUTO_TEST_CASE(a_lone_recent_reading_takes_the_one_before_the_two_years_as_partner) {
    const auto forecast = forecast_from({{spring, 12}, {spring + days{800}, 16012}}, spring + days{800});
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->km_per_day == 20.0);
}

BOOST_AUTO_TEST_CASE(the_forecast_never_runs_backwards) {
    // Readings that fell are suspect and do not come here; should they, the car stands still at worst.
    const auto forecast = forecast_from({{spring, 5000}, {spring + days{10}, 4000}}, spring + days{30});
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->km_per_day == 0.0);
    BOOST_TEST(forecast->km_today == 4000);
    int last = 0;
    const auto readings = steady(33, 45, 7);
    for (int day = 0; day < 400; ++day) {
        const int km = forecast_from(readings, readings.back().on + days{day})->km_today;
        BOOST_TEST(km >= last);
        last = km;
    }
}

BOOST_AUTO_TEST_CASE(the_order_of_readings_does_not_matter) {
    auto readings = steady(40, 60, 8);
    readings[3].km += 500;
    const auto today = readings.back().on + days{20};
    const auto forwards = forecast_from(readings, today);
    std::reverse(readings.begin(), readings.end());
    const auto backwards = forecast_from(readings, today);
    BOOST_TEST(forwards->km_per_day == backwards->km_per_day);
    BOOST_TEST(forwards->km_today == backwards->km_today);
}

BOOST_AUTO_TEST_CASE(the_day_of_a_mileage) {
    const marque::vehicles::MileageForecast forecast{9000, 40, 5, spring};
    BOOST_TEST((forecast.day_at(10000) == spring + days{25}));
    BOOST_TEST((forecast.day_at(10001) == spring + days{26}));
    BOOST_TEST((forecast.day_at(9000) == spring));
    BOOST_TEST((forecast.day_at(5000) == spring));
}

BOOST_AUTO_TEST_CASE(a_car_that_stands_or_creeps_reaches_no_mileage) {
    BOOST_TEST(!(marque::vehicles::MileageForecast{9000, 0, 5, spring}.day_at(10000)));
    BOOST_TEST(!(marque::vehicles::MileageForecast{9000, 0.001, 5, spring}.day_at(10000)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
