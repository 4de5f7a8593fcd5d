#include "care/calling_hours.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

core::Instant at(const char* text) { return core::parse_rfc3339(text).value(); }
std::string next(const char* text, const char* zone) {
    return core::to_rfc3339(marque::care::next_calling_time(at(text), zone));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(care)

BOOST_AUTO_TEST_CASE(one_calls_from_eight_to_before_eight_in_the_evening_where_the_customer_is) {
    BOOST_TEST(!marque::care::may_call_at(at("2026-12-03T07:59:59.999+08:00"), "Asia/Shanghai"));
    BOOST_TEST(marque::care::may_call_at(at("2026-12-03T08:00:00+08:00"), "Asia/Shanghai"));
    BOOST_TEST(marque::care::may_call_at(at("2026-12-03T19:59:59+08:00"), "Asia/Shanghai"));
    BOOST_TEST(!marque::care::may_call_at(at("2026-12-03T20:00:00+08:00"), "Asia/Shanghai"));
    BOOST_TEST(!marque::care::may_call_at(at("2026-12-03T09:00:00+08:00"), "Asia/Urumqi"));  // 07:00 there
}

BOOST_AUTO_TEST_CASE(before_and_after_hours_the_next_time_is_eight_in_the_morning) {
    BOOST_TEST(next("2026-12-03T06:30:00+08:00", "Asia/Shanghai") == "2026-12-03T00:00:00.000Z");
    BOOST_TEST(next("2026-12-03T21:15:40+08:00", "Asia/Shanghai") == "2026-12-04T00:00:00.000Z");
    BOOST_TEST(next("2026-12-03T12:34:56+08:00", "Asia/Shanghai") == "2026-12-03T04:34:56.000Z");
}

BOOST_AUTO_TEST_CASE(a_night_with_a_change_of_the_clock_ends_in_calling_hours) {
    // Berlin leaves summer time in the night to 25 October and enters it in the night to 29 March.
    BOOST_TEST(marque::care::may_call_at(
        marque::care::next_calling_time(at("2026-10-24T21:00:00+02:00"), "Europe/Berlin"), "Europe/Berlin"));
    BOOST_TEST(marque::care::may_call_at(
        marque::care::next_calling_time(at("2026-03-28T21:00:00+01:00"), "Europe/Berlin"), "Europe/Berlin"));
}

BOOST_AUTO_TEST_CASE(a_day_starts_at_midnight_of_its_zone) {
    BOOST_TEST(core::to_rfc3339(marque::care::start_of_day(at("2026-12-03T01:30:20+08:00"), "Asia/Shanghai")) ==
               "2026-12-02T16:00:00.000Z");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
