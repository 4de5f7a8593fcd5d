#pragma once

#include "scheduling/plan.h"

namespace marque::scheduling {

/// Between which places behind the frozen ones a car should stand, both included; counted from 0.
struct SlotOf {
    int first = 0;
    int last = 0;
};

/// Lays the cars behind the frozen ones into slots of the line, by wished date, priority, how many cars of a dealer and
/// how many with each option a slot can have. In the order of `Plan::waiting`, frozen cars left out.
std::vector<SlotOf> lay_into_slots(const Plan& plan);

}  // namespace marque::scheduling
