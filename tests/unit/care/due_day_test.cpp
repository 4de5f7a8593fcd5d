#include "care/due_day.h"

#include <boost/test/unit_test.hpp>

#include "care_days.h"

namespace marque {
namespace {

using marque::care::Mileage;

std::string text(const std::optional<core::Date>& date) { return date ? core::to_iso_date(*date) : "none"; }

marque::care::CareRule rule(std::optional<int> days, std::optional<int> km) {
    marque::care::CareRule rule;
    rule.due_days = days;
    rule.due_km = km;
    return rule;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(care)

BOOST_AUTO_TEST_CASE(a_rule_of_days_counts_from_its_cause) {
    const auto due = marque::care::due_day(rule(20, {}), 1, handed_over, {});
    BOOST_TEST(text(due->on) == "2026-06-21");
    BOOST_TEST(text(due->by_km) == "none");
}

BOOST_AUTO_TEST_CASE(a_repeating_rule_counts_on) {
    BOOST_TEST(text(marque::care::due_day(rule(365, {}), 3, handed_over, {})->on) == "2029-05-31");
    const Mileage mileage{1000, handed_over, 100'000, 3};
    BOOST_TEST(text(marque::care::due_day(rule({}, 5000), 2, handed_over, mileage)->on) == "2026-08-30");
}

BOOST_AUTO_TEST_CASE(whichever_comes_first_counts) {
    const Mileage fast{4'400, day("2026-08-01"), 60'000, 4};  // 5,000 km ten days later
    const auto by_km = marque::care::due_day(rule(180, 5000), 1, handed_over, fast);
    BOOST_TEST(text(by_km->on) == "2026-08-11");
    BOOST_TEST(text(by_km->by_date) == "2026-11-28");
    const Mileage slow{1'000, day("2026-08-01"), 10'000, 4};
    const auto by_date = marque::care::due_day(rule(180, 5000), 1, handed_over, slow);
    BOOST_TEST(text(by_date->on) == "2026-11-28");
    BOOST_TEST(text(by_date->by_km) == "2027-09-05");
}

BOOST_AUTO_TEST_CASE(a_car_without_readings_is_taken_to_run_thirty_five_km_a_day) {
    const Mileage assumed{15, handed_over};
    BOOST_TEST(assumed.assumed());
    BOOST_TEST(text(marque::care::due_day(rule(180, 5000), 1, handed_over, assumed)->on) == "2026-10-22");  // 143 days
}

BOOST_AUTO_TEST_CASE(a_car_that_stands_still_is_called_by_date) {
    const Mileage standing{1'000, day("2026-08-01"), 0, 4};
    const auto due = marque::care::due_day(rule(180, 5000), 1, handed_over, standing);
    BOOST_TEST(text(due->on) == "2026-11-28");
    BOOST_TEST(text(due->by_km) == "none");
    BOOST_TEST(!marque::care::due_day(rule({}, 5000), 1, handed_over, standing).has_value());
}

BOOST_AUTO_TEST_CASE(kilometres_already_run_put_the_day_into_the_past_but_not_before_the_cause) {
    const Mileage far{12'000, day("2026-11-20"), 50'000, 6};
    BOOST_TEST(text(marque::care::due_day(rule({}, 10'000), 1, handed_over, far)->on) == "2026-10-11");
    BOOST_TEST(text(marque::care::due_day(rule({}, 1'000), 1, handed_over, far)->on) == "2026-06-01");
}

BOOST_AUTO_TEST_CASE(a_rule_with_neither_days_nor_kilometres_plans_nothing) {
    BOOST_TEST(!marque::care::due_day(rule({}, {}), 1, handed_over, {}).has_value());
}

BOOST_AUTO_TEST_CASE(the_mileage_of_another_day_follows_the_daily_distance) {
    const Mileage mileage{4'400, day("2026-08-01"), 28'500, 4};
    BOOST_TEST(mileage.km_on(day("2026-08-11")) == 4'685);
    BOOST_TEST(mileage.km_on(day("2026-07-31")) == 4'372);
    BOOST_TEST(Mileage(10, day("2026-08-01"), 35'000, 0).km_on(day("2026-07-01")) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
