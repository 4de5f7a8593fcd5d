#pragma once

#include "core/scope.h"
#include "http/paging.h"
#include "reconciliation/run_store.h"

namespace marque::reconciliation {

/// A comparison in the report. `line_answer` says whether the line spoke; `answered` of how many builds.
struct RunView {
    std::uint64_t id = 0;
    Why why = Why::demand;
    std::string started_by;
    core::Instant started_at;
    std::optional<core::Instant> ended_at;
    std::optional<core::Instant> list_written_at;
    LineAnswer line_answer = LineAnswer::awaited;
    int compared = 0;
    int answered = 0;
    int found = 0;
    int repaired = 0;
    int left_open = 0;
};
MARQUE_JSON(RunView, id, why, started_by, started_at, ended_at, list_written_at, line_answer, compared, answered, found,
            repaired, left_open)

struct FindingView {
    std::uint64_t id = 0;
    FindingKind kind = FindingKind::behind;
    Source source = Source::office;
    std::optional<std::string> build_id;
    std::optional<std::string> order_number;
    std::optional<std::uint64_t> set_aside_id;
    Side ours;
    Side theirs;
    Act act = Act::none;
    FindingState state = FindingState::open;
    core::Instant found_at;
    int acted = 0;
    std::optional<core::Instant> acted_at;
    std::optional<core::Instant> ended_at;
    std::optional<std::string> ended_by;
    std::optional<std::string> end_reason;
    int version = 1;
};
MARQUE_JSON(FindingView, id, kind, source, build_id, order_number, set_aside_id, ours, theirs, act, state, found_at,
            acted, acted_at, ended_at, ended_by, end_reason, version)

struct FindingFilter {
    std::optional<FindingState> state;
    std::optional<FindingKind> kind;
};

/// How much of each waits for a planner; counted up to 1,000.
struct Attention {
    int set_aside = 0;
    int findings = 0;
    int held = 0;
};
MARQUE_JSON(Attention, set_aside, findings, held)

// Newest first. Whoever calls has seen to it that the asker may see the line (builds::require_line).
std::vector<RunView> list_runs(db::Tx& tx, const std::string& line, const http::PageRequest& page);
RunView read_run(db::Tx& tx, std::uint64_t id);
std::vector<FindingView> list_findings(db::Tx& tx, const std::string& line, const FindingFilter& filter,
                                       const http::PageRequest& page);
/// Throws `finding.not_found`.
FindingView read_finding(db::Tx& tx, const std::string& line, std::uint64_t id);
Attention count_attention(db::Tx& tx, const std::string& line);

}  // namespace marque::reconciliation
