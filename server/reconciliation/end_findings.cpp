#include <set>

#include "core/log.h"
#include "reconciliation/compare_office.h"

namespace marque::reconciliation {
namespace {

constexpr int most_open = 500;

struct Open {
    std::uint64_t id = 0;
    FindingKind kind = FindingKind::behind;
    std::string build_id, order_number;
    std::optional<std::uint64_t> set_aside;
    Side ours, theirs;
};

Open map_open(const db::Row& row) {
    return {row.get<std::uint64_t>("id"),
            row.get<FindingKind>("kind"),
            row.opt<std::string>("build_id").value_or(""),
            row.opt<std::string>("order_number").value_or(""),
            row.opt<std::uint64_t>("set_aside_id"),
            http::parse_json<Side>(row.get<std::string>("ours")),
            http::parse_json<Side>(row.get<std::string>("theirs"))};
}

/// Only what something can be done about comes right between two comparisons.
std::vector<Open> next_open(db::Tx& tx, const std::string& line, std::uint64_t after) {
    return tx.list(map_open,
                   "SELECT id, kind, build_id, order_number, set_aside_id, ours, theirs FROM reconciliation_finding "
                   "WHERE line_code = ? AND state = 'OPEN' AND act <> 'NONE' AND id > ? ORDER BY id LIMIT ?",
                   line, after, most_open);
}

std::vector<Open> lock_findings(db::Tx& tx, const std::vector<std::uint64_t>& ids) {
    db::SqlBuilder sql(
        "SELECT id, kind, build_id, order_number, set_aside_id, ours, theirs FROM reconciliation_finding WHERE state = 'OPEN' AND id IN");
    return tx.list(map_open, sql.add_in(ids).add("FOR UPDATE"));
}

/// How things stand now with what the findings name, in four look-ups however many they are.
class Now {
  public:
    Now(db::Tx& tx, const std::vector<Open>& findings) {
        std::set<std::string> builds, requests, orders;
        std::set<std::uint64_t> messages;
        for (const auto& finding : findings) {
            if (!finding.build_id.empty()) builds.insert(finding.build_id);
            if (finding.ours.message_id) requests.insert(*finding.ours.message_id);
            if (finding.set_aside) messages.insert(*finding.set_aside);
            if (finding.kind == FindingKind::two_builds_one_order) orders.insert(finding.order_number);
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
        db::SqlBuilder named(
            "SELECT o.number, MAX(r.answered_at) AS named_at FROM customer_order o JOIN line_request r ON r.order_id = o.id "
            "WHERE r.answer = 'ACCEPTED' AND o.number IN");
        for (auto& [order, at] : tx.list(
                 [](const db::Row& row) {
                     return std::pair{row.get<std::string>("number"), row.get<core::Instant>("named_at")};
                 },
                 named.add_in(orders).add("GROUP BY o.number")))
            named_at_[order] = at;
    }

    bool right(const Open& finding) const {
        const auto build = last_seq_.find(finding.build_id);
        const auto seq = build == last_seq_.end() ? -1 : build->second;
        if (finding.kind == FindingKind::behind) return seq >= finding.theirs.last_seq.value_or(0);
        if (finding.kind == FindingKind::quiet_build) return seq > finding.ours.last_seq.value_or(0);
        if (finding.kind == FindingKind::two_builds_one_order && named_since(finding)) return true;
        if (finding.set_aside) return used_.contains(*finding.set_aside);
        return finding.ours.message_id && answered_.contains(*finding.ours.message_id);
    }

  private:
    /// Every answer of the line names the build that we have, or it is not accepted.
    bool named_since(const Open& finding) const {
        const auto named = named_at_.find(finding.order_number);
        return finding.theirs.since && named != named_at_.end() && named->second > *finding.theirs.since;
    }

    std::map<std::string, std::int64_t> last_seq_;
    std::set<std::string> answered_;
    std::map<std::string, core::Instant> named_at_;
    std::set<std::uint64_t> used_;
};

std::vector<std::uint64_t> right_ones(db::Tx& tx, const std::vector<Open>& findings) {
    std::vector<std::uint64_t> right;
    if (findings.empty()) return right;
    const Now now(tx, findings);
    for (const auto& finding : findings)
        if (now.right(finding)) right.push_back(finding.id);
    return right;
}

/// Those of a few hundred that have come right, and where to go on; nothing after the last.
struct Look {
    std::vector<std::uint64_t> right;
    std::optional<std::uint64_t> last;
};
Look look_after(db::Tx& tx, const std::string& line, std::uint64_t after) {
    const auto open = next_open(tx, line, after);
    if (open.empty()) return {};
    return {right_ones(tx, open), open.back().id};
}

std::size_t end_right(db::Tx& tx, const std::string& line, const std::vector<std::uint64_t>& ids,
                      core::Instant real_now) {
    if (ids.empty()) return 0;
    // Whoever reports to the run holds it before its findings.
    tx.value<std::uint64_t>("id", "SELECT id FROM reconciliation_run WHERE running_line = ? FOR UPDATE", line);
    const auto right = right_ones(tx, lock_findings(tx, ids));
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

std::vector<std::string> lines_with_findings(db::Tx& tx) {
    return tx.list([](const db::Row& row) { return row.get<std::string>("code"); },
                   "SELECT l.code FROM production_line l WHERE EXISTS (SELECT 1 FROM reconciliation_finding f "
                   "WHERE f.line_code = l.code AND f.state = 'OPEN' AND f.act <> 'NONE')");
}

void end_right_of(const ReconciliationServices& services, const std::string& line) {
    const auto look = [&](std::uint64_t after) {
        return db::read(services.pool, [&](db::Tx& tx) { return look_after(tx, line, after); });
    };
    for (auto seen = look(0); seen.last; seen = look(*seen.last)) {
        if (seen.right.empty()) continue;
        db::in_tx(services.pool,
                  [&](db::Tx& tx) { return end_right(tx, line, seen.right, services.clock.real_now()); });
    }
}

/// Of the line's own answers only those builds count that answered, and those that nobody asks after any more.
db::SqlBuilder& add_no_more_seen(db::SqlBuilder& sql, const Run& run, core::Instant real_now) {
    sql.add("ended_at = ? WHERE line_code = ? AND state = 'OPEN' AND seen_run < ?", real_now, run.line, run.id);
    sql.add(
        "AND (source = 'OFFICE' OR (source = 'LINE' AND ? AND (answered_run = ? OR NOT EXISTS (SELECT 1 FROM build b "
        "WHERE b.build_id = reconciliation_finding.build_id AND b.in_progress_line = ?))))",
        run.line_answer == LineAnswer::told, run.id, run.line);
    return sql;
}

}  // namespace

std::size_t end_repaired(db::Tx& tx, const std::string& line, core::Instant real_now) {
    std::size_t ended = 0;
    for (auto seen = look_after(tx, line, 0); seen.last; seen = look_after(tx, line, *seen.last))
        ended += end_right(tx, line, seen.right, real_now);
    return ended;
}

void end_what_came_right(const ReconciliationServices& services) {
    for (const auto& line : db::read(services.pool, lines_with_findings)) {
        try {
            end_right_of(services, line);
        } catch (const std::exception& failure) {
            core::log::warning("findings.failed", {{"line", line}, {"reason", failure.what()}});
        }
    }
}

void end_gone(db::Tx& tx, const Run& run, core::Instant real_now) {
    db::SqlBuilder right("UPDATE reconciliation_finding SET state = 'REPAIRED', version = version + 1,");
    const auto repaired = tx.execute(add_no_more_seen(right, run, real_now).add("AND acted > 0"));
    db::SqlBuilder gone("UPDATE reconciliation_finding SET state = 'GONE', version = version + 1,");
    tx.execute(add_no_more_seen(gone, run, real_now));
    tx.execute("UPDATE reconciliation_run SET repaired = repaired + ? WHERE id = ?", repaired, run.id);
}

}  // namespace marque::reconciliation
