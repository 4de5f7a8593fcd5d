#pragma once

#include <cstdint>
#include <vector>

#include "sequencing/problem.h"

namespace marque::sequencing {

/// A window of `Option::window` positions in a row, the first of them `start`, in which `cars` > `Option::most` cars
/// have the option.
///
/// Counted as CSPLib problem 1 does (csplib.org/Problems/prob001: for every option and every s from 1 to n + 1 - q the
/// cars s … s + q - 1): each window that lies wholly inside the sequence counts once if it is violated, however far,
/// and windows that begin before the first car or end behind the last do not exist.
struct ViolatedWindow {
    int option = 0;
    int start = 0;
    int cars = 0;

    bool operator==(const ViolatedWindow&) const = default;
};

std::vector<ViolatedWindow> violated_windows(const Problem& problem, const Sequence& sequence);

/// What a sequence costs, in units and weighted.
struct Evaluation {
    int violations = 0;
    std::vector<int> violations_by_option;
    int batches = 0;        ///< paint batches, those cut by `Problem::paint_batch` too
    std::int64_t late = 0;  ///< positions, summed over the cars
    std::int64_t early = 0;
    int moved = 0;  ///< cars that do not stand at home
    std::int64_t cost = 0;

    bool operator==(const Evaluation&) const = default;
};

/// From nothing; the search keeps the same figures up to date move by move (line.h).
Evaluation evaluate(const Problem& problem, const Sequence& sequence);

}  // namespace marque::sequencing
