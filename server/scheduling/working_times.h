#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "scheduling/line_schedule.h"

namespace marque::scheduling {

/// "HH:MM" as minutes of the day; nothing for anything else.
std::optional<int> minutes_of_day(const std::string& text);

/// The moment at which the civil day begins in the IANA zone.
core::Instant start_of(core::Date day, const std::string& zone);

/// When the line takes its next cars, one a takt while it works. `zone` is an IANA name; the times are civil, so that a
/// shift begins at the same hour in summer and winter.
class WorkingTimes {
  public:
    WorkingTimes(const LineSchedule& schedule, std::string zone);

    /// Starts of the next `cars` cars from `now` on, ascending.
    std::vector<core::Instant> starts(core::Instant now, int cars) const;

  private:
    struct Shift {
        core::Instant from, until;
    };
    /// The shift that begins on the day; nothing for a day off.
    std::optional<Shift> shift_of(core::Date day) const;
    /// The first that ends behind `at`.
    Shift next_shift(core::Instant at) const;

    std::chrono::milliseconds takt_;
    std::vector<int> days_;
    std::chrono::minutes from_, until_;
    bool always_ = false;
    std::string zone_;
};

}  // namespace marque::scheduling
