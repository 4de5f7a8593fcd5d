#include <algorithm>
#include <cmath>

#include "orders/orders.h"
#include "promises/promises.h"
#include "reconciliation/compare_office.h"

namespace marque::reconciliation {
namespace {

constexpr int most_builds = 300;
/// Each is sent again under its order's lock, which dealers wait for.
constexpr int most_repeated = 20;
constexpr auto road_patience = std::chrono::days{3};
/// Of a car that is held or has left the line, until the line has measured how long such cars take.
constexpr auto off_line_patience = std::chrono::days{3};

struct BuildRow {
    std::string build_id, state, order_number, order_state;
    core::OrderId order;
    std::int64_t last_seq = 0;
    std::optional<std::string> vin, order_build, order_vin;
    std::optional<core::Instant> heard_at, planned_start, road_eta;
    std::string station;
    bool done_there = false;
    bool its_turn_is_to_come = false;  ///< by its line's plan
};

/// A car whose place in the plan is behind `due_until` is not missed yet.
std::vector<BuildRow> next_builds(db::Tx& tx, const Run& run, core::Instant due_until) {
    return tx.list(
        [](const db::Row& row) {
            BuildRow build;
            build.build_id = row.get<std::string>("build_id");
            build.state = row.get<std::string>("state");
            build.order = row.get<core::OrderId>("order_id");
            build.order_number = row.get<std::string>("number");
            build.order_state = row.get<std::string>("order_state");
            build.last_seq = row.get<std::int64_t>("last_seq");
            build.vin = row.opt<std::string>("vin");
            build.order_build = row.opt<std::string>("order_build");
            build.order_vin = row.opt<std::string>("order_vin");
            build.heard_at = row.opt<core::Instant>("received_at");
            build.planned_start = row.opt<core::Instant>("planned_start");
            build.road_eta = row.opt<core::Instant>("road_eta");
            build.station = row.opt<std::string>("station").value_or("");
            build.done_there = row.opt<std::string>("station_state") == "COMPLETED";
            build.its_turn_is_to_come = row.get<bool>("to_come");
            return build;
        },
        "SELECT b.build_id, b.state, b.order_id, o.number, o.state AS order_state, b.last_seq, b.vin, b.station, "
        "  b.station_state, "
        "  o.build_id AS order_build, o.vin AS order_vin, e.received_at, b.planned_start, b.road_eta, "
        "  b.state = 'SCHEDULED' AND s.line_code IS NOT NULL AND (p.starts_at IS NULL OR p.starts_at > ?) AS to_come "
        "FROM build b JOIN customer_order o ON o.id = b.order_id "
        "LEFT JOIN build_event e ON e.build_pk = b.id AND e.seq = b.last_seq "
        "LEFT JOIN line_schedule s ON s.line_code = b.line_code "
        "LEFT JOIN line_slot p ON p.order_id = b.order_id AND p.started_at IS NULL "
        "WHERE b.in_progress_line = ? AND b.build_id > ? ORDER BY b.build_id LIMIT ?",
        due_until, run.line, run.after, most_builds);
}

/// How long the line may be silent about a car.
struct Silence {
    std::chrono::minutes least;
    promises::UsualTimes usual;

    /// As long as 99 of 100 cars take to go on from there, but not less than what is set for the line.
    std::chrono::seconds allowed(const BuildRow& build) const {
        const auto measured = build.state == "HELD" ? usual.hold_p99 : of_stage(build);
        const std::chrono::seconds unmeasured = build.state == "RUNNING" ? std::chrono::seconds{0} : off_line_patience;
        const auto seconds = measured ? std::chrono::seconds{std::llround(*measured)} : unmeasured;
        return std::max<std::chrono::seconds>(least, seconds);
    }

  private:
    std::optional<double> of_stage(const BuildRow& build) const {
        auto place = std::find(usual.stations.begin(), usual.stations.end(), build.station);
        if (place != usual.stations.end() && build.done_there) ++place;
        const auto found = place == usual.stations.end() ? usual.p99.end() : usual.p99.find(*place);
        return found == usual.p99.end() ? std::nullopt : std::optional(found->second);
    }
};

/// Since when nothing was heard, if that is too long.
std::optional<core::Instant> quiet_since(const BuildRow& build, const Silence& silence, const Stepping& stepping) {
    if (build.state == "SCHEDULED") {
        const bool late =
            !build.its_turn_is_to_come && build.planned_start && *build.planned_start + silence.least < stepping.now;
        return late ? build.planned_start : std::nullopt;
    }
    if (build.station == "SHIPPED" && build.road_eta) {
        return *build.road_eta + road_patience < stepping.now ? build.road_eta : std::nullopt;
    }
    const bool quiet = build.heard_at && *build.heard_at + silence.allowed(build) < stepping.real_now;
    return quiet ? build.heard_at : std::nullopt;
}

Found about(const BuildRow& build, FindingKind kind) {
    return {kind, build.build_id, Source::office, build.build_id, build.order_number};
}

void look_at(const Stepping& stepping, const Run& run, const BuildRow& build, const Silence& silence) {
    const auto enter = [&](const Found& found) { note(stepping.tx, run.id, run.line, found, stepping.real_now); };
    if (build.order_state == "CANCELLED" || build.order_state == "REFUSED") {
        auto found = about(build, FindingKind::orphan_build);
        found.ours.state = build.order_state;
        found.theirs.state = build.state;
        enter(found);
    } else if (build.order_build && *build.order_build != build.build_id) {
        auto found = about(build, FindingKind::two_builds_one_order);
        found.ours.build_id = build.order_build;
        found.theirs.build_id = build.build_id;
        enter(found);
    }
    if (build.vin && build.order_vin && *build.vin != *build.order_vin) {
        auto found = about(build, FindingKind::vin_differs);
        found.ours.vin = build.order_vin;
        found.theirs.vin = build.vin;
        enter(found);
    }
    if (const auto since = quiet_since(build, silence, stepping)) {
        auto found = about(build, FindingKind::quiet_build);
        found.ours.state = build.state;
        found.ours.last_seq = build.last_seq;
        found.ours.since = since;
        found.act = Act::ask_line;
        enter(found);
    }
}

/// Changes and cancellations of these orders that the line has let lie, by build.
std::multimap<std::string, Found> late_requests(const Stepping& stepping, const std::vector<BuildRow>& builds,
                                                std::chrono::minutes answer_after) {
    std::vector<core::OrderId> orders;
    std::map<core::OrderId, const BuildRow*> build_of;
    for (const auto& build : builds) {
        orders.push_back(build.order);
        build_of[build.order] = &build;
    }
    db::SqlBuilder sql(
        "SELECT order_id, message_id, action, configuration_version, sent_at FROM line_request WHERE order_id IN");
    sql.add_in(orders).add("AND answer IS NULL AND action IN ('CHANGE', 'CANCEL') AND sent_at < ?",
                           stepping.now - answer_after);
    std::multimap<std::string, Found> late;
    for (auto& found : stepping.tx.list(
             [&](const db::Row& row) {
                 auto request = about(*build_of.at(row.get<core::OrderId>("order_id")), FindingKind::version_differs);
                 request.ours.version = row.get<int>("configuration_version");
                 request.ours.state = row.get<std::string>("action");
                 request.ours.message_id = row.get<std::string>("message_id");
                 request.ours.since = row.get<core::Instant>("sent_at");
                 // A car that has left the line cannot obey any more: the planner sees it, the line is left in peace.
                 const bool too_late = build_of.at(row.get<core::OrderId>("order_id"))->state == "COMPLETED";
                 request.act = too_late ? Act::none : Act::send_request_again;
                 return request;
             },
             sql))
        late.emplace(found.subject, std::move(found));
    return late;
}

void repeat(const Stepping& stepping, const Run& run, const Found& late) {
    note(stepping.tx, run.id, run.line, late, stepping.real_now);
    if (late.act == Act::none) return;
    if (orders::repeat_request(stepping.tx, stepping.catalog, *late.ours.message_id, stepping.now))
        note_act(stepping.tx, run.line, late.kind, late.subject, stepping.real_now);
}

}  // namespace

Patience patience_of(db::Tx& tx, const std::string& line) {
    return tx
        .find(
            [](const db::Row& row) {
                return Patience{std::chrono::minutes{row.get<int>("quiet_minutes")},
                                std::chrono::minutes{row.get<int>("answer_minutes")}};
            },
            "SELECT quiet_minutes, answer_minutes FROM production_line WHERE code = ?", line)
        .value();
}

void compare_builds(const Stepping& stepping, Run& run) {
    const auto patience = patience_of(stepping.tx, run.line);
    const Silence silence{patience.quiet_after, promises::usual_times(stepping.tx, run.line)};
    const auto builds = next_builds(stepping.tx, run, stepping.now - patience.quiet_after);
    const auto late = late_requests(stepping, builds, patience.answer_after);
    std::size_t seen = 0;
    for (int repeated = 0; seen < builds.size() && repeated < most_repeated; ++seen) {
        const auto& build = builds[seen];
        look_at(stepping, run, build, silence);
        for (auto [request, end] = late.equal_range(build.build_id); request != end; ++request, ++repeated)
            repeat(stepping, run, request->second);
        run.after = build.build_id;
    }
    add_compared(stepping.tx, run.id, seen, 0);
    if (seen == most_builds || seen < builds.size()) return;
    run.step = Step::orders;
    run.after = "";
}

}  // namespace marque::reconciliation
