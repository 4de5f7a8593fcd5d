#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "sequencing/sequencing.h"

namespace marque::tests {

/// Any problem: `cars` cars, half of the rest by chance, from a seed.
inline marque::sequencing::Problem any_problem(unsigned seed, int cars, int options, int longest_window) {
    std::mt19937 random(seed);
    marque::sequencing::Problem problem;
    for (int o = 0; o < options; ++o) {
        const int window = 1 + static_cast<int>(random() % static_cast<unsigned>(longest_window));
        const int most = static_cast<int>(random() % static_cast<unsigned>(window + 1));
        problem.options.push_back({"option " + std::to_string(o), most, window});
    }
    for (int i = 0; i < cars; ++i) {
        marque::sequencing::Car car;
        for (int o = 0; o < options; ++o) car.options |= static_cast<std::uint64_t>(random() % 3 == 0) << o;
        car.colour = static_cast<int>(random() % 4) - 1;
        car.earliest = static_cast<int>(random() % 10);
        car.latest = car.earliest + static_cast<int>(random() % 10);
        if (random() % 3 == 0) car.home = static_cast<int>(random() % static_cast<unsigned>(cars));
        problem.cars.push_back(car);
    }
    problem.paint_batch = static_cast<int>(random() % 4);
    problem.weights = {10'000, 100, 3, 2, 50};
    return problem;
}

inline marque::sequencing::Sequence any_sequence(unsigned seed, std::size_t cars) {
    marque::sequencing::Sequence sequence(cars);
    for (std::size_t i = 0; i < cars; ++i) sequence[i] = static_cast<int>(i);
    std::shuffle(sequence.begin(), sequence.end(), std::mt19937(seed));
    return sequence;
}

/// Cars of plain options, nothing else to mind.
inline marque::sequencing::Problem plain_problem(std::vector<marque::sequencing::Option> options,
                                                 const std::vector<std::uint64_t>& cars) {
    marque::sequencing::Problem problem;
    problem.options = std::move(options);
    for (const auto has : cars) problem.cars.push_back({has});
    return problem;
}

/// 40 cars that are known to fit: dealt out along a sequence that keeps 1 of 2, 2 of 3 and 2 of 5.
inline marque::sequencing::Problem satisfiable_problem() {
    std::vector<std::uint64_t> cars;
    for (std::uint64_t i = 0; i < 40; ++i) {
        const std::uint64_t sunroof = i % 2 == 0, radio = i % 3 != 1, hook = i % 5 == 0 || i % 5 == 3;
        cars.push_back(sunroof | radio << 1 | hook << 2);
    }
    std::shuffle(cars.begin(), cars.end(), std::mt19937(5));
    return plain_problem({{"sunroof", 1, 2}, {"radio", 2, 3}, {"hook", 2, 5}}, cars);
}

inline bool each_car_once(const marque::sequencing::Sequence& sequence, std::size_t cars) {
    auto sorted = sequence;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (sorted[i] != static_cast<int>(i)) return false;
    }
    return sorted.size() == cars;
}

}  // namespace marque::tests
