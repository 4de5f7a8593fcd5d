#include <set>

#include "reconciliation/compare_office.h"

namespace marque::reconciliation {
namespace {

constexpr int most_open = 500;

struct Open {
    std::uint64_t id = 0;
    FindingKind kind = FindingKind::behind;
    std::string build_id;
    std::optional<std::uint64_t> set_aside;
    Side ours, theirs;
};

std::vector<Open> open_findings(db::Tx& tx, const std::string& line) {
    return tx.list(
        [](const db::Row& row) {
            return Open{row.get<std::uint64_t>("id"),
                        row.get<FindingKind>("kind"),
                        row.opt<std::string>("build_id").value_or(""),
                        row.opt<std::uint64_t>("set_aside_id"),
                        http::parse_json<Side>(row.get<std::string>("ours")),
                        http::parse_json<Side>(row.get<std::string>("theirs"))};
        },
        "SELECT id, kind, build_id, set_aside_id, ours, theirs FROM reconciliation_finding "
        "WHERE line_code = ? AND state = 'OPEN' ORDER BY id LIMIT ?",
        line, most_open);
}

/// How things stand now with what the findings name, in three look-ups however many they are.
class Now {
  public:
    Now(db::Tx& tx, const std::vector<Open>& findings) {
        std::set<std::string> builds, requests;
        std::set<std::uint64_t> messages;
        for (const auto& finding : findings) {
            if (!finding.build_id.empty()) builds.insert(finding.build_id);
            if (finding.ours.message_id) requests.insert(*finding.ours.message_id);
            if (finding.set_aside) messages.insert(*finding.set_aside);
        }
        db::SqlBuilder seqs("SELECT build_id, last_seq FROM build WHERE build_id IN");
        for (auto& [build, seq] : tx.list(
                 [](const db::Row& row) {
                     return std::pair{row.get<std::string>("build_id"), row.get<std::int64_t>("last_seq")};
                 },
                 seqs.add_in(builds)))
            last_seq_[build] = seq;
        db::SqlBuilder answers("SELECT message_id FROM line_request WHERE answer IS NOT NULL AND message_id IN");
        for (auto& id :
             tx.list([](const db::Row& row) { return row.get<std::string>("message_id"); }, answers.add_in(requests)))
            answered_.insert(std::move(id));
        db::SqlBuilder used("SELECT id FROM set_aside WHERE state IN ('USED', 'DISMISSED') AND id IN");
        for (const auto id :
             tx.list([](const db::Row& row) { return row.get<std::uint64_t>("id"); }, used.add_in(messages)))
            used_.insert(id);
    }

    bool right(const Open& finding) const {
        const auto build = last_seq_.find(finding.build_id);
        const auto seq = build == last_seq_.end() ? -1 : build->second;
        if (finding.kind == FindingKind::behind) return seq >= finding.theirs.last_seq.value_or(0);
        if (finding.kind == FindingKind::quiet_build) return seq > finding.ours.last_seq.value_or(0);
        if (finding.set_aside) return used_.contains(*finding.set_aside);
        return finding.ours.message_id && answered_.contains(*finding.ours.message_id);
    }

  private:
    std::map<std::string, std::int64_t> last_seq_;
    std::set<std::string> answered_;
    std::set<std::uint64_t> used_;
};

}  // namespace

std::size_t end_repaired(db::Tx& tx, const std::string& line, core::Instant real_now) {
    const auto findings = open_findings(tx, line);
    if (findings.empty()) return 0;
    const Now now(tx, findings);
    std::vector<std::uint64_t> right;
    for (const auto& finding : findings)
        if (now.right(finding)) right.push_back(finding.id);
    if (right.empty()) return 0;
    db::SqlBuilder end("UPDATE reconciliation_finding SET state = 'REPAIRED', version = version + 1,");
    end.add("ended_at = ? WHERE state = 'OPEN' AND acted > 0 AND id IN", real_now).add_in(right);
    const auto ended = tx.execute(end);
    db::SqlBuilder gone("UPDATE reconciliation_finding SET state = 'GONE', version = version + 1,");
    gone.add("ended_at = ? WHERE state = 'OPEN' AND id IN", real_now).add_in(right);
    tx.execute(gone);
    tx.execute("UPDATE reconciliation_run SET repaired = repaired + ? WHERE running_line = ?", ended, line);
    return ended;
}

void end_gone(db::Tx& tx, const Run& run, core::Instant real_now) {
    const bool line_told = run.line_answer == LineAnswer::told;
    const auto repaired = tx.execute(
        "UPDATE reconciliation_finding SET state = 'REPAIRED', ended_at = ?, version = version + 1 WHERE line_code = ? "
        "AND state = 'OPEN' AND seen_run < ? AND acted > 0 AND (source = 'OFFICE' OR (source = 'LINE' AND ?))",
        real_now, run.line, run.id, line_told);
    tx.execute(
        "UPDATE reconciliation_finding SET state = 'GONE', ended_at = ?, version = version + 1 WHERE line_code = ? "
        "AND state = 'OPEN' AND seen_run < ? AND (source = 'OFFICE' OR (source = 'LINE' AND ?))",
        real_now, run.line, run.id, line_told);
    tx.execute("UPDATE reconciliation_run SET repaired = repaired + ? WHERE id = ?", repaired, run.id);
}

}  // namespace marque::reconciliation
