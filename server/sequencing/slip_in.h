#pragma once

#include "sequencing/changes.h"
#include "sequencing/problem.h"

namespace marque::sequencing {

struct SlippedIn {
    Sequence sequence;
    int position = 0;  ///< of the late car
    Changes changes;   ///< against the sequence without it
};

/// A late order finds its place in a sequence that is otherwise kept: the late car goes where it costs least, cars
/// behind it stand one position later, and others near it change places only where that saves more than `displacement`
/// for each of them (in the unit of `Weights`). Frozen and pinned cars stay. The same input gives the same sequence.
///
/// `current` holds every car of `problem` but `late`, once. Throws std::invalid_argument when it does not, with the
/// first of `faults(problem)`, or when no position is free.
SlippedIn slip_in(const Problem& problem, const Sequence& current, int late, int displacement = 500);

}  // namespace marque::sequencing
