#pragma once

#include <functional>

#include "sequencing/problem.h"
#include "sequencing/random.h"

namespace marque::sequencing {

/// One car after the other: the one that violates the fewest windows that end with it; among those the one whose
/// options are most in demand, by the sum of the dynamic utilisation rates (Gottlieb, Puchta, Solnon 2003): cars with
/// the option that are left × q / p, over the cars that are left. Frozen and pinned cars stand where they must. Ties
/// are broken by `random`. When `stop`, asked at each position, says so, the cars that are left follow as they come.
Sequence greedy(const Problem& problem, Random& random, const std::function<bool()>& stop = {});

}  // namespace marque::sequencing
