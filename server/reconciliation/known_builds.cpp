#include "reconciliation/known_builds.h"

namespace marque::reconciliation {
namespace {

KnownBuild map_known_build(const db::Row& row) {
    return {row.get<std::string>("build_id"),  row.get<std::string>("state"), row.get<std::string>("number"),
            row.get<std::int64_t>("last_seq"), row.get<int>("version"),       row.opt<std::string>("vin")};
}

}  // namespace

std::map<std::string, KnownBuild> known_builds(db::Tx& tx, const std::string& line,
                                               const std::vector<std::string>& build_ids) {
    std::map<std::string, KnownBuild> known;
    db::SqlBuilder sql(
        "SELECT b.build_id, b.state, o.number, b.last_seq, o.configuration_version AS version, b.vin FROM build b "
        "JOIN customer_order o ON o.id = b.order_id WHERE b.build_id IN");
    sql.add_in(build_ids).add("AND b.line_code = ?", line);
    for (auto& build : tx.list(map_known_build, sql)) known.emplace(build.build_id, std::move(build));
    return known;
}

std::vector<KnownBuild> builds_on_the_line(db::Tx& tx, const std::string& line) {
    return tx.list(map_known_build,
                   "SELECT b.build_id, b.state, o.number, b.last_seq, o.configuration_version AS version, b.vin "
                   "FROM build b JOIN customer_order o ON o.id = b.order_id "
                   "WHERE b.in_progress_line = ? AND b.state IN ('SCHEDULED', 'RUNNING', 'HELD')",
                   line);
}

std::map<std::string, std::string> live_builds_of(db::Tx& tx, const std::vector<std::string>& order_numbers) {
    std::map<std::string, std::string> live;
    db::SqlBuilder sql(
        "SELECT o.number, b.build_id FROM customer_order o JOIN build b ON b.live_order_id = o.id WHERE o.number IN");
    sql.add_in(order_numbers);
    for (auto& [number, build] : tx.list(
             [](const db::Row& row) {
                 return std::pair{row.get<std::string>("number"), row.get<std::string>("build_id")};
             },
             sql))
        live.emplace(number, build);
    return live;
}

}  // namespace marque::reconciliation
