#include "sequencing/slip_in.h"

#include <algorithm>
#include <stdexcept>

#include "sequencing/layout.h"
#include "sequencing/line.h"

namespace marque::sequencing {
namespace {

/// So many of the cheapest places are tried with other cars changing theirs, and one of each pair that does so stands
/// so near to the late car.
constexpr std::size_t places_mended = 8;
constexpr int reach = 50;

/// The late car in front of so many of the movable ones; with a pin of its own it stands there anyway.
struct Place {
    std::size_t cars_before = 0;
    std::int64_t cost = 0;
};

struct Mended {
    Sequence sequence;
    std::int64_t cost = 0;
};

void require_all_but(const Problem& problem, const Sequence& current, int late) {
    if (const auto found = faults(problem); !found.empty()) throw std::invalid_argument(found.front());
    auto cars = current;
    cars.push_back(late);
    std::sort(cars.begin(), cars.end());
    bool each_once = cars.size() == problem.cars.size();
    for (std::size_t i = 0; each_once && i < cars.size(); ++i) each_once = cars[i] == static_cast<int>(i);
    if (!each_once) throw std::invalid_argument("The sequence does not hold every car but the late one, once.");
}

class SlipIn {
  public:
    SlipIn(const Problem& problem, const Sequence& current, int late, int displacement)
        : problem_(problem), layout_(layout_of(problem)), others_(movable(problem, current)), late_(late) {
        is_fixed_ = std::find(layout_.fixed.begin(), layout_.fixed.end(), late) != layout_.fixed.end();
        problem_.weights.moved = displacement;
        for (auto& car : problem_.cars) car.home.reset();
    }

    bool has_place() const { return is_fixed_ || !layout_.free.empty(); }

    Sequence best() {
        Mended best;
        for (const auto& place : cheapest_places()) {
            auto candidate = mended(sequence_at(place));
            if (best.sequence.empty() || candidate.cost < best.cost) best = std::move(candidate);
        }
        return best.sequence;
    }

  private:
    Sequence sequence_at(const Place& place) const {
        auto cars = others_;
        if (!is_fixed_) cars.insert(cars.begin() + static_cast<std::ptrdiff_t>(place.cars_before), late_);
        return lay_out(layout_, cars);
    }

    std::vector<Place> cheapest_places() const {
        std::vector<Place> places;
        for (std::size_t before = 0; before <= (is_fixed_ ? 0 : others_.size()); ++before)
            places.push_back({before, evaluate(problem_, sequence_at({before, 0})).cost});
        std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.cost < b.cost; });
        places.resize(std::min(places.size(), places_mended));
        return places;
    }

    /// Steepest descent: the best of the swaps, as long as one gains. Every car but the late one wants to stay at home.
    Mended mended(const Sequence& sequence) {
        for (std::size_t at = 0; at < sequence.size(); ++at) {
            if (sequence[at] != late_) problem_.cars[sequence[at]].home = static_cast<int>(at);
        }
        Line line(problem_);
        line.set(sequence);
        while (swap_best(line)) {
        }
        return {line.sequence(), line.cost()};
    }

    bool swap_best(Line& line) const {
        const auto& now = line.sequence();
        const auto late_at = static_cast<int>(std::find(now.begin(), now.end(), late_) - now.begin());
        std::int64_t best = 0;
        int best_a = 0, best_b = 0;
        for (const int a : layout_.free) {
            if (a < late_at - reach || a > late_at + reach) continue;
            for (const int b : layout_.free) {
                const auto delta = a == b ? 0 : line.swap_delta(a, b);
                if (delta < best) best = delta, best_a = a, best_b = b;
            }
        }
        if (best < 0) line.swap(best_a, best_b, best);
        return best < 0;
    }

    Problem problem_;
    Layout layout_;
    Sequence others_;
    int late_;
    bool is_fixed_ = false;
};

}  // namespace

SlippedIn slip_in(const Problem& problem, const Sequence& current, int late, int displacement) {
    require_all_but(problem, current, late);
    SlipIn search(problem, current, late, displacement);
    if (!search.has_place()) throw std::invalid_argument("Every position is frozen or pinned.");
    SlippedIn slipped{search.best(), 0, {}};
    const auto found = std::find(slipped.sequence.begin(), slipped.sequence.end(), late);
    slipped.position = static_cast<int>(found - slipped.sequence.begin());
    slipped.changes = changes_between(problem, current, slipped.sequence);
    return slipped;
}

}  // namespace marque::sequencing
