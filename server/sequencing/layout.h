#pragma once

#include <vector>

#include "sequencing/problem.h"

namespace marque::sequencing {

/// Which positions may be given to another car: all but the frozen ones and those that a car is pinned to.
struct Layout {
    Sequence fixed;         ///< by position: the car that must stand there, or -1
    std::vector<int> free;  ///< positions, in order
};

Layout layout_of(const Problem& problem);

/// The cars that are neither frozen nor pinned, in the order in which they stand in `sequence`.
Sequence movable(const Problem& problem, const Sequence& sequence);

/// Fills the free positions with `cars` in their order.
Sequence lay_out(const Layout& layout, const Sequence& cars);

}  // namespace marque::sequencing
