#include <boost/test/unit_test.hpp>

#include "sequencing/line.h"
#include "unit/sequencing/mixed_line.h"

namespace marque {
namespace {

using tests::any_problem;
using tests::any_sequence;
using tests::plain_problem;

/// As the definition reads: every full window, every car of it, for every option.
int counted_by_hand(const marque::sequencing::Problem& problem, const marque::sequencing::Sequence& sequence) {
    int violations = 0;
    for (std::size_t o = 0; o < problem.options.size(); ++o) {
        const auto& option = problem.options[o];
        for (int start = 0; start + option.window <= static_cast<int>(sequence.size()); ++start) {
            int cars = 0;
            for (int at = start; at < start + option.window; ++at)
                cars += (problem.cars[static_cast<std::size_t>(sequence[static_cast<std::size_t>(at)])].options >> o &
                         1) != 0;
            violations += cars > option.most;
        }
    }
    return violations;
}

BOOST_AUTO_TEST_SUITE(sequencing)
BOOST_AUTO_TEST_SUITE(windows)

BOOST_AUTO_TEST_CASE(a_window_counts_once_however_far_it_is_violated) {
    const auto problem = plain_problem({{"sunroof", 1, 3}}, {1, 1, 1, 0, 1});
    const std::vector<marque::sequencing::ViolatedWindow> expected{{0, 0, 3}, {0, 1, 2}, {0, 2, 2}};
    BOOST_TEST((marque::sequencing::violated_windows(problem, {0, 1, 2, 3, 4}) == expected));
}

BOOST_AUTO_TEST_CASE(windows_beyond_the_ends_do_not_exist) {
    const auto problem = plain_problem({{"sunroof", 1, 4}}, {1, 1, 1});
    BOOST_TEST(marque::sequencing::violated_windows(problem, {0, 1, 2}).empty());
}

BOOST_AUTO_TEST_CASE(the_count_is_the_definition_on_any_sequence) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        const auto problem = any_problem(seed, 5 + static_cast<int>(seed), 1 + static_cast<int>(seed % 12), 9);
        const auto sequence = any_sequence(seed, problem.cars.size());
        BOOST_TEST(marque::sequencing::evaluate(problem, sequence).violations == counted_by_hand(problem, sequence));
    }
}

using marque::sequencing::Block;

BOOST_AUTO_TEST_CASE(a_move_costs_what_it_was_said_to_cost) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const auto problem = any_problem(seed, 4 + static_cast<int>(seed), 1 + static_cast<int>(seed % 13), 8);
        marque::sequencing::Line line(problem);
        line.set(any_sequence(seed, problem.cars.size()));
        std::mt19937 random(seed);
        for (int move = 0; move < 200; ++move) {
            const int a = static_cast<int>(random() % problem.cars.size());
            const int b = static_cast<int>(random() % problem.cars.size());
            if (a == b) continue;
            const auto delta = line.swap_delta(a, b);
            if (line.same(a, b)) BOOST_TEST(delta == 0);
            line.swap(a, b, delta);
            const Block block{std::min(a, b), std::max(a, b), static_cast<Block::Order>(random() % 3)};
            line.arrange(block, line.block_delta(block));
            const auto truth = marque::sequencing::evaluate(problem, line.sequence());
            BOOST_TEST_REQUIRE(line.cost() == truth.cost);
            BOOST_TEST_REQUIRE(line.violations() == truth.violations);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_batch_longer_than_the_guns_last_is_two) {
    auto problem = plain_problem({}, {0, 0, 0, 0, 0});
    for (auto& car : problem.cars) car.colour = 7;
    problem.cars[4].colour = marque::sequencing::no_colour;
    BOOST_TEST(marque::sequencing::evaluate(problem, {0, 1, 2, 3, 4}).batches == 1);
    problem.paint_batch = 3;
    BOOST_TEST(marque::sequencing::evaluate(problem, {0, 1, 2, 3, 4}).batches == 2);
    BOOST_TEST(marque::sequencing::evaluate(problem, {0, 1, 4, 2, 3}).batches == 2);
}

BOOST_AUTO_TEST_CASE(a_car_is_late_behind_its_wished_window_and_early_before_it) {
    auto problem = plain_problem({}, {0, 0, 0});
    problem.cars[0].latest = 0;
    problem.cars[1].earliest = 2;
    problem.cars[1].home = 1;
    const auto sum = marque::sequencing::evaluate(problem, {1, 2, 0});
    BOOST_TEST(sum.late == 2);
    BOOST_TEST(sum.early == 2);
    BOOST_TEST(sum.moved == 1);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
