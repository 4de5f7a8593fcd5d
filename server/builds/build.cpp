#include "builds/build.h"

namespace marque::builds {
namespace {

bool is_inventory(const std::string& station) {
    return station == yard_in_station || station == shipped_station || station == arrived_station;
}

/// The order's move that a finished segment brings, if any.
std::optional<orders::Action> milestone_of(const Build& build, const LineMessage& message) {
    if (*message.state == SegmentState::completed) {
        if (*message.station == line_off_station) return orders::Action::finish;
        if (*message.station == yard_in_station) return orders::Action::enter_yard;
        if (*message.station == shipped_station) return orders::Action::ship;
        if (*message.station == arrived_station) return orders::Action::arrive;
    }
    if (!build.started_at) return orders::Action::start_production;
    return std::nullopt;
}

}  // namespace

Order order_of(const Build& build, std::int64_t seq) {
    if (seq <= build.last_seq) return Order::repeated;
    return seq == build.last_seq + 1 ? Order::next : Order::gap;
}

Step judge(const Build& build, const LineMessage& message, bool station_known) {
    if (build.ended()) return {Refusal::build_ended, {}};
    if (!station_known) return {Refusal::unknown_station, {}};
    const bool called_off = build.state == BuildState::cancelled;
    if (called_off && (is_inventory(*message.station) || *message.station == line_off_station))
        return {Refusal::build_ended, {}};
    if (message.order_number && *message.order_number != build.order_number) return {Refusal::invalid_message, {}};
    const bool off_the_line = build.state == BuildState::completed;
    if (is_inventory(*message.station) != off_the_line) return {Refusal::invalid_message, {}};
    if (called_off) return {{}, {}};
    const auto milestone = milestone_of(build, message);
    if (milestone == orders::Action::finish) {
        // A car that leaves the line without ever having been on it has lost its history.
        if (!build.started_at || !message.vin || !message.engine_number) return {Refusal::invalid_message, {}};
        if (!core::Vin::parse(*message.vin)) return {Refusal::vin_invalid, {}};
    }
    return {{}, milestone};
}

core::Instant believable(const Build& build, core::Instant told, core::Instant now) {
    constexpr auto before_the_order = std::chrono::days{1};
    return told > now + most_ahead || told < build.placed_at - before_the_order ? now : told;
}

void apply(Build& build, const LineMessage& message, core::Instant now) {
    const auto at = believable(build, message.at(), now);
    build.last_seq = *message.seq;
    if (build.station != message.station || build.station_state != message.state) build.station_since = at;
    build.station = message.station;
    build.station_state = message.state;
    build.pass_no = message.pass_no.value_or(1);
    if (!build.started_at) build.started_at = believable(build, message.started_at.value_or(message.at()), now);
    const bool held = *message.state == SegmentState::held;
    build.hold_reason = held ? message.hold_reason : std::nullopt;
    build.hold_part_no = held ? message.hold_part_no : std::nullopt;
    const bool on_the_line = build.state != BuildState::completed && build.state != BuildState::cancelled;
    if (on_the_line) build.state = held ? BuildState::held : BuildState::running;
    if (*message.state != SegmentState::completed) return;
    if (*message.station == line_off_station) {
        build.state = BuildState::completed;
        build.completed_at = at;
        build.vin = core::Vin::parse(*message.vin)->text();
    } else if (*message.station == shipped_station) {
        build.carrier = message.carrier;
        build.road_eta = message.eta;
    } else if (*message.station == arrived_station) {
        build.state = BuildState::arrived;
    }
}

}  // namespace marque::builds
