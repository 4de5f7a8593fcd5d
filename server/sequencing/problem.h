#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace marque::sequencing {

/// The line can fit this option to at most `most` of any `window` cars in a row ("p of q").
struct Option {
    std::string name;
    int most = 1;
    int window = 1;
};

inline constexpr int no_colour = -1;
inline constexpr int any_time = std::numeric_limits<int>::max();

/// One car to be sequenced. Positions count from 0, the first car of the sequence.
struct Car {
    std::uint64_t options = 0;  ///< bit o is set: the car has option o
    int colour = no_colour;     ///< cars without one break no paint batch and begin none
    int earliest = 0;           ///< wished window of positions, both ends included
    int latest = any_time;
    std::optional<int> pinned{};  ///< the planner wants it here and nowhere else
    std::optional<int> home{};    ///< where it is expected; standing elsewhere costs `Weights::moved`
};

/// What one unit costs. The defaults keep the priority: no number of days late that a day's sequence can save is worth
/// a window that the line cannot build.
struct Weights {
    int violation = 10'000;  ///< a violated window
    int batch = 100;         ///< a paint batch: cleaning the guns
    int late = 1;            ///< a position behind `Car::latest`
    int early = 0;           ///< a position before `Car::earliest`
    int moved = 0;           ///< a car that does not stand at its `Car::home`
};

struct Problem {
    std::vector<Option> options;
    std::vector<Car> cars;
    /// Cars (indices into `cars`) that stand where they are, from position 0 on: what is on the line and before it.
    std::vector<int> frozen{};
    /// Longest batch of one colour before the guns are cleaned all the same; 0: no limit.
    int paint_batch = 0;
    Weights weights{};
};

/// Indices into `Problem::cars`, each once, in the order in which they are built.
using Sequence = std::vector<int>;

inline constexpr int most_options = 64;
inline constexpr int longest_window = 800;

/// What of the problem cannot be meant, one sentence each: an option "3 of 2", two cars pinned to one position.
/// The functions of this library need a problem without faults; `solve` throws std::invalid_argument for one with.
std::vector<std::string> faults(const Problem& problem);

}  // namespace marque::sequencing
