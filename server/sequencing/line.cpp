#include "sequencing/line.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "sequencing/evaluate.h"

namespace marque::sequencing {
namespace {

std::vector<int> kinds_of(const std::vector<Car>& cars, bool placed) {
    std::map<std::tuple<std::uint64_t, int, int>, int> known;
    std::vector<int> kinds;
    for (std::size_t i = 0; i < cars.size(); ++i) {
        const int own = placed ? static_cast<int>(i) : -1;
        const auto key = std::tuple{cars[i].options, cars[i].colour, own};
        kinds.push_back(known.emplace(key, static_cast<int>(known.size())).first->second);
    }
    return kinds;
}

}  // namespace

Line::Line(const Problem& problem)
    : problem_(&problem), options_(problem.options), size_(static_cast<int>(problem.cars.size())) {
    const auto& weights = problem.weights;
    const auto option_count = static_cast<int>(options_.size());
    words_ = std::max(1, (option_count + lanes - 1) / lanes);
    violation_weight_ = weights.violation;
    for (const auto& option : options_) longest_ = std::max(longest_, option.window);
    for (const auto& car : problem.cars) {
        painted_ = painted_ || (car.colour != no_colour && weights.batch != 0);
        placed_ = placed_ || (car.latest != any_time && weights.late != 0) ||
                  (car.earliest > 0 && weights.early != 0) || (car.home && weights.moved != 0);
        for (int w = 0; w < words_; ++w) {
            Word mask = 0;
            for (int lane = 0; lane < lanes && w * lanes + lane < option_count; ++lane) {
                if (car.options >> (w * lanes + lane) & 1) mask |= Word{0xFFF} << (lane_bits * lane);
            }
            masks_.push_back(mask);
        }
    }
    plain_ = !painted_ && !placed_;
    kinds_ = kinds_of(problem.cars, placed_);
}

void Line::set(const Sequence& sequence) {
    const auto cells = static_cast<std::size_t>(size_ * words_);
    cars_ = sequence;
    kind_.clear();
    has_.clear();
    colour_.clear();
    cells_.assign(cells, {});
    violated_.clear();
    count_.clear();
    slot_.clear();
    for (const auto& option : options_) {
        count_.emplace_back(static_cast<std::size_t>(std::max(0, size_ - option.window + 1)), 0);
        slot_.push_back(count_.back());
    }
    for (int i = 0; i < size_; ++i) {
        const int car = cars_[i];
        kind_.push_back(kinds_[car]);
        has_.push_back(problem_->cars[car].options);
        colour_.push_back(problem_->cars[car].colour);
        for (int w = 0; w < words_; ++w) cells_[i * words_ + w].has = masks_[car * words_ + w];
    }
    for (int o = 0; o < static_cast<int>(options_.size()); ++o) recount(o, 0, size_ - 1);
    cost_ = evaluate(*problem_, cars_).cost;
}

void Line::flip(int option, int position, int by) {
    auto& counts = count_[option];
    const int window = options_[option].window, most = options_[option].most;
    const int first = std::max(0, position - window + 1), last = std::min(position, size_ - window);
    if (first > last) return;
    const int word = option / lanes, shift = lane_bits * (option % lanes);
    // What windows begin to hurt or mend is added to all their positions with one pass over a running sum.
    static thread_local std::array<int, 2 * longest_window> hurt, mend;
    const int end = last + window - 1;
    std::fill_n(hurt.begin(), end - first + 2, 0);
    std::fill_n(mend.begin(), end - first + 2, 0);
    for (int w = first; w <= last; ++w) {
        const int before = counts[w], after = before + by;
        counts[w] = after;
        if ((after > most) != (before > most)) mark(option, w, after > most);
        const int hurts = (after == most) - (before == most), mends = (after == most + 1) - (before == most + 1);
        hurt[w - first] += hurts, hurt[w - first + window] -= hurts;
        mend[w - first] += mends, mend[w - first + window] -= mends;
    }
    int hurts = 0, mends = 0;
    for (int x = first; x <= end; ++x) {
        hurts += hurt[x - first], mends += mend[x - first];
        cells_[x * words_ + word].hurts += static_cast<Word>(static_cast<std::int64_t>(hurts)) << shift;
        cells_[x * words_ + word].mends += static_cast<Word>(static_cast<std::int64_t>(mends)) << shift;
    }
}

void Line::mark(int option, int start, bool violated) {
    int& slot = slot_[option][start];
    if (violated) {
        slot = static_cast<int>(violated_.size());
        violated_.push_back({option, start});
        return;
    }
    const auto last = violated_.back();
    violated_[slot] = last;
    slot_[last.option][last.start] = slot;
    violated_.pop_back();
}

int Line::moved_option_delta(int option, int from, int to) const {
    const auto& counts = count_[option];
    const int window = options_[option].window, most = options_[option].most;
    const int end = size_ - window;
    int delta = 0;
    const auto each = [&](int first, int last, int wanted, int change) {
        for (int w = std::max(0, first), stop = std::min(last, end); w <= stop; ++w)
            delta += counts[w] == wanted ? change : 0;
    };
    if (from < to) {
        each(from - window + 1, std::min(from, to - window), most + 1, -1);
        each(std::max(from + 1, to - window + 1), to, most, 1);
    } else {
        each(std::max(to + 1, from - window + 1), from, most + 1, -1);
        each(to - window + 1, std::min(to, from - window), most, 1);
    }
    return delta;
}

int Line::near_delta(int a, int b) const {
    const auto at_a = has_[a], at_b = has_[b];
    int delta = 0;
    for (auto left = at_a ^ at_b; left != 0; left &= left - 1) {
        const int option = __builtin_ctzll(left);
        delta += at_a >> option & 1 ? moved_option_delta(option, a, b) : moved_option_delta(option, b, a);
    }
    return delta;
}

void Line::swap(int a, int b, std::int64_t delta) {
    const auto at_a = has_[a], at_b = has_[b];
    for (auto left = at_a ^ at_b; left != 0; left &= left - 1) {
        const int option = __builtin_ctzll(left);
        const int by = at_a >> option & 1 ? -1 : 1;
        flip(option, a, by);
        flip(option, b, -by);
    }
    for (int w = 0; w < words_; ++w) std::swap(cells_[a * words_ + w].has, cells_[b * words_ + w].has);
    std::swap(cars_[a], cars_[b]);
    std::swap(kind_[a], kind_[b]);
    std::swap(has_[a], has_[b]);
    std::swap(colour_[a], colour_[b]);
    cost_ += delta;
}

}  // namespace marque::sequencing
