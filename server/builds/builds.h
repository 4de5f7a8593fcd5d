#pragma once

#include "core/scope.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// Builds on the line: build IDs, progress, holds, genealogy, the bridge's endpoints. The door of the slice.
namespace marque::builds {

void add_routes(http::Router& router, http::Services& services);

/// For a demonstration network: cars of its loaded past that are on the road reach their dealer when the carrier meant
/// to be there, as no line speaks for them any more. A bounded number a call; returns how many arrived.
std::size_t arrive_by_plan(http::Services& services);

/// Throws `line.not_found` for a line that does not exist or that is of a plant the asker does not belong to. People of
/// the maker see every line, and everybody one whose plant is no organisation here.
void require_line(db::Tx& tx, const core::Scope& scope, const std::string& line);

/// When a build that waits is to start by its line's plan.
struct PlannedStart {
    core::BuildKey build;
    std::string build_id;
    std::optional<core::Instant> was;
    core::Instant start;
};
/// Builds that wait start then, and end by as much later or earlier. One that has started keeps what was planned.
void plan_starts(db::Tx& tx, std::vector<PlannedStart> starts);

/// Throws `bridge.foreign_line` when the request's service token is another line's.
void require_bridge_of(const http::Request& request, const std::string& line);

/// The bridge asks the line to tell everything about this build from this SEQ on; twice at a time is once.
void ask_line_after(db::Tx& tx, const std::string& line, const std::string& build_id, std::int64_t from_seq,
                    core::Instant at);
/// The bridge asks the line after every build in progress and reports what it hears to this run of reconciliation.
void ask_line_after_all(db::Tx& tx, const std::string& line, std::uint64_t run, core::Instant at);
/// The run has ended: a bridge that was away meanwhile need not ask for it any more.
void ask_line_no_more(db::Tx& tx, const std::string& line, std::uint64_t run);
/// A message that was set aside goes again as it came. False when it is not open any more.
bool send_set_aside_again(db::Tx& tx, const std::string& line, std::uint64_t id, const core::Actor& actor,
                          core::Instant at);

}  // namespace marque::builds
