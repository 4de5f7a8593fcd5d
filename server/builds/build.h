#pragma once

#include <map>
#include <optional>
#include <string>

#include "builds/line_message.h"
#include "core/ids.h"
#include "core/vin.h"
#include "orders/orders.h"

namespace marque::builds {

enum class BuildState { scheduled, running, held, completed, arrived, cancelled };

/// Why a message of the line cannot be used; the reason goes back to the line.
enum class Refusal {
    unknown_build_id,
    unknown_request,
    unknown_station,
    invalid_message,
    vin_invalid,
    vin_in_use,
    build_id_in_use,
    order_has_live_build,
    build_ended,
    line_mismatch
};

/// One car on the line, as the line's messages change it.
struct Build {
    core::BuildKey key;
    std::string build_id;
    core::OrderId order;
    core::OrganisationId dealer;
    core::OrganisationId region;
    std::string order_number;
    std::string line;
    BuildState state = BuildState::scheduled;
    std::int64_t last_seq = 0;
    std::optional<std::string> station;
    std::optional<SegmentState> station_state;
    std::optional<core::Instant> station_since;
    int pass_no = 1;
    std::optional<std::string> hold_reason;
    std::optional<std::string> hold_part_no;
    std::optional<core::Instant> started_at;
    std::optional<core::Instant> completed_at;
    std::optional<std::string> vin;
    std::optional<std::string> carrier;
    std::optional<core::Instant> road_eta;
    core::Instant placed_at;  ///< its order

    /// Nothing more can come of it. A car that was called off has its last word still to say: the answer that calls it
    /// off may overtake what happened to it before.
    bool ended() const {
        return state == BuildState::arrived ||
               (state == BuildState::cancelled && station_state == SegmentState::aborted);
    }
};

enum class Order { next, repeated, gap };

/// Where a message stands in the build's gapless sequence.
Order order_of(const Build& build, std::int64_t seq);

/// What a message that is next in order does: nothing yet is changed when it is refused.
struct Step {
    std::optional<Refusal> refusal;
    std::optional<orders::Action> milestone;
};
/// Judges the message against the build. The message is well formed; `station_known` says whether the line has the
/// place.
Step judge(const Build& build, const LineMessage& message, bool station_known);
/// How far the clocks of a plant may be ahead.
constexpr auto most_ahead = std::chrono::days{2};
/// A time that the line told of the car, or `now` where it cannot be: more than two days ahead, or more than a day
/// before the car was ordered. A clock of the plant that is wrong must not take the car out of all that goes by time.
core::Instant believable(const Build& build, core::Instant told, core::Instant now);
/// Moves the build by a message that was judged usable.
void apply(Build& build, const LineMessage& message, core::Instant now);

constexpr std::string_view line_off_station = "LINE-OFF";
constexpr std::string_view yard_in_station = "YARD-IN";
constexpr std::string_view shipped_station = "SHIPPED";
constexpr std::string_view arrived_station = "ARRIVED";

}  // namespace marque::builds

template <>
struct marque::core::EnumText<marque::builds::BuildState> {
    using E = marque::builds::BuildState;
    static constexpr std::array<std::pair<E, std::string_view>, 6> names{{{E::scheduled, "SCHEDULED"},
                                                                          {E::running, "RUNNING"},
                                                                          {E::held, "HELD"},
                                                                          {E::completed, "COMPLETED"},
                                                                          {E::arrived, "ARRIVED"},
                                                                          {E::cancelled, "CANCELLED"}}};
};
template <>
struct marque::core::EnumText<marque::builds::Refusal> {
    using E = marque::builds::Refusal;
    static constexpr std::array<std::pair<E, std::string_view>, 10> names{
        {{E::unknown_build_id, "UNKNOWN_BUILD_ID"},
         {E::unknown_request, "UNKNOWN_REQUEST"},
         {E::unknown_station, "UNKNOWN_STATION"},
         {E::invalid_message, "INVALID_MESSAGE"},
         {E::vin_invalid, "VIN_INVALID"},
         {E::vin_in_use, "VIN_IN_USE"},
         {E::build_id_in_use, "BUILD_ID_IN_USE"},
         {E::order_has_live_build, "ORDER_HAS_LIVE_BUILD"},
         {E::build_ended, "BUILD_ENDED"},
         {E::line_mismatch, "LINE_MISMATCH"}}};
};
