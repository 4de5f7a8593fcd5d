#include "reconciliation/reports.h"

#include "reconciliation/reconciliation_errors.h"

namespace marque::reconciliation {
namespace {

RunView map_run(const db::Row& row) {
    return {row.get<std::uint64_t>("id"),       row.get<Why>("why"),
            row.get<std::string>("started_by"), row.get<core::Instant>("started_at"),
            row.opt<core::Instant>("ended_at"), row.opt<core::Instant>("list_written_at"),
            row.get<LineAnswer>("line_answer"), row.get<int>("compared"),
            row.get<int>("answered"),           row.get<int>("found"),
            row.get<int>("repaired"),           row.get<int>("left_open")};
}

FindingView map_finding(const db::Row& row) {
    return {row.get<std::uint64_t>("id"),
            row.get<FindingKind>("kind"),
            row.get<Source>("source"),
            row.opt<std::string>("build_id"),
            row.opt<std::string>("order_number"),
            row.opt<std::uint64_t>("set_aside_id"),
            http::parse_json<Side>(row.get<std::string>("ours")),
            http::parse_json<Side>(row.get<std::string>("theirs")),
            row.get<Act>("act"),
            row.get<FindingState>("state"),
            row.get<core::Instant>("found_at"),
            row.get<int>("acted"),
            row.opt<core::Instant>("acted_at"),
            row.opt<core::Instant>("ended_at"),
            row.opt<std::string>("ended_by"),
            row.opt<std::string>("end_reason"),
            row.get<int>("version")};
}

db::SqlBuilder select_findings() {
    return db::SqlBuilder(
        "SELECT id, kind, source, build_id, order_number, set_aside_id, ours, theirs, act, state, found_at, acted, "
        "acted_at, ended_at, ended_by, end_reason, version FROM reconciliation_finding");
}

}  // namespace

std::vector<RunView> list_runs(db::Tx& tx, const std::string& line, const http::PageRequest& page) {
    return tx.list(
        map_run,
        "SELECT id, why, started_by, started_at, ended_at, list_written_at, line_answer, compared, answered, found, repaired, "
        "left_open FROM reconciliation_run WHERE line_code = ? AND id < ? ORDER BY id DESC LIMIT ?",
        line, page.before.value_or(~std::uint64_t{0}), page.limit + 1);
}

RunView read_run(db::Tx& tx, std::uint64_t id) {
    return tx
        .find(
            map_run,
            "SELECT id, why, started_by, started_at, ended_at, list_written_at, line_answer, compared, answered, found, repaired, "
            "left_open FROM reconciliation_run WHERE id = ?",
            id)
        .value();
}

std::vector<FindingView> list_findings(db::Tx& tx, const std::string& line, const FindingFilter& filter,
                                       const http::PageRequest& page) {
    auto sql = select_findings();
    sql.add("WHERE line_code = ? AND id < ?", line, page.before.value_or(~std::uint64_t{0}));
    if (filter.state) sql.add("AND state = ?", *filter.state);
    if (filter.kind) sql.add("AND kind = ?", *filter.kind);
    sql.add("ORDER BY id DESC LIMIT ?", page.limit + 1);
    return tx.list(map_finding, sql);
}

FindingView read_finding(db::Tx& tx, const std::string& line, std::uint64_t id) {
    auto sql = select_findings();
    sql.add("WHERE id = ? AND line_code = ?", id, line);
    auto found = tx.list(map_finding, sql);
    if (found.empty()) throw core::Error(errors::no_such_finding);
    return std::move(found.front());
}

Attention count_attention(db::Tx& tx, const std::string& line) {
    return {
        tx.value<int>(
              "n",
              "SELECT COUNT(*) AS n FROM (SELECT 1 FROM set_aside WHERE line_code = ? AND state = 'OPEN' LIMIT 1000) x",
              line)
            .value(),
        tx.value<int>("n",
                      "SELECT COUNT(*) AS n FROM (SELECT 1 FROM reconciliation_finding WHERE line_code = ? AND "
                      "state = 'OPEN' LIMIT 1000) x",
                      line)
            .value(),
        tx.value<int>(
              "n",
              "SELECT COUNT(*) AS n FROM (SELECT 1 FROM build WHERE in_progress_line = ? AND state = 'HELD' LIMIT "
              "1000) x",
              line)
            .value()};
}

}  // namespace marque::reconciliation
