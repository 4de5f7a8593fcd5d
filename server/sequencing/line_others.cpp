#include <algorithm>
#include <functional>
#include <utility>

#include "sequencing/line.h"

// What a move costs beside violated windows: paint batches and places.
namespace marque::sequencing {

std::int64_t Line::place_cost(int car, int position) const {
    const auto& it = problem_->cars[car];
    const auto& weights = problem_->weights;
    std::int64_t cost = 0;
    if (position > it.latest) cost += std::int64_t{weights.late} * (position - it.latest);
    if (position < it.earliest) cost += std::int64_t{weights.early} * (it.earliest - position);
    if (it.home && *it.home != position) cost += weights.moved;
    return cost;
}

/// Batches of the positions `first` … `last`, both of them ends of batches, if cars came from where `source` says.
template <typename Source>
int Line::batches_between(int first, int last, Source&& source) const {
    int batches = 0, length = 0, before = no_colour;
    for (int x = first; x <= last; ++x) {
        const int colour = colour_[source(x)];
        length = colour == before ? length + 1 : 1;
        const bool cut = problem_->paint_batch > 0 && length > problem_->paint_batch;
        if (cut) length = 1;
        batches += colour != no_colour && (colour != before || cut);
        before = colour;
    }
    return batches;
}

/// First position of the batch, by colour alone, that `position` is in.
int Line::batch_start(int position) const {
    while (position > 0 && colour_[position - 1] == colour_[position]) --position;
    return position;
}

int Line::batch_end(int position) const {
    while (position + 1 < size_ && colour_[position + 1] == colour_[position]) ++position;
    return position;
}

int Line::batch_delta(int a, int b) const {
    if (colour_[a] == colour_[b]) return 0;
    if (a > b) std::swap(a, b);
    const int first_a = batch_start(std::max(0, a - 1)), last_a = batch_end(std::min(size_ - 1, a + 1));
    const int first_b = batch_start(std::max(0, b - 1)), last_b = batch_end(std::min(size_ - 1, b + 1));
    const auto swapped = [&](int x) { return x == a ? b : x == b ? a : x; };
    const auto change = [&](int first, int last) {
        return batches_between(first, last, swapped) - batches_between(first, last, std::identity{});
    };
    if (last_a >= first_b) return change(first_a, last_b);
    return change(first_a, last_a) + change(first_b, last_b);
}

std::int64_t Line::other_delta(int a, int b) const {
    std::int64_t delta = 0;
    if (placed_) {
        delta += place_cost(cars_[a], b) + place_cost(cars_[b], a) - place_cost(cars_[a], a) - place_cost(cars_[b], b);
    }
    if (painted_) delta += std::int64_t{problem_->weights.batch} * batch_delta(a, b);
    return delta;
}

std::int64_t Line::other_delta(const Block& block) const {
    std::int64_t delta = 0;
    for (int x = block.first; placed_ && x <= block.last; ++x)
        delta += place_cost(cars_[block.source(x)], x) - place_cost(cars_[x], x);
    if (!painted_) return delta;
    const int first = batch_start(std::max(0, block.first - 1)), last = batch_end(std::min(size_ - 1, block.last + 1));
    const auto arranged = [&](int x) { return x < block.first || x > block.last ? x : block.source(x); };
    const int batches = batches_between(first, last, arranged) - batches_between(first, last, std::identity{});
    return delta + std::int64_t{problem_->weights.batch} * batches;
}

}  // namespace marque::sequencing
