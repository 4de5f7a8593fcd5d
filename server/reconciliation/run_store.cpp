#include "reconciliation/run_store.h"

#include "builds/builds.h"

namespace marque::reconciliation {

namespace {

std::optional<std::uint64_t> running_of(db::Tx& tx, const std::string& line) {
    return tx.value<std::uint64_t>("id", "SELECT id FROM reconciliation_run WHERE running_line = ? FOR UPDATE", line);
}

}  // namespace

std::uint64_t start_run(db::Tx& tx, const std::string& line, Why why, const std::string& by, core::Instant real_now) {
    if (const auto running = running_of(tx, line)) return *running;
    try {
        const auto id = tx.insert<std::uint64_t>(
            "INSERT INTO reconciliation_run (line_code, why, started_by, started_at) VALUES (?, ?, ?, ?) RETURNING id",
            line, why, by, real_now);
        builds::ask_line_after_all(tx, line, id, real_now);
        return id;
    } catch (const db::DuplicateKey&) {
        // Somebody else has started one since we looked; the statement alone was undone.
        if (const auto running = running_of(tx, line)) return *running;
        throw;
    }
}

std::optional<Run> lock_run(db::Tx& tx, std::uint64_t id) {
    return tx.find(
        [&](const db::Row& row) {
            return Run{id,
                       row.get<std::string>("line_code"),
                       row.get<core::Instant>("started_at"),
                       row.get<Step>("step"),
                       row.get<std::string>("step_after"),
                       row.get<LineAnswer>("line_answer"),
                       row.opt<core::Instant>("told_at")};
        },
        "SELECT line_code, started_at, step, step_after, line_answer, told_at FROM reconciliation_run "
        "WHERE id = ? AND ended_at IS NULL FOR UPDATE",
        id);
}

void save(db::Tx& tx, const Run& run) {
    tx.execute("UPDATE reconciliation_run SET step = ?, step_after = ?, line_answer = ?, told_at = ? WHERE id = ?",
               run.step, run.after, run.line_answer, run.told_at, run.id);
}

void add_compared(db::Tx& tx, std::uint64_t run, std::size_t compared, std::size_t answered) {
    tx.execute("UPDATE reconciliation_run SET compared = compared + ?, answered = answered + ? WHERE id = ?", compared,
               answered, run);
}

void note_answered(db::Tx& tx, const Run& run, const std::vector<std::string>& build_ids) {
    if (build_ids.empty()) return;
    db::SqlBuilder sql("UPDATE reconciliation_finding SET");
    sql.add("answered_run = ? WHERE line_code = ? AND state = 'OPEN' AND source = 'LINE' AND build_id IN", run.id,
            run.line);
    tx.execute(sql.add_in(build_ids));
}

void end_run(db::Tx& tx, const Run& run, core::Instant real_now) {
    tx.execute(
        "UPDATE reconciliation_run SET step = 'DONE', line_answer = ?, ended_at = ?, "
        "found = (SELECT COUNT(*) FROM reconciliation_finding WHERE line_code = ? AND found_run = ?), "
        "left_open = (SELECT COUNT(*) FROM reconciliation_finding WHERE line_code = ? AND state = 'OPEN') WHERE id = ?",
        run.line_answer, real_now, run.line, run.id, run.line, run.id);
    builds::ask_line_no_more(tx, run.line, run.id);
}

void note(db::Tx& tx, std::uint64_t run, const std::string& line, const Found& found, core::Instant real_now) {
    const auto ours = http::to_json_value(found.ours).dump();
    const auto theirs = http::to_json_value(found.theirs).dump();
    const auto closed = tx.value<int>(
        "one",
        "SELECT 1 AS one FROM reconciliation_finding WHERE line_code = ? AND kind = ? AND subject = ? AND state = 'CLOSED' "
        "AND ours = ? AND theirs = ? LIMIT 1",
        line, found.kind, found.subject, ours, theirs);
    if (closed) return;
    tx.execute(
        "INSERT INTO reconciliation_finding (line_code, kind, subject, source, build_id, order_number, set_aside_id, ours, "
        "  theirs, act, found_at, found_run, seen_run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON DUPLICATE KEY UPDATE seen_run = VALUES(seen_run), ours = VALUES(ours), theirs = VALUES(theirs), "
        "  act = VALUES(act), set_aside_id = VALUES(set_aside_id)",
        line, found.kind, found.subject, found.source, found.build_id, found.order_number, found.set_aside, ours,
        theirs, found.act, real_now, run, run);
}

void note_act(db::Tx& tx, const std::string& line, FindingKind kind, const std::string& subject,
              core::Instant real_now) {
    tx.execute(
        "UPDATE reconciliation_finding SET acted = acted + 1, acted_at = ?, version = version + 1 "
        "WHERE line_code = ? AND open_key = CONCAT(?, ' ', ?)",
        real_now, line, kind, subject);
}

}  // namespace marque::reconciliation
