#include "builds/build_store.h"

#include <algorithm>
#include <bit>

#include "builds/builds.h"

namespace marque::builds {
namespace {

Build map_build(const db::Row& row) {
    Build build;
    build.key = row.get<core::BuildKey>("id");
    build.build_id = row.get<std::string>("build_id");
    build.order = row.get<core::OrderId>("order_id");
    build.dealer = row.get<core::OrganisationId>("dealer_id");
    build.region = row.get<core::OrganisationId>("region_id");
    build.order_number = row.get<std::string>("number");
    build.line = row.get<std::string>("line_code");
    build.state = row.get<BuildState>("state");
    build.last_seq = row.get<std::int64_t>("last_seq");
    build.station = row.opt<std::string>("station");
    build.station_state = row.opt<SegmentState>("station_state");
    build.station_since = row.opt<core::Instant>("station_since");
    build.pass_no = row.get<int>("pass_no");
    build.hold_reason = row.opt<std::string>("hold_reason");
    build.hold_part_no = row.opt<std::string>("hold_part_no");
    build.started_at = row.opt<core::Instant>("started_at");
    build.completed_at = row.opt<core::Instant>("completed_at");
    build.vin = row.opt<std::string>("vin");
    build.carrier = row.opt<std::string>("carrier");
    build.road_eta = row.opt<core::Instant>("road_eta");
    build.placed_at = row.get<core::Instant>("placed_at");
    return build;
}

/// Of few distinct sizes, so that few statements are prepared: the last is asked for more than once.
template <class Range>
auto in_few_sizes(const Range& values) {
    std::vector<typename Range::value_type> list(values.begin(), values.end());
    if (!list.empty()) list.resize(std::bit_ceil(list.size()), list.back());
    return list;
}

}  // namespace

std::vector<Build> lock_builds(db::Tx& tx, const std::set<std::string>& build_ids) {
    if (build_ids.empty()) return {};
    // Left to itself, a small table is read whole in the order of id, and every row of it is waited for.
    db::SqlBuilder keys("SELECT id FROM build FORCE INDEX (build_build_id) WHERE build_id IN");
    keys.add_in(in_few_sizes(build_ids)).add("ORDER BY build_id FOR UPDATE");
    const auto locked = tx.list([](const db::Row& row) { return row.get<std::uint64_t>("id"); }, keys);
    if (locked.empty()) return {};
    db::SqlBuilder sql(
        "SELECT b.id, b.build_id, b.order_id, b.dealer_id, o.region_id, o.number, b.line_code, b.state, b.last_seq, b.station, "
        "  b.station_state, b.station_since, b.pass_no, b.hold_reason, b.hold_part_no, b.started_at, b.completed_at, b.vin, "
        "  b.carrier, b.road_eta, o.placed_at FROM build b JOIN customer_order o ON o.id = b.order_id WHERE b.id IN");
    sql.add_in(in_few_sizes(locked));
    return tx.list(map_build, sql);
}

std::optional<Build> lock_build(db::Tx& tx, const std::string& build_id) {
    auto builds = lock_builds(tx, {build_id});
    if (builds.empty()) return std::nullopt;
    return std::move(builds.front());
}

std::optional<std::string> live_build_of(db::Tx& tx, core::OrderId order) {
    return tx.value<std::string>("build_id", "SELECT build_id FROM build WHERE live_order_id = ?", order);
}

void insert_build(db::Tx& tx, const NewBuild& build) {
    tx.execute(
        "INSERT INTO build (build_id, order_id, dealer_id, line_code, state, planned_start, planned_end) "
        "VALUES (?, ?, ?, ?, 'SCHEDULED', ?, ?)",
        build.build_id, build.order, build.dealer, build.line, build.planned_start, build.planned_end);
}

// The rows are there and locked, so that each is found by its id and updated: one statement for many builds, which an
// UPDATE has no form for.
void save(db::Tx& tx, const std::vector<const Build*>& builds) {
    for (std::size_t start = 0; start < builds.size();) {
        // Few distinct sizes, so that few statements are prepared.
        std::size_t count = 64;
        while (count > builds.size() - start) count /= 2;
        db::SqlBuilder sql(
            "INSERT INTO build (id, build_id, order_id, dealer_id, line_code, state, last_seq, station, station_state, "
            "  station_since, pass_no, hold_reason, hold_part_no, started_at, completed_at, vin, carrier, road_eta) VALUES");
        for (std::size_t i = start; i < start + count; ++i) {
            const Build& build = *builds[i];
            const db::Sql first("(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
                next(",(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
            sql.add(i == start ? first : next, build.key, build.build_id, build.order, build.dealer, build.line,
                    build.state, build.last_seq, build.station, build.station_state, build.station_since, build.pass_no,
                    build.hold_reason, build.hold_part_no, build.started_at, build.completed_at, build.vin,
                    build.carrier, build.road_eta);
        }
        sql.add(
            "ON DUPLICATE KEY UPDATE state = VALUES(state), last_seq = VALUES(last_seq), station = VALUES(station), "
            "  station_state = VALUES(station_state), station_since = VALUES(station_since), "
            "  pass_no = VALUES(pass_no), hold_reason = VALUES(hold_reason), hold_part_no = VALUES(hold_part_no), "
            "  started_at = VALUES(started_at), completed_at = VALUES(completed_at), vin = VALUES(vin), "
            "  carrier = VALUES(carrier), road_eta = VALUES(road_eta), version = version + 1");
        tx.execute(sql);
        start += count;
    }
}

void plan_starts(db::Tx& tx, std::vector<PlannedStart> starts) {
    // In the order in which lock_builds takes them.
    std::sort(starts.begin(), starts.end(),
              [](const PlannedStart& a, const PlannedStart& b) { return a.build_id < b.build_id; });
    constexpr std::size_t most = 256;
    for (std::size_t first = 0; first < starts.size(); first += most) {
        http::Json rows = http::Json::array();
        std::set<std::string> build_ids;
        for (std::size_t i = first; i < std::min(starts.size(), first + most); ++i) {
            const auto& one = starts[i];
            build_ids.insert(one.build_id);
            const auto later = one.was ? http::Json((one.start - *one.was).count()) : http::Json(nullptr);
            rows.push_back({one.build.value, core::to_sql_datetime(one.start), later});
        }
        db::SqlBuilder keys("SELECT id FROM build FORCE INDEX (build_build_id) WHERE build_id IN");
        keys.add_in(in_few_sizes(build_ids)).add("ORDER BY build_id FOR UPDATE");
        tx.list([](const db::Row& row) { return row.get<std::uint64_t>("id"); }, keys);
        const auto text = rows.dump();
        tx.execute(
            "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$[0]', start_at DATETIME(3) PATH '$[1]', "
            "  later BIGINT PATH '$[2]')) t STRAIGHT_JOIN build b ON b.id = t.id AND b.state = 'SCHEDULED' "
            "SET b.planned_start = t.start_at, "
            "  b.planned_end = COALESCE(b.planned_end + INTERVAL t.later * 1000 MICROSECOND, b.planned_end)",
            text);
    }
}

void cancel_builds_of(db::Tx& tx, core::OrderId order) {
    tx.execute("UPDATE build SET state = 'CANCELLED', version = version + 1 WHERE live_order_id = ?", order);
}

std::set<std::string> station_codes(db::Tx& tx, const std::string& line) {
    std::set<std::string> codes;
    tx.each([&](const db::Row& row) { codes.insert(row.get<std::string>("code")); },
            "SELECT code FROM line_station WHERE line_code = ?", line);
    return codes;
}

std::set<std::string> seen_messages(db::Tx& tx, const std::vector<std::string>& message_ids) {
    std::set<std::string> seen;
    if (message_ids.empty()) return seen;
    db::SqlBuilder sql("SELECT message_id FROM inbox WHERE message_id IN");
    sql.add_in(in_few_sizes(message_ids));
    for (auto& id : tx.list([](const db::Row& row) { return row.get<std::string>("message_id"); }, sql))
        seen.insert(std::move(id));
    return seen;
}

}  // namespace marque::builds
