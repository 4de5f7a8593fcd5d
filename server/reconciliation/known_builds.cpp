#include "reconciliation/known_builds.h"

namespace marque::reconciliation {
namespace {

KnownBuild map_known_build(const db::Row& row) {
    return {row.get<std::string>("build_id"),
            row.get<std::string>("state"),
            row.get<std::string>("number"),
            row.get<std::int64_t>("last_seq"),
            row.get<int>("version"),
            row.opt<std::string>("vin"),
            row.opt<core::Instant>("heard_at"),
            row.opt<core::Instant>("answered_at")};
}

/// A new place in the sequence is nothing that a list tells.
db::SqlBuilder select_builds() {
    return db::SqlBuilder(
        "SELECT b.build_id, b.state, o.number, b.last_seq, o.configuration_version AS version, b.vin, "
        "  e.received_at AS heard_at, (SELECT MAX(r.answered_at) FROM line_request r WHERE r.order_id = b.order_id "
        "    AND r.action <> 'SLOT') AS answered_at "
        "FROM build b JOIN customer_order o ON o.id = b.order_id "
        "LEFT JOIN build_event e ON e.build_pk = b.id AND e.seq = b.last_seq");
}

}  // namespace

std::map<std::string, KnownBuild> known_builds(db::Tx& tx, const std::string& line,
                                               const std::vector<std::string>& build_ids) {
    std::map<std::string, KnownBuild> known;
    auto sql = select_builds();
    sql.add("WHERE b.build_id IN").add_in(build_ids).add("AND b.line_code = ?", line);
    for (auto& build : tx.list(map_known_build, sql)) known.emplace(build.build_id, std::move(build));
    return known;
}

std::vector<KnownBuild> builds_on_the_line(db::Tx& tx, const std::string& line) {
    auto sql = select_builds();
    sql.add("WHERE b.in_progress_line = ? AND b.state IN ('SCHEDULED', 'RUNNING', 'HELD')", line);
    return tx.list(map_known_build, sql);
}

std::map<std::string, KnownBuild> live_builds_of(db::Tx& tx, const std::vector<std::string>& order_numbers) {
    std::map<std::string, KnownBuild> live;
    auto sql = select_builds();
    sql.add("WHERE b.live_order_id IS NOT NULL AND o.number IN").add_in(order_numbers);
    for (auto& build : tx.list(map_known_build, sql)) live.emplace(build.order_number, std::move(build));
    return live;
}

}  // namespace marque::reconciliation
