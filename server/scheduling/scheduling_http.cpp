#include "builds/builds.h"
#include "db/audit.h"
#include "http/slice_routes.h"
#include "orders/orders.h"
#include "scheduling/change_plan.h"
#include "scheduling/scheduling.h"
#include "scheduling/scheduling_errors.h"

namespace marque::scheduling {

struct ScheduleView {
    std::string line;
    std::string time_zone;
    LineSchedule schedule;
};
MARQUE_JSON(ScheduleView, line, time_zone, schedule)

struct LoadedSchedule {
    std::string line;
    LineSchedule schedule;
};
MARQUE_JSON(LoadedSchedule, line, schedule)

struct PlanNow {
    int version = 0;
    int seconds = 2;
};
MARQUE_JSON(PlanNow, version, seconds)

struct SetPriority {
    int priority = 40;
    std::string reason;
};
MARQUE_JSON(SetPriority, priority, reason)

struct CarPriority {
    std::string build_id;
    int priority = 40;
};
MARQUE_JSON(CarPriority, build_id, priority)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

constexpr int longest_plan_seconds = 20;
constexpr int last_priority = 100;

/// What stands until a planner has set something: around the clock, nothing frozen, nothing limited.
LineSchedule unset_schedule() {
    LineSchedule schedule;
    schedule.working_days = {1, 2, 3, 4, 5, 6, 7};
    schedule.working_from = schedule.working_until = "00:00";
    return schedule;
}

/// The line of the request, if the asker may know of it; throws `line.not_found`.
LineOf asked_line(db::Tx& tx, const Request& request) {
    const auto& line = request.path_param("line");
    builds::require_line(tx, *request.scope, line);
    return require_line(tx, line);
}

Response get_schedule(SchedulingServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto line = asked_line(tx, request);
        return Response::of(
            200, ScheduleView{line.code, line.zone, read_schedule(tx, line.code).value_or(unset_schedule())});
    });
}

Response put_schedule(SchedulingServices& services, const Request& request) {
    const auto asked = request.json<LineSchedule>();
    require_sound(asked);
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        const auto line = asked_line(tx, request);
        const auto before = read_schedule(tx, line.code);
        auto schedule = asked;
        save_schedule(tx, line.code, schedule);
        db::audit(tx, services.clock.now(), request.actor(), "schedule.set", "line " + line.code,
                  before ? http::to_json_value(*before).dump() : "", http::to_json_value(schedule).dump());
        return Response::of(200, ScheduleView{line.code, line.zone, schedule});
    });
}

Response get_sequence(SchedulingServices& services, const Request& request) {
    const auto limit = static_cast<int>(request.query_number("limit", 200, 1, 500));
    const auto after = static_cast<std::uint32_t>(request.query_number("cursor", 0, 0, 0xFFFFFFFF));
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto line = asked_line(tx, request);
        return Response::of(200, read_sequence(tx, *request.scope, line, services.clock.now(), after, limit));
    });
}

PlanChange read_change(const Request& request) {
    auto change = request.json<PlanChange>();
    http::require_length("/build_id", change.build_id, 1, 32);
    return change;
}

Response post_preview(SchedulingServices& services, const Request& request) {
    const auto change = read_change(request);
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto line = asked_line(tx, request);
        return Response::of(200, preview_change(tx, line, change, services.clock.now()));
    });
}

Response post_change(SchedulingServices& services, const Request& request) {
    const auto change = read_change(request);
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        const auto line = asked_line(tx, request);
        return Response::of(200, change_plan(tx, services, line, change, request.actor()));
    });
}

/// The next plan goes by it; the sequence as it stands stays.
Response put_priority(SchedulingServices& services, const Request& request) {
    const auto asked = request.json<SetPriority>();
    if (asked.priority < 0 || asked.priority > last_priority) {
        http::refuse_parameter("/priority", http::errors::field_range,
                               {{"least", "0"}, {"most", std::to_string(last_priority)}});
    }
    http::require_length("/reason", asked.reason, 1, 300);
    const auto& build_id = request.path_param("build_id");
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        const auto line = asked_line(tx, request);
        const auto order = tx.value<core::OrderId>(
            "order_id", "SELECT order_id FROM build WHERE build_id = ? AND line_code = ? AND state = 'SCHEDULED'",
            build_id, line.code);
        if (!order) throw core::Error(errors::car_not_waiting, {{"build_id", build_id}});
        orders::set_priority(tx, *order, asked.priority,
                             {request.actor(), asked.reason, services.clock.now(), services.clock.real_now()});
        return Response::of(200, CarPriority{build_id, asked.priority});
    });
}

Response post_plan(SchedulingServices& services, const Request& request) {
    const auto asked = request.json<PlanNow>();
    if (asked.seconds < 1 || asked.seconds > longest_plan_seconds) {
        http::refuse_parameter("/seconds", http::errors::field_range,
                               {{"least", "1"}, {"most", std::to_string(longest_plan_seconds)}});
    }
    const auto line = db::read(services.pool, [&](db::Tx& tx) { return asked_line(tx, request); });
    return Response::of(200, plan_now(services, line, asked.version, asked.seconds, request.actor()));
}

}  // namespace

void load_schedules(db::Tx& tx, const std::string& json) {
    for (auto& [line, schedule] : http::parse_json<std::vector<LoadedSchedule>>(json)) {
        require_sound(schedule);
        if (!read_schedule(tx, line)) save_schedule(tx, line, schedule);
    }
}

void add_routes(http::Router& router, const http::Services& services, catalog::Catalog& catalog) {
    const auto readers = Access::roles_of({Role::plant_planner, Role::administrator, Role::auditor});
    const auto planner = Access::roles_of({Role::plant_planner});
    http::SliceRoutes<SchedulingServices> routes(router, {services, catalog});
    routes.get("/lines/{line}/schedule", readers, get_schedule);
    routes.put("/lines/{line}/schedule", planner, put_schedule);
    routes.get("/lines/{line}/sequence", readers, get_sequence);
    routes.post("/lines/{line}/sequence/preview", planner, post_preview);
    routes.post("/lines/{line}/sequence/changes", planner, post_change);
    routes.post("/lines/{line}/sequence/plan", planner, post_plan);
    routes.put("/lines/{line}/sequence/{build_id}/priority", planner, put_priority);
}

}  // namespace marque::scheduling
