#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "unit/sequencing/mixed_line.h"

namespace marque {
namespace {

using marque::sequencing::Move;
using marque::sequencing::Sequence;
using tests::each_car_once;
using tests::plain_problem;

/// Sunroofs (1 of 2) on cars 0, 2, 4, 6 and on the late car 8.
marque::sequencing::Problem alternating() { return plain_problem({{"sunroof", 1, 2}}, {1, 0, 1, 0, 1, 0, 1, 0, 1}); }
const Sequence running{0, 1, 2, 3, 4, 5, 6, 7};

BOOST_AUTO_TEST_SUITE(sequencing)
BOOST_AUTO_TEST_SUITE(slipping_in)

BOOST_AUTO_TEST_CASE(a_late_car_goes_where_it_hurts_nobody) {
    const auto slipped = marque::sequencing::slip_in(alternating(), running, 8);
    BOOST_TEST(slipped.changes.after.violations == 0);
    BOOST_TEST(slipped.position == 8);
    BOOST_TEST((slipped.changes.moved == std::vector<Move>{{8, -1, 8}}));
    BOOST_TEST(slipped.changes.shifted.empty());
}

BOOST_AUTO_TEST_CASE(cars_behind_it_are_shifted_and_not_moved) {
    auto problem = alternating();
    problem.cars[8].options = 0;
    problem.cars[8].latest = 3;
    for (const int car : running) problem.cars[static_cast<std::size_t>(car)].latest = car + 1;
    const auto slipped = marque::sequencing::slip_in(problem, running, 8);
    BOOST_TEST(slipped.changes.after.late == 0);
    BOOST_TEST(slipped.changes.moved.size() == 1u);
    BOOST_TEST(slipped.changes.shifted.size() == static_cast<std::size_t>(8 - slipped.position));
    for (const auto& shift : slipped.changes.shifted) BOOST_TEST(shift.to == shift.from + 1);
}

BOOST_AUTO_TEST_CASE(one_other_car_moves_where_that_saves_a_violated_window) {
    // The two cars without a sunroof stand side by side: one of them must come between for the late one to fit.
    const auto problem = plain_problem({{"sunroof", 1, 2}}, {1, 0, 0, 1, 1});
    const auto slipped = marque::sequencing::slip_in(problem, {0, 1, 2, 3}, 4);
    BOOST_TEST(slipped.changes.after.violations == 0);
    const auto kept = marque::sequencing::slip_in(problem, {0, 1, 2, 3}, 4, 1'000'000);
    BOOST_TEST(kept.changes.moved.size() == 1u);
}

BOOST_AUTO_TEST_CASE(frozen_and_pinned_cars_are_passed_by) {
    auto problem = alternating();
    problem.frozen = {0, 1, 2};
    problem.cars[5].pinned = 5;
    problem.cars[8].latest = 0;
    const auto slipped = marque::sequencing::slip_in(problem, running, 8);
    BOOST_TEST(each_car_once(slipped.sequence, problem.cars.size()));
    BOOST_TEST(slipped.position >= 3);
    BOOST_TEST(slipped.sequence[5] == 5);
    for (int at = 0; at < 3; ++at) BOOST_TEST(slipped.sequence[static_cast<std::size_t>(at)] == at);
}

BOOST_AUTO_TEST_CASE(the_planner_may_pin_the_late_car) {
    auto problem = alternating();
    problem.cars[8].pinned = 1;
    const auto slipped = marque::sequencing::slip_in(problem, running, 8);
    BOOST_TEST(slipped.position == 1);
    BOOST_TEST(each_car_once(slipped.sequence, problem.cars.size()));
}

BOOST_AUTO_TEST_CASE(a_sequence_that_lacks_cars_is_refused) {
    BOOST_CHECK_THROW(marque::sequencing::slip_in(alternating(), {0, 1, 2}, 8), std::invalid_argument);
    BOOST_CHECK_THROW(marque::sequencing::slip_in(alternating(), running, 9), std::invalid_argument);
    BOOST_CHECK_THROW(marque::sequencing::slip_in(alternating(), running, 7), std::invalid_argument);
    auto problem = plain_problem({}, {0, 0});
    problem.cars[1].pinned = 1;
    problem.frozen = {0};
    BOOST_TEST(marque::sequencing::slip_in(problem, {0}, 1).position == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(what_changes)

BOOST_AUTO_TEST_CASE(the_fewest_cars_are_said_to_be_moved) {
    const auto problem = plain_problem({}, {0, 0, 0, 0, 0, 0});
    const auto changes = marque::sequencing::changes_between(problem, {0, 1, 2, 3, 4}, {4, 0, 1, 5, 2});
    BOOST_TEST((changes.moved == std::vector<Move>{{4, 4, 0}, {5, -1, 3}, {3, 3, -1}}));
    BOOST_TEST((changes.shifted == std::vector<Move>{{0, 0, 1}, {1, 1, 2}, {2, 2, 4}}));
}

BOOST_AUTO_TEST_CASE(windows_are_mended_and_broken) {
    const auto problem = plain_problem({{"sunroof", 1, 2}}, {1, 1, 0, 0, 1});
    const auto changes = marque::sequencing::changes_between(problem, {0, 1, 2, 3, 4}, {0, 2, 3, 1, 4});
    BOOST_TEST((changes.mended == std::vector<marque::sequencing::ViolatedWindow>{{0, 0, 2}}));
    BOOST_TEST((changes.broken == std::vector<marque::sequencing::ViolatedWindow>{{0, 3, 2}}));
    BOOST_TEST(changes.before.violations == 1);
    BOOST_TEST(changes.after.violations == 1);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
