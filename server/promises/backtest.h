#pragma once

#include "promises/eta.h"

namespace marque::promises {

/// Goes once more through what the line said, in the order of time, and forecasts each car from what was known before.
/// Pure.
class Replay {
  public:
    explicit Replay(LineTimes times);

    /// `destination` and `turn` count for a step that links.
    void take(const BuildStep& step, core::OrganisationId destination, int turn);

    const std::vector<Coverage>& coverage() const { return coverage_; }
    const LineTimes& times() const { return times_; }

  private:
    struct Ride {
        Car car;
        int turn = 0;
        std::array<std::optional<Estimate>, 4> said;
    };
    void forecast(std::size_t moment, Ride& ride, core::Instant at);
    void compare(const Ride& ride);

    LineTimes times_;
    std::vector<Coverage> coverage_;
    std::map<core::OrderId, Ride> rides_;
    std::map<int, int> waiting_;
};

struct RecordedStep {
    BuildStep step;
    core::OrganisationId destination;
    int turn = 0;
};
/// What is on record of a line's latest builds, in the order of time.
std::vector<RecordedStep> recorded_steps(db::Tx& tx, const std::string& line, int most);

}  // namespace marque::promises
