#pragma once

#include "builds/set_aside.h"
#include "http/paging.h"
#include "identity/identity.h"

namespace marque::builds {

struct StationView {
    std::string code;
    std::string shop;
    int position = 0;
    core::Localized name;
};
MARQUE_JSON(StationView, code, shop, position, name)

struct LineView {
    std::string code;
    std::string plant_code;
    core::Localized name;
    std::vector<StationView> stations;
};
MARQUE_JSON(LineView, code, plant_code, name, stations)

struct ColourView {
    std::string code;
    core::Localized name;
    std::optional<std::string> swatch;
};
MARQUE_JSON(ColourView, code, name, swatch)

struct LineBuildView {
    std::string build_id;
    std::string order_number;
    std::string state;
    std::optional<std::string> station;
    std::optional<std::string> station_state;
    std::optional<core::Instant> station_since;
    int pass_no = 1;
    std::optional<std::string> hold_reason;
    std::optional<core::Instant> planned_start;
    core::Localized model_name;
    ColourView colour;
    identity::OrganisationRef dealer;
};
MARQUE_JSON(LineBuildView, build_id, order_number, state, station, station_state, station_since, pass_no, hold_reason,
            planned_start, model_name, colour, dealer)

struct BuildInProgress {
    std::string build_id;
    std::string order_number;
    std::int64_t last_seq = 0;
};
MARQUE_JSON(BuildInProgress, build_id, order_number, last_seq)

/// The plant's views show every dealer's cars: its people and the maker's may see them, nobody else.
void add_plant_visibility(db::SqlBuilder& sql, const core::Scope& scope);
/// Lines and their stations are reference data that everybody may read.
std::vector<LineView> list_lines(db::Tx& tx);
/// Cars in progress on a line, by build ID from `after` on; for the plant's and the maker's people.
std::vector<LineBuildView> list_line_builds(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                            const std::string& after, int limit);
std::vector<BuildInProgress> list_builds_in_progress(db::Tx& tx, const std::string& line, const std::string& after,
                                                     int limit);

/// A message that could not be used, kept whole; the same one again only counts, and one that was sent again by a
/// planner goes back to where it lay.
struct SetAside {
    std::optional<std::string> message_id;
    std::string topic;
    std::string reason;
    std::string detail;
    std::string raw;
    core::Instant received_at;
};
void keep_set_aside(db::Tx& tx, const std::string& line, const SetAside& message);

}  // namespace marque::builds
