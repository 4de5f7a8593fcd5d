#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "sequencing/bound.h"
#include "sequencing/evaluate.h"
#include "sequencing/problem.h"

namespace marque::sequencing {

struct Settings {
    std::uint64_t seed = 1;
    /// Wall time; the search ends no more than a few milliseconds later.
    double seconds = 10;
    /// Proposed moves; 0: no limit. A run that ends by its steps, or because it is proven best, can be repeated exactly
    /// by its seed; one that ends by time goes as far as the machine is fast.
    std::uint64_t steps = 0;
    /// A sequence that costs no more than this ends the search.
    std::int64_t enough = 0;
    /// Where to begin, instead of a greedy construction; cars that are frozen or pinned elsewhere are put there.
    std::optional<Sequence> start{};
    /// Asked some thousand times a second; true ends the search.
    std::function<bool()> stop{};
};

struct Solution {
    Sequence sequence;
    Evaluation evaluation;
    Bound bound;
    bool optimal = false;  ///< proven: the cost is the lower bound
    std::uint64_t steps = 0;
    double seconds = 0;
};

/// The best sequence found, by greedy construction and simulated annealing over pairs of cars that change places; one
/// thread. Throws std::invalid_argument with the first of `faults(problem)`, or when `start` is not each car once.
Solution solve(const Problem& problem, const Settings& settings = {});

}  // namespace marque::sequencing
