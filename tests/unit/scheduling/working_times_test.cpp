#include "plan_of_tests.h"

namespace {

using namespace marque;
using namespace marque::scheduling_tests;
using std::chrono::hours;
using std::chrono::minutes;

std::vector<std::string> starts(const LineSchedule& schedule, const char* now, int cars,
                                const char* zone = "Asia/Shanghai") {
    std::vector<std::string> texts;
    for (const auto at : marque::scheduling::WorkingTimes(schedule, zone).starts(*core::parse_rfc3339(now), cars))
        texts.push_back(core::to_rfc3339(at).substr(0, 16));
    return texts;
}

LineSchedule day_shift() {
    auto schedule = around_the_clock();
    schedule.takt_ms = 3'600'000;
    schedule.working_days = {1, 2, 3, 4, 5};
    schedule.working_from = "08:00";
    schedule.working_until = "10:00";
    return schedule;
}

BOOST_AUTO_TEST_SUITE(scheduling)
BOOST_AUTO_TEST_SUITE(working_times)

BOOST_AUTO_TEST_CASE(around_the_clock_there_is_a_car_each_takt) {
    BOOST_TEST((starts(around_the_clock(), "2026-11-23T00:00:00Z", 3) ==
                std::vector<std::string>{"2026-11-23T00:00", "2026-11-23T00:01", "2026-11-23T00:02"}));
}

BOOST_AUTO_TEST_CASE(the_line_rests_at_night_and_on_days_off) {
    // Friday 08:00 in Shanghai; the third car waits for Monday.
    BOOST_TEST((starts(day_shift(), "2026-11-27T00:00:00Z", 3) ==
                std::vector<std::string>{"2026-11-27T00:00", "2026-11-27T01:00", "2026-11-30T00:00"}));
    BOOST_TEST((starts(day_shift(), "2026-11-28T05:00:00Z", 1) == std::vector<std::string>{"2026-11-30T00:00"}));
}

BOOST_AUTO_TEST_CASE(a_shift_may_go_past_midnight) {
    auto schedule = day_shift();
    schedule.working_from = "23:00";
    schedule.working_until = "01:00";
    BOOST_TEST((starts(schedule, "2026-11-23T15:00:00Z", 3) ==
                std::vector<std::string>{"2026-11-23T15:00", "2026-11-23T16:00", "2026-11-24T15:00"}));
    // Half past midnight belongs to the shift of the day before.
    BOOST_TEST((starts(schedule, "2026-11-23T16:30:00Z", 1) == std::vector<std::string>{"2026-11-23T16:30"}));
}

BOOST_AUTO_TEST_CASE(a_takt_that_the_shift_does_not_finish_is_finished_in_the_next) {
    auto schedule = day_shift();
    schedule.takt_ms = 90 * 60'000;
    BOOST_TEST((starts(schedule, "2026-11-23T00:00:00Z", 3) ==
                std::vector<std::string>{"2026-11-23T00:00", "2026-11-23T01:30", "2026-11-24T01:00"}));
}

BOOST_AUTO_TEST_CASE(a_shift_begins_at_the_same_hour_in_summer_and_winter) {
    BOOST_TEST((starts(day_shift(), "2026-10-23T08:00:00Z", 1, "Europe/Berlin") ==
                std::vector<std::string>{"2026-10-26T07:00"}));
    BOOST_TEST((starts(day_shift(), "2026-10-22T08:00:00Z", 1, "Europe/Berlin") ==
                std::vector<std::string>{"2026-10-23T06:00"}));
}

BOOST_AUTO_TEST_CASE(a_time_of_day_is_two_digits_twice) {
    BOOST_TEST((marque::scheduling::minutes_of_day("08:30") == 510));
    for (const char* text : {"8:30", "24:00", "08:60", "ab:cd", ""})
        BOOST_TEST(!marque::scheduling::minutes_of_day(text).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
