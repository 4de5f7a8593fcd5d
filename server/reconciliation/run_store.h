#pragma once

#include <optional>
#include <string>

#include "db/tx.h"
#include "reconciliation/finding.h"

namespace marque::reconciliation {

enum class Why { start, hourly, demand, list };
enum class Step { builds, orders, set_aside, findings, done };
enum class LineAnswer { awaited, told, silent };

/// One comparison of a line. `step` and `after` say how far it is.
struct Run {
    std::uint64_t id = 0;
    std::string line;
    core::Instant started_at;
    Step step = Step::builds;
    std::string after;
    LineAnswer line_answer = LineAnswer::awaited;
    std::optional<core::Instant> told_at;
};

/// The line's comparison that runs, or a new one: the bridge is asked to ask the line.
std::uint64_t start_run(db::Tx& tx, const std::string& line, Why why, const std::string& by, core::Instant real_now);
/// Locks a run that has not ended; nothing when it has, or when another server is at it.
std::optional<Run> lock_run(db::Tx& tx, std::uint64_t id);
void save(db::Tx& tx, const Run& run);
void add_compared(db::Tx& tx, std::uint64_t run, std::size_t compared, std::size_t answered);
/// These builds have answered: what was found of them by the line's answers holds only if this run sees it again.
void note_answered(db::Tx& tx, const Run& run, const std::vector<std::string>& build_ids);
void end_run(db::Tx& tx, const Run& run, core::Instant real_now);

/// Enters the difference, or only that it was seen again. One that a planner has closed and that still looks the same
/// is not opened again.
void note(db::Tx& tx, std::uint64_t run, const std::string& line, const Found& found, core::Instant real_now);
/// Something was done about the finding of this kind and subject.
void note_act(db::Tx& tx, const std::string& line, FindingKind kind, const std::string& subject,
              core::Instant real_now);

}  // namespace marque::reconciliation

template <>
struct marque::core::EnumText<marque::reconciliation::Why> {
    using E = marque::reconciliation::Why;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::start, "START"}, {E::hourly, "HOURLY"}, {E::demand, "DEMAND"}, {E::list, "LIST"}}};
};
template <>
struct marque::core::EnumText<marque::reconciliation::Step> {
    using E = marque::reconciliation::Step;
    static constexpr std::array<std::pair<E, std::string_view>, 5> names{{{E::builds, "BUILDS"},
                                                                          {E::orders, "ORDERS"},
                                                                          {E::set_aside, "SET_ASIDE"},
                                                                          {E::findings, "FINDINGS"},
                                                                          {E::done, "DONE"}}};
};
template <>
struct marque::core::EnumText<marque::reconciliation::LineAnswer> {
    using E = marque::reconciliation::LineAnswer;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::awaited, "AWAITED"}, {E::told, "TOLD"}, {E::silent, "SILENT"}}};
};
