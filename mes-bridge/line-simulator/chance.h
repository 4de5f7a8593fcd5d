#pragma once

#include <cstdint>
#include <string_view>

namespace marque::line {

// What happens to a car depends on the seed, the car and the occasion alone, not on what was drawn before it. So a run
// that was killed and goes on, or takes its orders in another mixture, still makes the same choices.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : seed_(seed) {}

    // In [0, 1).
    double uniform(std::string_view who, std::string_view what, int where = 0, int time = 0) const;
    bool happens(double rate, std::string_view who, std::string_view what, int where = 0, int time = 0) const {
        return uniform(who, what, where, time) < rate;
    }
    int pick(int count, std::string_view who, std::string_view what, int where = 0, int time = 0) const {
        return static_cast<int>(uniform(who, what, where, time) * count);
    }
    double log_normal(double mean, double sigma, std::string_view who, std::string_view what, int where,
                      int time) const;

  private:
    std::uint64_t seed_;
};

}  // namespace marque::line
