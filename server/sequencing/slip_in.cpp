#include "sequencing/slip_in.h"

#include <algorithm>
#include <stdexcept>

#include "sequencing/layout.h"
#include "sequencing/line.h"

namespace marque::sequencing {
namespace {

/// So many of the cheapest places are tried with other cars changing theirs.
constexpr std::size_t places_mended = 8;

struct Place {
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

std::vector<Place> places_for(const Problem& problem, const Layout& layout, const Sequence& current, int late) {
    const bool is_fixed = std::find(layout.fixed.begin(), layout.fixed.end(), late) != layout.fixed.end();
    const auto others = movable(problem, current);
    std::vector<Place> places;
    for (std::size_t at = 0; at <= (is_fixed ? 0 : others.size()); ++at) {
        auto cars = others;
        if (!is_fixed) cars.insert(cars.begin() + static_cast<std::ptrdiff_t>(at), late);
        Place place{lay_out(layout, cars), 0};
        place.cost = evaluate(problem, place.sequence).cost;
        places.push_back(std::move(place));
    }
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.cost < b.cost; });
    return places;
}

/// Steepest descent: the best of all swaps, as long as one gains. Every car but the late one wants to stay at home.
Place mended(Problem problem, const Layout& layout, const Place& place, int late) {
    for (std::size_t at = 0; at < place.sequence.size(); ++at) {
        const int car = place.sequence[at];
        problem.cars[car].home = car == late ? std::nullopt : std::optional<int>(static_cast<int>(at));
    }
    Line line(problem);
    line.set(place.sequence);
    for (bool gained = true; gained;) {
        gained = false;
        std::int64_t best = 0;
        int best_a = 0, best_b = 0;
        for (const int a : layout.free) {
            for (const int b : layout.free) {
                if (b >= a) break;
                const auto delta = line.swap_delta(a, b);
                if (delta < best) best = delta, best_a = a, best_b = b, gained = true;
            }
        }
        if (gained) line.swap(best_a, best_b, best);
    }
    return {line.sequence(), line.cost()};
}

}  // namespace

SlippedIn slip_in(const Problem& problem, const Sequence& current, int late, int displacement) {
    require_all_but(problem, current, late);
    const auto layout = layout_of(problem);
    const bool has_place = !layout.free.empty() || problem.cars[late].pinned;
    if (!has_place) throw std::invalid_argument("Every position is frozen or pinned.");
    auto places = places_for(problem, layout, current, late);
    places.resize(std::min(places.size(), places_mended));

    Problem homed = problem;
    homed.weights.moved = displacement;
    Place best;
    for (const auto& place : places) {
        auto candidate = mended(homed, layout, place, late);
        if (best.sequence.empty() || candidate.cost < best.cost) best = std::move(candidate);
    }
    const auto found = std::find(best.sequence.begin(), best.sequence.end(), late);
    const auto position = static_cast<int>(found - best.sequence.begin());
    return {best.sequence, position, changes_between(problem, current, best.sequence)};
}

}  // namespace marque::sequencing
