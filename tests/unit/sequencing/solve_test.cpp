#include <bit>
#include <boost/test/unit_test.hpp>
#include <random>
#include <sstream>
#include <stdexcept>

#include "unit/sequencing/mixed_line.h"

namespace marque {
namespace {

using tests::any_problem;
using tests::any_sequence;
using tests::each_car_once;
using tests::satisfiable_problem;

marque::sequencing::Settings after_steps(std::uint64_t steps, std::uint64_t seed = 1) {
    marque::sequencing::Settings settings;
    settings.seconds = 120;
    settings.steps = steps;
    settings.seed = seed;
    return settings;
}

BOOST_AUTO_TEST_SUITE(sequencing)
BOOST_AUTO_TEST_SUITE(solving)

BOOST_AUTO_TEST_CASE(cars_that_fit_are_given_a_sequence_without_a_violated_window) {
    const auto problem = satisfiable_problem();
    const auto solution = marque::sequencing::solve(problem, after_steps(5'000'000));
    BOOST_TEST(solution.evaluation.violations == 0);
    BOOST_TEST(solution.optimal);
    BOOST_TEST(each_car_once(solution.sequence, problem.cars.size()));
}

BOOST_AUTO_TEST_CASE(cars_that_leave_a_line_no_room_are_given_the_sequence_that_there_is) {
    // Made along a sequence without a violated window; two of the options are as full as they can be.
    std::istringstream file(
        "100 5 15\n"
        "1 2 1 2 1\n"
        "2 3 3 5 5\n"
        "0 3 1 0 1 1 1\n"
        "1 6 0 0 0 1 0\n"
        "2 13 1 1 0 0 0\n"
        "3 9 0 1 1 0 0\n"
        "4 6 1 0 0 0 0\n"
        "5 6 0 1 0 1 1\n"
        "6 3 1 1 1 1 0\n"
        "7 14 0 0 0 0 0\n"
        "8 7 1 0 0 1 1\n"
        "9 11 1 1 1 0 0\n"
        "10 7 0 1 0 0 0\n"
        "11 4 0 1 1 1 1\n"
        "12 4 1 1 0 1 0\n"
        "13 4 0 1 1 1 0\n"
        "14 3 1 0 0 1 0\n");
    const auto instance = marque::sequencing::read_csplib(file);
    BOOST_TEST_REQUIRE(instance.faults.empty());
    for (const std::uint64_t seed : {1u, 2u})
        BOOST_TEST(marque::sequencing::solve(instance.problem, after_steps(3'000'000, seed)).evaluation.violations ==
                   0);
}

BOOST_AUTO_TEST_CASE(the_time_is_kept_with_thousands_of_kinds_and_rows_of_any_length) {
    const auto many = [](int cars, int options, int window) {
        marque::sequencing::Problem problem;
        std::mt19937_64 random(1);
        for (int o = 0; o < options; ++o) problem.options.push_back({"option", window / 2, window});
        for (int i = 0; i < cars; ++i) {
            marque::sequencing::Car car;
            car.options = random() & ((std::uint64_t{1} << options) - 1);
            problem.cars.push_back(car);
        }
        return problem;
    };
    for (const auto& problem : {many(3'000, 40, 10), many(20'000, 40, 10), many(5'000, 60, 800)}) {
        marque::sequencing::Settings settings;
        settings.seconds = 0.2;
        const auto solution = marque::sequencing::solve(problem, settings);
        BOOST_TEST(solution.seconds < 1.2);
        BOOST_TEST(each_car_once(solution.sequence, problem.cars.size()));
    }
}

BOOST_AUTO_TEST_CASE(a_construction_that_is_stopped_still_puts_each_car_where_it_may_stand) {
    auto problem = any_problem(8, 50, 5, 5);
    problem.frozen = {30, 7};
    problem.cars[20].pinned = 40;
    for (const int positions : {0, 10}) {
        int asked = 0;
        marque::sequencing::Random random(1);
        const auto sequence = marque::sequencing::greedy(problem, random, [&] { return asked++ >= positions; });
        BOOST_TEST(each_car_once(sequence, problem.cars.size()));
        BOOST_TEST((sequence[0] == 30 && sequence[1] == 7 && sequence[40] == 20));
    }
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_sequence_and_another_one_another) {
    const auto problem = any_problem(3, 60, 5, 5);
    const auto first = marque::sequencing::solve(problem, after_steps(200'000));
    const auto again = marque::sequencing::solve(problem, after_steps(200'000));
    const auto other = marque::sequencing::solve(problem, after_steps(200'000, 2));
    BOOST_TEST(first.sequence == again.sequence);
    BOOST_TEST(first.steps == again.steps);
    BOOST_TEST(first.sequence != other.sequence);
}

BOOST_AUTO_TEST_CASE(more_cars_than_the_ratio_has_room_for_are_proven_to_violate) {
    // 10 cars have 9 windows of two, and a car without the option keeps two of them whole at the most.
    const auto problem = tests::plain_problem({{"sunroof", 1, 2}}, {1, 1, 1, 1, 1, 1, 1, 1, 0, 0});
    const auto solution = marque::sequencing::solve(problem, after_steps(1'000'000));
    BOOST_TEST(solution.bound.violations == 5);
    BOOST_TEST(solution.evaluation.violations == 5);
    BOOST_TEST(solution.optimal);
}

BOOST_AUTO_TEST_CASE(no_sequence_of_ten_cars_beats_the_bound) {
    for (const auto& [most, window] : {std::pair{1, 2}, {2, 3}, {1, 3}, {2, 5}, {0, 4}, {3, 3}}) {
        std::vector<int> fewest(11, 100);
        for (unsigned bits = 0; bits < 1024; ++bits) {
            std::vector<std::uint64_t> cars;
            for (unsigned i = 0; i < 10; ++i) cars.push_back(bits >> i & 1);
            const auto problem = tests::plain_problem({{"sunroof", most, window}}, cars);
            const auto truth = marque::sequencing::evaluate(problem, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}).violations;
            int& best = fewest[static_cast<std::size_t>(std::popcount(bits))];
            best = std::min(best, truth);
        }
        for (int cars = 0; cars <= 10; ++cars)
            BOOST_TEST(marque::sequencing::fewest_violations({"", most, window}, cars, 10) ==
                       fewest[static_cast<std::size_t>(cars)]);
    }
}

BOOST_AUTO_TEST_CASE(a_window_too_long_to_compute_is_still_bounded_from_below) {
    BOOST_TEST(marque::sequencing::fewest_violations({"", 1, 50}, 400, 400) > 0);
    BOOST_TEST(marque::sequencing::fewest_violations({"", 1, 50}, 8, 400) == 0);
    BOOST_TEST(marque::sequencing::fewest_violations({"", 50, 50}, 400, 400) == 0);
}

BOOST_AUTO_TEST_CASE(frozen_and_pinned_cars_stay_where_they_are) {
    auto problem = any_problem(8, 50, 5, 5);
    problem.frozen = {30, 7, 11, 2};
    problem.cars[7].pinned = 1;
    problem.cars[20].pinned = 10;
    problem.cars[21].pinned = 49;
    auto settings = after_steps(100'000);
    for (int round = 0; round < 2; ++round) {
        const auto solution = marque::sequencing::solve(problem, settings);
        BOOST_TEST(each_car_once(solution.sequence, problem.cars.size()));
        for (std::size_t at = 0; at < problem.frozen.size(); ++at)
            BOOST_TEST(solution.sequence[at] == problem.frozen[at]);
        BOOST_TEST(solution.sequence[10] == 20);
        BOOST_TEST(solution.sequence[49] == 21);
        settings.start = any_sequence(4, problem.cars.size());
    }
}

BOOST_AUTO_TEST_CASE(a_sequence_with_nothing_free_is_returned_as_it_is) {
    auto problem = tests::plain_problem({{"sunroof", 1, 2}}, {1, 0, 1});
    problem.frozen = {2, 0};
    const auto solution = marque::sequencing::solve(problem);
    BOOST_TEST((solution.sequence == marque::sequencing::Sequence{2, 0, 1}));
    BOOST_TEST(solution.evaluation.violations == 1);
    BOOST_TEST(marque::sequencing::solve({}).sequence.empty());
}

BOOST_AUTO_TEST_CASE(the_result_is_never_worse_than_the_sequence_it_began_with) {
    const auto problem = any_problem(12, 80, 6, 6);
    auto settings = after_steps(2'000'000);
    const auto good = marque::sequencing::solve(problem, settings);
    settings = after_steps(1'024, 9);
    settings.start = good.sequence;
    BOOST_TEST(marque::sequencing::solve(problem, settings).evaluation.cost <= good.evaluation.cost);
}

BOOST_AUTO_TEST_CASE(what_weighs_more_goes_first) {
    // Colours are gathered only as far as the sunroofs allow, and wished positions only as far as the colours allow.
    marque::sequencing::Problem problem;
    problem.options = {{"sunroof", 1, 2}};
    for (int i = 0; i < 24; ++i) {
        marque::sequencing::Car car;
        car.options = i % 2;
        car.colour = i / 2 % 3;
        car.latest = i;
        problem.cars.push_back(car);
    }
    problem.paint_batch = 4;
    const auto solution = marque::sequencing::solve(problem, after_steps(3'000'000));
    BOOST_TEST(solution.evaluation.violations == 0);
    BOOST_TEST(solution.evaluation.batches == 6);
    problem.weights.batch = 0;
    BOOST_TEST(marque::sequencing::solve(problem, after_steps(3'000'000)).evaluation.late == 0);
}

BOOST_AUTO_TEST_CASE(the_search_can_be_stopped) {
    auto settings = after_steps(0);
    settings.stop = [] { return true; };
    const auto problem = any_problem(2, 40, 5, 5);
    const auto solution = marque::sequencing::solve(problem, settings);
    BOOST_TEST(solution.steps == 0u);
    BOOST_TEST(each_car_once(solution.sequence, problem.cars.size()));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_meant_is_refused) {
    const auto refused = [](auto&& spoil) {
        auto problem = satisfiable_problem();
        spoil(problem);
        BOOST_CHECK_THROW(marque::sequencing::solve(problem), std::invalid_argument);
        return marque::sequencing::faults(problem).size();
    };
    using Problem = marque::sequencing::Problem;
    BOOST_TEST(refused([](Problem& it) { it.options[0].most = 3; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.options[0].window = 0; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.cars[0].options = 8; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.cars[0].pinned = 40; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.cars[0].pinned = it.cars[1].pinned = 3; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.frozen = {1, 1}; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.frozen = {40}; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.frozen = {1}, it.cars[0].pinned = 0; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.frozen = {1}, it.cars[1].pinned = 5; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.weights.late = -1; }) == 1u);
    BOOST_TEST(refused([](Problem& it) { it.paint_batch = -1; }) == 1u);
    auto settings = after_steps(1);
    settings.start = marque::sequencing::Sequence(40, 0);
    BOOST_CHECK_THROW(marque::sequencing::solve(satisfiable_problem(), settings), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
