#include "tracking/journey.h"

#include <boost/test/unit_test.hpp>

namespace {

using marque::core::Instant;
using marque::tracking::Journey;
using marque::tracking::Stage;

Instant hour(int count) { return Instant{} + std::chrono::hours{count}; }

BOOST_AUTO_TEST_SUITE(tracking)

BOOST_AUTO_TEST_CASE(a_car_in_rework_is_told_to_be_where_it_had_got_to) {
    Journey journey;
    journey.reach(marque::tracking::stage_of_shop("PAINT"), hour(3));
    journey.reach(marque::tracking::stage_of_shop("ASSEMBLY"), hour(5));
    journey.reach(marque::tracking::stage_of_shop("PAINT"), hour(7));
    BOOST_TEST((journey.stage() == Stage::assembly));
    BOOST_TEST((journey.reached().at(Stage::paint) == hour(3)));
}

BOOST_AUTO_TEST_CASE(what_says_nothing_of_the_way_moves_nothing) {
    Journey journey;
    journey.reach(marque::tracking::stage_of(marque::orders::State::scheduled), hour(1));
    journey.reach(marque::tracking::stage_of(marque::orders::State::cancelled), hour(2));
    journey.reach(marque::tracking::stage_of_shop("YARD"), hour(3));
    BOOST_TEST((journey.stage() == Stage::planned));
    BOOST_TEST(journey.reached().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_fresh_journey_begins_with_the_order) { BOOST_TEST((Journey().stage() == Stage::ordered)); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
