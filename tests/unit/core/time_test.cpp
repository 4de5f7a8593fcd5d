#include "core/time.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque::core;
using std::chrono::hours;

BOOST_AUTO_TEST_SUITE(core)
BOOST_AUTO_TEST_SUITE(time)

std::string utc(const char* text) {
    const auto at = parse_rfc3339(text);
    return at ? to_rfc3339(*at) : "refused";
}

BOOST_AUTO_TEST_CASE(a_moment_is_written_in_utc_to_the_millisecond) {
    BOOST_TEST(utc("2026-11-21T10:00:00Z") == "2026-11-21T10:00:00.000Z");
    BOOST_TEST(utc("2026-11-21T10:00:00.1Z") == "2026-11-21T10:00:00.100Z");
    BOOST_TEST(utc("2026-11-21T10:00:00.123456Z") == "2026-11-21T10:00:00.123Z");
    BOOST_TEST(utc("2026-11-21T10:00:00+08:00") == "2026-11-21T02:00:00.000Z");
    BOOST_TEST(utc("2026-01-01T00:30:00+05:45") == "2025-12-31T18:45:00.000Z");
    BOOST_TEST(utc("2026-12-31T23:30:00-03:30") == "2027-01-01T03:00:00.000Z");
    BOOST_TEST(utc("2026-11-21t10:00:00z") == "2026-11-21T10:00:00.000Z");
    BOOST_TEST(utc("1969-12-31T23:59:59.999Z") == "1969-12-31T23:59:59.999Z");
}

BOOST_AUTO_TEST_CASE(a_moment_without_an_offset_or_that_does_not_exist_is_refused) {
    for (const char* text :
         {"", "2026-11-21", "2026-11-21T10:00:00", "2026-11-21 10:00:00Z", "2026-02-29T10:00:00Z",
          "2026-13-01T10:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z", "2016-12-31T23:59:60Z",
          "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00Zx", "2026-11-21T10:00:00+0800", "2026-11-21T10:00:00+24:00",
          "26-11-21T10:00:00Z", "2026-11-21T10:00Z"}) {
        BOOST_TEST(!parse_rfc3339(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(a_day_must_exist_in_the_calendar) {
    BOOST_TEST(to_iso_date(*parse_date("2028-02-29")) == "2028-02-29");
    BOOST_TEST(to_iso_date(*parse_date("2000-02-29")) == "2000-02-29");
    for (const char* text :
         {"2026-02-29", "1900-02-29", "2026-00-10", "2026-04-31", "2026-4-3", "20260403", "2026-04-03 ", "", "today"}) {
        BOOST_TEST(!parse_date(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(the_database_form_has_no_zone_and_comes_back_the_same) {
    const auto at = *parse_sql_datetime("2026-11-21 10:00:00.123");
    BOOST_TEST(to_sql_datetime(at) == "2026-11-21 10:00:00.123");
    BOOST_TEST(to_rfc3339(at) == "2026-11-21T10:00:00.123Z");
    BOOST_TEST(to_sql_datetime(*parse_sql_datetime("2026-11-21 10:00:00")) == "2026-11-21 10:00:00.000");
    BOOST_TEST(!parse_sql_datetime("2026-11-21T10:00:00").has_value());
    BOOST_TEST(!parse_sql_datetime("0000-00-00 00:00:00").has_value());
}

BOOST_AUTO_TEST_CASE(the_day_at_a_dealer_is_that_of_its_zone) {
    const auto evening = *parse_rfc3339("2026-11-21T16:30:00Z");
    BOOST_TEST(to_iso_date(local_date(evening, "Asia/Shanghai")) == "2026-11-22");
    BOOST_TEST(to_iso_date(local_date(evening, "UTC")) == "2026-11-21");
    BOOST_TEST(local_time_of_day(evening, "Asia/Shanghai") == "00:30");
    BOOST_TEST(local_time_of_day(evening, "Asia/Urumqi") == "22:30");
}

BOOST_AUTO_TEST_CASE(a_zone_with_summer_time_follows_it) {
    BOOST_TEST(local_time_of_day(*parse_rfc3339("2026-03-29T00:59:00Z"), "Europe/Berlin") == "01:59");
    BOOST_TEST(local_time_of_day(*parse_rfc3339("2026-03-29T01:00:00Z"), "Europe/Berlin") == "03:00");
}

BOOST_AUTO_TEST_CASE(a_zone_that_does_not_exist_is_an_error) {
    BOOST_CHECK_THROW(local_date(Instant{}, "Asia/Atlantis"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
