#include "sequencing/greedy.h"

#include <algorithm>
#include <array>
#include <map>

#include "sequencing/layout.h"

namespace marque::sequencing {
namespace {

/// Cars with the same options, the most urgent last.
struct Group {
    std::uint64_t options = 0;
    Sequence waiting;
};

class Builder {
  public:
    Builder(const Problem& problem, Random& random)
        : problem_(problem),
          random_(random),
          layout_(layout_of(problem)),
          in_window_(problem.options.size(), 0),
          left_with_(problem.options.size(), 0),
          demand_((problem.options.size() + 7) / 8) {
        std::map<std::uint64_t, Sequence> groups;
        Sequence every(problem.cars.size());
        for (std::size_t i = 0; i < every.size(); ++i) every[i] = static_cast<int>(i);
        for (const int car : movable(problem, every)) groups[problem.cars[car].options].push_back(car);
        for (auto& [options, cars] : groups) {
            std::stable_sort(cars.begin(), cars.end(),
                             [&](int a, int b) { return problem.cars[a].latest > problem.cars[b].latest; });
            groups_.push_back({options, std::move(cars)});
        }
        for (const auto& car : problem.cars) count_left(car.options, 1);
    }

    Sequence build(const std::function<bool()>& stop) {
        for (int at = 0; at < static_cast<int>(problem_.cars.size()); ++at) {
            const int fixed = layout_.fixed[at];
            if (fixed < 0 && stop && stop()) return rest_as_it_comes();
            place(fixed >= 0 ? fixed : take_best(at), at);
        }
        return std::move(sequence_);
    }

  private:
    bool has(std::uint64_t options, std::size_t option) const { return options >> option & 1; }
    void count_left(std::uint64_t options, int by) {
        for (std::size_t o = 0; o < left_with_.size(); ++o) left_with_[o] += has(options, o) ? by : 0;
    }

    void place(int car, int at) {
        sequence_.push_back(car);
        count_left(problem_.cars[car].options, -1);
        for (std::size_t o = 0; o < in_window_.size(); ++o) {
            in_window_[o] += has(problem_.cars[car].options, o);
            // From here on the window that ends at the next position is counted, less that position.
            const int leaves = at - problem_.options[o].window + 1;
            if (leaves >= 0) in_window_[o] -= has(problem_.cars[sequence_[leaves]].options, o);
        }
    }

    Sequence rest_as_it_comes() {
        Sequence cars;
        for (const auto& group : groups_) cars.insert(cars.end(), group.waiting.rbegin(), group.waiting.rend());
        for (std::size_t at = sequence_.size(), next = 0; at < problem_.cars.size(); ++at)
            sequence_.push_back(layout_.fixed[at] >= 0 ? layout_.fixed[at] : cars[next++]);
        return std::move(sequence_);
    }

    int take_best(int at) {
        weigh(at);
        std::size_t best = groups_.size();
        int best_violations = 0, ties = 0;
        double best_demand = 0;
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            const int violations = __builtin_popcountll(groups_[g].options & full_);
            const bool first = best == groups_.size();
            if (!first && violations > best_violations) continue;
            const double demand = demand_of(groups_[g].options);
            const bool same = !first && violations == best_violations && demand == best_demand;
            const bool better = first || violations < best_violations || demand > best_demand;
            ties = same ? ties + 1 : better ? 1 : ties;
            if (!better && !(same && random_.below(ties) == 0)) continue;
            best = g, best_violations = violations, best_demand = demand;
        }
        auto& waiting = groups_[best].waiting;
        const int car = waiting.back();
        waiting.pop_back();
        if (waiting.empty()) groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(best));
        return car;
    }

    /// What is the same for every group: the options that one car more would violate a window of, and the demand of any
    /// eight options together, so that a group of sixty options costs eight additions.
    void weigh(int at) {
        full_ = 0;
        for (std::size_t o = 0; o < in_window_.size(); ++o) {
            const auto& option = problem_.options[o];
            if (in_window_[o] >= option.most && at + 1 >= option.window) full_ |= std::uint64_t{1} << o;
            const double demand = double(left_with_[o]) * option.window / std::max(option.most, 1);
            auto& table = demand_[o / 8];
            const std::size_t bit = std::size_t{1} << o % 8;
            for (std::size_t i = 0; i < bit; ++i) table[bit + i] = table[i] + demand;
        }
    }

    double demand_of(std::uint64_t options) const {
        double demand = 0;
        for (const auto& table : demand_) {
            demand += table[options & 0xFF];
            options >>= 8;
        }
        return demand;
    }

    const Problem& problem_;
    Random& random_;
    Layout layout_;
    std::vector<Group> groups_;
    std::vector<int> in_window_, left_with_;
    std::uint64_t full_ = 0;
    std::vector<std::array<double, 256>> demand_;  ///< of each eight options, by which of them a car has
    Sequence sequence_;
};

}  // namespace

Sequence greedy(const Problem& problem, Random& random, const std::function<bool()>& stop) {
    return Builder(problem, random).build(stop);
}

}  // namespace marque::sequencing
