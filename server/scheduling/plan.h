#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "scheduling/line_schedule.h"

namespace marque::scheduling {

/// A car in front of the line, or one that has just gone onto it.
struct PlannedCar {
    core::OrderId order;
    core::BuildKey build;
    std::string build_id, order_number;
    int configuration_version = 1;
    int priority = 40;  ///< 0 first
    core::Date requested;
    core::OrganisationId dealer;
    std::uint64_t options = 0;  ///< a bit a ratio
    std::string colour;

    std::uint32_t position = 0;  ///< its number in the line's count; 0: not planned yet
    bool frozen = false;
    bool pinned = false;
    bool brought_in = false;                  ///< a planner slipped it in before its turn to be planned
    std::optional<core::Instant> starts_at;   ///< what the line was told
    std::optional<core::Instant> started_at;  ///< when it went onto the line
    std::optional<core::Instant> expected;    ///< when the build is said to start, to whoever asks for it
};

/// Which car stands where: indices into `Plan::waiting`, the next car first.
using Order = std::vector<int>;

/// A line's sequence in memory. Pure: it asks no database and no clock.
struct Plan {
    LineSchedule schedule;
    std::string zone = "Asia/Shanghai";  ///< of the plant: its days, not those of UTC, are what is wished
    std::vector<PlannedCar> started;     ///< those looked back at, the last one last
    std::vector<PlannedCar> waiting;     ///< in their order, those not planned yet behind
    std::uint32_t next_position = 1;     ///< of the first that waits
    /// When the line takes its next cars, one a place.
    std::vector<core::Instant> starts;

    int planned() const;  ///< how many of `waiting` have a place
    int frozen() const;   ///< how many of them are frozen
    int places() const { return static_cast<int>(waiting.size()); }
    /// The time of a place: what the line was told of the frozen ones, the pace behind them.
    core::Instant start_of(int place) const;
    /// The last moment at which the car can start and be at its dealer on the day that is wished, by the plant's days.
    core::Instant due(const PlannedCar& car) const;
    std::optional<int> find(const std::string& build_id) const;
};

/// As it stands; cars without a place are left out.
Order as_it_is(const Plan& plan);
/// The frozen cars, then the others as they stand in `wanted`, around those that are pinned; who is not named in it has
/// no place. So an order that was thought over for a while holds for the plan as it is by now.
Order order_of(const Plan& plan, const std::vector<core::OrderId>& wanted);
/// Every car laid into slots and sequenced, within `seconds`. Frozen and pinned cars stay.
Order arrange(const Plan& plan, double seconds, std::uint64_t seed);
/// Cars that have no place yet find one in a sequence that is otherwise kept.
Order slip_in_fresh(const Plan& plan);
/// A waiting car leaves its place and finds a better one among those that are free, early enough for `not_later`.
Order slip_in(const Plan& plan, int car, int not_later);
/// The car stands at `place` and those between move up.
Order move_to(const Plan& plan, int car, int place);

/// Puts the cars in this order, numbers them, freezes the first and gives those their times. Cars that are not in
/// `order` are dropped.
void settle(Plan& plan, const Order& order);

/// For comparing and showing: started cars first, then the waiting ones as `Plan` holds them.
sequencing::Problem problem_of(const Plan& plan);
/// `order` as a sequence of that problem.
sequencing::Sequence sequence_of(const Plan& plan, const Order& order);

}  // namespace marque::scheduling
