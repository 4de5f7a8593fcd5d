#include "plan_of_tests.h"

namespace {

using namespace marque;
using namespace marque::scheduling_tests;
using std::chrono::days;

BOOST_AUTO_TEST_SUITE(scheduling)
BOOST_AUTO_TEST_SUITE(slots)

BOOST_AUTO_TEST_CASE(every_slot_is_filled_before_the_next) {
    const auto plan = plan_of("............");
    std::map<int, int> cars;
    for (const auto& slot : lay_into_slots(plan)) ++cars[slot.first];
    BOOST_TEST((cars == std::map<int, int>{{0, 5}, {5, 5}, {10, 2}}));
}

BOOST_AUTO_TEST_CASE(who_is_wanted_sooner_is_in_an_earlier_slot) {
    auto plan = plan_of("............");
    plan.waiting.back().requested -= days{30};
    BOOST_TEST(lay_into_slots(plan).back().first == 0);
}

BOOST_AUTO_TEST_CASE(who_is_more_urgent_goes_first_whatever_others_wish) {
    auto plan = plan_of("............");
    for (auto& car : plan.waiting) car.requested -= days{30}, car.priority = 60;
    plan.waiting[7].priority = 40;
    plan.waiting[7].requested += days{30};
    const auto slot = lay_into_slots(plan)[7];
    BOOST_TEST(slot.first == 0);
    BOOST_TEST(slot.last <= 1);
}

BOOST_AUTO_TEST_CASE(a_slot_gets_no_more_of_an_option_than_can_be_sequenced_in_it) {
    const auto plan = plan_of("SSSSS.....");
    const auto slots = lay_into_slots(plan);
    int first_slot = 0;
    for (std::size_t i = 0; i < 5; ++i) first_slot += slots[i].first == 0;
    BOOST_TEST(first_slot == 3);
}

BOOST_AUTO_TEST_CASE(a_dealer_gets_no_more_of_a_slot_than_its_share) {
    auto plan = plan_of("..........");
    plan.schedule.dealer_cars = 2;
    for (std::size_t i = 0; i < 10; ++i) plan.waiting[i].dealer.value = i < 5 ? 1 : 2 + i;
    const auto slots = lay_into_slots(plan);
    int first_slot = 0;
    for (std::size_t i = 0; i < 5; ++i) first_slot += slots[i].first == 0;
    BOOST_TEST(first_slot == 2);
}

BOOST_AUTO_TEST_CASE(more_cars_with_an_option_than_any_order_can_hold_still_get_a_place_each) {
    const auto plan = plan_of("SSSSSSSSSSSS");
    for (const auto& slot : lay_into_slots(plan)) {
        BOOST_TEST(slot.first >= 0);
        BOOST_TEST(slot.last < 12);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
