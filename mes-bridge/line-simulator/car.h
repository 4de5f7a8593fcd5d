#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "b2mml/message.h"

namespace marque::line {

using b2mml::Instant;

// What the ledger and the office call it.
enum class BuildState { scheduled, running, held, completed, arrived, cancelled, disowned };

// Where a car stands in its visit to a station.
enum class Phase {
    queued,   // released, not yet on the line
    waiting,  // for the station to be free: in a buffer, or still standing in the station before
    working,  // until `until`
    held,     // until `until`, then it works on
    on_yard,  // off the line, until `until`
    ready,    // in the yard, until `until`, then it is shipped
    on_road,  // until `until`
    gone      // arrived, cancelled or disowned
};

struct Car {
    std::string build_id, order_number;
    int configuration_version = 1;
    int priority = 50;
    std::int64_t arrival = 0;  // in which order the releases came
    std::string model_code;
    int model_year = 0;
    std::vector<b2mml::Feature> features;
    std::string destination;
    std::optional<Instant> slot;  // when the office wants it on the line
    Instant slot_told{};          // by a word of this moment: an older one that comes late does not count

    BuildState state = BuildState::scheduled;
    Phase phase = Phase::queued;
    int station = 0;     // index; of a waiting car the one it waits for
    int stands_in = -1;  // the station it blocks while it waits, -1 = none
    int furthest = -1;   // the furthest station that has started on it: closes change windows
    int pass_no = 1;
    bool in_bay = false;    // rework is done beside the line, without standing in its stations
    bool was_held = false;  // on this visit
    Instant until{}, waiting_since{}, work_started{};

    int last_seq = 0;
    Instant last_event_at{};
    std::string vin, engine_number;

    bool is_on_line() const { return phase == Phase::waiting || phase == Phase::working || phase == Phase::held; }
};

// A part that a station has run out of.
struct Shortage {
    std::string part_no, station;
    Instant since{}, until{};
};

const char* name_of(BuildState state);
BuildState build_state_named(const std::string& name);  // throws std::invalid_argument
const char* name_of(Phase phase);
Phase phase_named(const std::string& name);

}  // namespace marque::line
