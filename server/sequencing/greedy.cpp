#include "sequencing/greedy.h"

#include <algorithm>
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
          left_with_(problem.options.size(), 0) {
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

    Sequence build() {
        for (int at = 0; at < static_cast<int>(problem_.cars.size()); ++at) {
            const int fixed = layout_.fixed[at];
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

    int take_best(int at) {
        std::size_t best = groups_.size();
        int best_violations = 0, ties = 0;
        double best_demand = 0;
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            if (groups_[g].waiting.empty()) continue;
            const int violations = new_violations(groups_[g].options, at);
            const double demand = demand_of(groups_[g].options);
            const bool same = best < groups_.size() && violations == best_violations && demand == best_demand;
            const bool better = best == groups_.size() || violations < best_violations ||
                                (violations == best_violations && demand > best_demand);
            ties = same ? ties + 1 : better ? 1 : ties;
            if (!better && !(same && random_.below(ties) == 0)) continue;
            best = g, best_violations = violations, best_demand = demand;
        }
        const int car = groups_[best].waiting.back();
        groups_[best].waiting.pop_back();
        return car;
    }

    int new_violations(std::uint64_t options, int at) const {
        int violations = 0;
        for (std::size_t o = 0; o < in_window_.size(); ++o) {
            const auto& option = problem_.options[o];
            violations += has(options, o) && in_window_[o] >= option.most && at + 1 >= option.window;
        }
        return violations;
    }

    double demand_of(std::uint64_t options) const {
        double demand = 0;
        for (std::size_t o = 0; o < left_with_.size(); ++o) {
            const auto& option = problem_.options[o];
            if (has(options, o)) demand += double(left_with_[o]) * option.window / std::max(option.most, 1);
        }
        return demand;
    }

    const Problem& problem_;
    Random& random_;
    Layout layout_;
    std::vector<Group> groups_;
    std::vector<int> in_window_, left_with_;
    Sequence sequence_;
};

}  // namespace

Sequence greedy(const Problem& problem, Random& random) { return Builder(problem, random).build(); }

}  // namespace marque::sequencing
