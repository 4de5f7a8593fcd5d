#include "sequencing/layout.h"

namespace marque::sequencing {

Layout layout_of(const Problem& problem) {
    Layout layout{Sequence(problem.cars.size(), -1), {}};
    for (std::size_t i = 0; i < problem.cars.size(); ++i) {
        if (const auto& pin = problem.cars[i].pinned) layout.fixed[*pin] = static_cast<int>(i);
    }
    for (std::size_t at = 0; at < problem.frozen.size(); ++at) layout.fixed[at] = problem.frozen[at];
    for (std::size_t at = 0; at < layout.fixed.size(); ++at) {
        if (layout.fixed[at] < 0) layout.free.push_back(static_cast<int>(at));
    }
    return layout;
}

Sequence movable(const Problem& problem, const Sequence& sequence) {
    std::vector<bool> fixed(problem.cars.size(), false);
    for (const int car : layout_of(problem).fixed) {
        if (car >= 0) fixed[car] = true;
    }
    Sequence cars;
    for (const int car : sequence) {
        if (!fixed[car]) cars.push_back(car);
    }
    return cars;
}

Sequence lay_out(const Layout& layout, const Sequence& cars) {
    Sequence sequence = layout.fixed;
    for (std::size_t i = 0; i < layout.free.size(); ++i) sequence[layout.free[i]] = cars[i];
    return sequence;
}

}  // namespace marque::sequencing
