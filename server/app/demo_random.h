#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace marque::app::demo {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine, which the standard's distributions do not
/// promise.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// 0 … below-1
    int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
    /// from … to, both included
    int between(int from, int to) { return from + below(to - from + 1); }
    bool chance(int percent) { return below(100) < percent; }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }
    /// Capital letters and digits, none that is mistaken for another.
    std::string serial(int length) {
        static constexpr char letters[] = "0123456789ABCDEFGHJKLMNPRSTUVWXY";
        std::string text;
        while (length-- > 0) text += letters[below(32)];
        return text;
    }

  private:
    std::uint64_t state_;
};

}  // namespace marque::app::demo
