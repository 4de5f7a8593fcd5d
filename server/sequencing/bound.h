#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sequencing/problem.h"

namespace marque::sequencing {

/// The fewest violated windows that `cars` cars with this option leave among `size` cars: exact by dynamic programming
/// over the last window - 1 cars where that is quick; otherwise from below, by tiling the sequence with windows at each
/// offset (windows of different offsets are different ones).
int fewest_violations(const Option& option, int cars, int size);

/// No sequence costs less: every option by itself, and each colour in full batches. 0 where nothing is proven.
struct Bound {
    int violations = 0;
    std::int64_t cost = 0;
};

/// `stop` is asked before each option: those behind are bounded by nothing.
Bound lower_bound(const Problem& problem, const std::function<bool()>& stop = {});

}  // namespace marque::sequencing
