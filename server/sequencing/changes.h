#pragma once

#include <vector>

#include "sequencing/evaluate.h"
#include "sequencing/problem.h"

namespace marque::sequencing {

/// A car that stands elsewhere than before; -1: nowhere (it is new, or it is gone).
struct Move {
    int car = 0;
    int from = -1;
    int to = -1;

    bool operator==(const Move&) const = default;
};

/// What another sequence would change. Cars that keep their order among themselves are not moved, though others come
/// or go before them: the fewest cars are said to be moved that explain the difference.
struct Changes {
    std::vector<Move> moved;                     ///< in the order of the new sequence
    std::vector<Move> shifted;                   ///< kept their order, and have another position
    std::vector<ViolatedWindow> mended, broken;  ///< windows (by option and start) violated before only, and after only
    Evaluation before, after;
};

/// `before` may lack cars that `after` has, and the other way round.
Changes changes_between(const Problem& problem, const Sequence& before, const Sequence& after);

}  // namespace marque::sequencing
