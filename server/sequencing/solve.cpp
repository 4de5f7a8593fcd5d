#include "sequencing/solve.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "sequencing/anneal.h"
#include "sequencing/greedy.h"
#include "sequencing/layout.h"
#include "sequencing/line.h"

namespace marque::sequencing {
namespace {

using std::chrono::steady_clock;

constexpr std::uint64_t first_round_per_car = 5'000;
constexpr double longer_each_round = 1.5;
/// Of the time, until when bound and construction have to be done: on a line of thousands of kinds they would take it
/// all.
constexpr double share_of_bound = 0.25;
constexpr double share_of_greedy = 0.5;

double seconds_since(steady_clock::time_point start) {
    return std::chrono::duration<double>(steady_clock::now() - start).count();
}

void require_sound(const Problem& problem, const Settings& settings) {
    if (const auto found = faults(problem); !found.empty()) throw std::invalid_argument(found.front());
    if (!settings.start) return;
    auto cars = *settings.start;
    std::sort(cars.begin(), cars.end());
    for (std::size_t i = 0; i < cars.size(); ++i) {
        if (cars[i] != static_cast<int>(i))
            throw std::invalid_argument("The sequence to start from does not hold each car once.");
    }
    if (cars.size() != problem.cars.size()) throw std::invalid_argument("The sequence to start from lacks cars.");
}

}  // namespace

Solution solve(const Problem& problem, const Settings& settings) {
    const auto began = steady_clock::now();
    require_sound(problem, settings);
    Random random(settings.seed);
    const auto layout = layout_of(problem);
    const auto out_of_time = [&](double share) {
        return [&settings, began, share] {
            return seconds_since(began) >= settings.seconds * share || (settings.stop && settings.stop());
        };
    };
    Solution solution;
    solution.bound = lower_bound(problem, out_of_time(share_of_bound));

    Line line(problem);
    line.set(settings.start ? lay_out(layout, movable(problem, *settings.start))
                            : greedy(problem, random, out_of_time(share_of_greedy)));
    const auto enough = std::max(settings.enough, solution.bound.cost);
    Annealer annealer(problem, line, layout.free, random);
    const auto done = [&](std::int64_t best, std::uint64_t proposals) {
        return best <= enough || seconds_since(began) >= settings.seconds ||
               (settings.steps != 0 && proposals >= settings.steps) || (settings.stop && settings.stop());
    };
    auto steps = static_cast<double>(first_round_per_car * std::max<std::size_t>(problem.cars.size(), 1));
    while (layout.free.size() > 1 && annealer.run(static_cast<std::uint64_t>(steps), done)) steps *= longer_each_round;

    solution.sequence = annealer.best();
    solution.evaluation = evaluate(problem, solution.sequence);
    solution.optimal = solution.evaluation.cost == solution.bound.cost;
    solution.steps = annealer.proposals();
    solution.seconds = seconds_since(began);
    return solution;
}

}  // namespace marque::sequencing
