#include "sequencing/bound.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>

namespace marque::sequencing {
namespace {

/// Some hundredths of a second.
constexpr double most_states = 4e6;

/// Tiles of `window` positions from `offset` on, what is left over at both ends full of cars: what does not fit into
/// `most` a tile makes violated ones.
int by_tiling(const Option& option, int cars, int size) {
    if (option.most == option.window) return 0;
    int fewest = 0;
    for (int offset = 0; offset < option.window && offset + option.window <= size; ++offset) {
        const int tiles = (size - offset) / option.window;
        const int ends = size - tiles * option.window;
        const int over = cars - tiles * option.most - ends;
        const int room = option.window - option.most;
        fewest += over > 0 ? (over + room - 1) / room : 0;
    }
    return fewest;
}

/// best[used][recent]: fewest violations so far; `recent` are the last window - 1 cars as bits, the latest lowest.
int by_programming(const Option& option, int cars, int size) {
    const std::size_t patterns = std::size_t{1} << (option.window - 1);
    const int unreached = std::numeric_limits<int>::max() / 2;
    std::vector<int> best((static_cast<std::size_t>(cars) + 1) * patterns, unreached);
    best[0] = 0;
    auto next = best;
    for (int at = 0; at < size; ++at) {
        std::fill(next.begin(), next.end(), unreached);
        for (int used = 0; used <= std::min(cars, at); ++used) {
            for (std::size_t recent = 0; recent < patterns; ++recent) {
                const int now = best[static_cast<std::size_t>(used) * patterns + recent];
                if (now >= unreached) continue;
                for (int has = 0; has <= (used < cars ? 1 : 0); ++has) {
                    const bool violated = at + 1 >= option.window && std::popcount(recent) + has > option.most;
                    const auto after = (recent << 1 | static_cast<std::size_t>(has)) & (patterns - 1);
                    int& cell = next[static_cast<std::size_t>(used + has) * patterns + after];
                    cell = std::min(cell, now + violated);
                }
            }
        }
        best.swap(next);
    }
    const auto last = best.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(cars) * patterns);
    return *std::min_element(last, last + static_cast<std::ptrdiff_t>(patterns));
}

std::int64_t fewest_batches(const Problem& problem) {
    std::map<int, std::int64_t> cars;
    for (const auto& car : problem.cars) {
        if (car.colour != no_colour) ++cars[car.colour];
    }
    std::int64_t batches = 0;
    for (const auto& [colour, count] : cars)
        batches += problem.paint_batch == 0 ? 1 : (count + problem.paint_batch - 1) / problem.paint_batch;
    return batches;
}

}  // namespace

int fewest_violations(const Option& option, int cars, int size) {
    if (cars <= option.most || option.window > size) return 0;
    const int tiled = by_tiling(option, cars, size);
    const double states =
        option.window > 40 ? most_states * 2 : double(size) * cars * double(std::uint64_t{1} << (option.window - 1));
    return states > most_states ? tiled : std::max(tiled, by_programming(option, cars, size));
}

Bound lower_bound(const Problem& problem, const std::function<bool()>& stop) {
    Bound bound;
    const auto size = static_cast<int>(problem.cars.size());
    for (std::size_t o = 0; o < problem.options.size() && !(stop && stop()); ++o) {
        int cars = 0;
        for (const auto& car : problem.cars) cars += car.options >> o & 1;
        bound.violations += fewest_violations(problem.options[o], cars, size);
    }
    bound.cost = std::int64_t{problem.weights.violation} * bound.violations +
                 std::int64_t{problem.weights.batch} * fewest_batches(problem);
    return bound;
}

}  // namespace marque::sequencing
