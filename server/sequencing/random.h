#pragma once

#include <cstdint>

namespace marque::sequencing {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed on every machine, which the standard's
/// distributions do not promise.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    /// 0 … bound - 1.
    int below(int bound) { return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(bound)) >> 32); }

  private:
    std::uint64_t state_;
};

}  // namespace marque::sequencing
