#include "sequencing/evaluate.h"

#include <algorithm>

namespace marque::sequencing {
namespace {

int batches_of(const Problem& problem, const Sequence& sequence) {
    int batches = 0, length = 0, before = no_colour;
    for (const int car : sequence) {
        const int colour = problem.cars[car].colour;
        length = colour == before ? length + 1 : 1;
        const bool cut = problem.paint_batch > 0 && length > problem.paint_batch;
        if (cut) length = 1;
        batches += colour != no_colour && (colour != before || cut);
        before = colour;
    }
    return batches;
}

}  // namespace

std::vector<ViolatedWindow> violated_windows(const Problem& problem, const Sequence& sequence) {
    std::vector<ViolatedWindow> found;
    const int size = static_cast<int>(sequence.size());
    for (int o = 0; o < static_cast<int>(problem.options.size()); ++o) {
        const auto& option = problem.options[o];
        int cars = 0;
        for (int end = 0; end < size; ++end) {
            cars += problem.cars[sequence[end]].options >> o & 1;
            const int start = end - option.window + 1;
            if (start > 0) cars -= problem.cars[sequence[start - 1]].options >> o & 1;
            if (start >= 0 && cars > option.most) found.push_back({o, start, cars});
        }
    }
    return found;
}

Evaluation evaluate(const Problem& problem, const Sequence& sequence) {
    Evaluation sum;
    sum.violations_by_option.assign(problem.options.size(), 0);
    for (const auto& window : violated_windows(problem, sequence)) {
        ++sum.violations;
        ++sum.violations_by_option[window.option];
    }
    sum.batches = batches_of(problem, sequence);
    for (int i = 0; i < static_cast<int>(sequence.size()); ++i) {
        const auto& car = problem.cars[sequence[i]];
        sum.late += std::max(0, i - car.latest);
        sum.early += std::max(0, car.earliest - i);
        sum.moved += car.home && *car.home != i;
    }
    const auto& weights = problem.weights;
    sum.cost = std::int64_t{weights.violation} * sum.violations + std::int64_t{weights.batch} * sum.batches +
               weights.late * sum.late + weights.early * sum.early + std::int64_t{weights.moved} * sum.moved;
    return sum;
}

}  // namespace marque::sequencing
