#include "builds/bridge_http.h"
#include "builds/build_errors.h"
#include "builds/build_queries.h"
#include "builds/builds.h"
#include "builds/errands_http.h"
#include "builds/genealogy.h"
#include "builds/holds.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"

namespace marque::builds {

MARQUE_JSON(SendAgain, version, text)
MARQUE_JSON(Dismiss, version, reason)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

constexpr std::size_t longest_reason = 300;
constexpr std::size_t longest_message = 4 << 20;

Response get_lines(Services& services, const Request&) {
    return db::read(services.pool, [](db::Tx& tx) {
        return Response::json(200, {{"items", http::to_json_value(list_lines(tx))}});
    });
}

Response get_line_builds(Services& services, const Request& request) {
    const auto limit = static_cast<int>(request.query_number("limit", 50, 1, 200));
    const auto after = request.query_param("cursor").value_or("");
    const auto& line = request.path_param("line");
    return db::read(services.pool, [&](db::Tx& tx) {
        require_line(tx, *request.scope, line);
        auto builds = list_line_builds(tx, *request.scope, line, after, limit + 1);
        return Response::of(
            200, http::make_page(std::move(builds), limit, [](const LineBuildView& last) { return last.build_id; }));
    });
}

Response get_holds(Services& services, const Request& request) {
    const auto limit = static_cast<int>(request.query_number("limit", 50, 1, 200));
    const auto cursor = request.query_param("cursor");
    const auto after = cursor ? std::optional(HoldCursor::parse(*cursor)) : std::nullopt;
    const auto& line = request.path_param("line");
    return db::read(services.pool, [&](db::Tx& tx) {
        require_line(tx, *request.scope, line);
        return Response::of(200, http::make_page(list_holds(tx, *request.scope, line, after, limit + 1), limit,
                                                 [](const HoldView& last) {
                                                     return HoldCursor{last.since, last.build_id}.text();
                                                 }));
    });
}

Response get_set_aside_list(Services& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    const auto& line = request.path_param("line");
    const SetAsideFilter filter{request.query_enum<SetAsideState>("state"), request.query_param("reason")};
    return db::read(services.pool, [&](db::Tx& tx) {
        require_line(tx, *request.scope, line);
        auto messages = list_set_aside(tx, *request.scope, line, filter, page);
        return Response::of(200, http::make_page(std::move(messages), page.limit,
                                                 [](const SetAsideView& last) { return std::to_string(last.id); }));
    });
}

Response get_set_aside(Services& services, const Request& request) {
    const auto& line = request.path_param("line");
    return db::read(services.pool, [&](db::Tx& tx) {
        require_line(tx, *request.scope, line);
        return Response::of(200, read_set_aside(tx, *request.scope, line, request.path_id("id")));
    });
}

/// An act on one message, answered with the message as it then is.
template <class Work>
Response on_set_aside(Services& services, const Request& request, Work&& work) {
    const SetAsideAct act{request.path_param("line"), request.path_id("id"), request.actor(),
                          services.clock.real_now()};
    return http::once(services.pool, request, act.at, [&](db::Tx& tx) {
        require_line(tx, *request.scope, act.line);
        work(tx, act);
        return Response::of(201, read_set_aside(tx, *request.scope, act.line, act.id));
    });
}

Response post_send_again(Services& services, const Request& request) {
    const auto command = request.json<SendAgain>();
    return on_set_aside(services, request, [&](db::Tx& tx, const SetAsideAct& act) { send_again(tx, act, command); });
}

Response post_dismiss(Services& services, const Request& request) {
    const auto command = request.json<Dismiss>();
    http::require_length("/reason", command.reason, 1, longest_reason);
    return on_set_aside(services, request, [&](db::Tx& tx, const SetAsideAct& act) { dismiss(tx, act, command); });
}

}  // namespace

void require_line(db::Tx& tx, const core::Scope& scope, const std::string& line) {
    const auto own_plant = tx.find(
        [](const db::Row& row) { return row.opt<core::OrganisationId>("plant"); },
        "SELECT o.id AS plant FROM production_line l LEFT JOIN organisation o ON o.code = l.plant_code AND o.kind = 'PLANT' "
        "WHERE l.code = ?",
        line);
    const bool of_a_plant = scope.organisation_kind == core::OrganisationKind::plant;
    if (own_plant && (!of_a_plant || !*own_plant || **own_plant == scope.organisation)) return;
    throw core::Error(errors::no_such_line, {{"line", line}});
}

void add_routes(http::Router& router, Services& services) {
    const auto plant = Access::roles_of({Role::plant_planner, Role::administrator, Role::auditor});
    const auto planner = Access::roles_of({Role::plant_planner});
    http::SliceRoutes routes(router, services);
    routes.get("/lines", Access::any_role(), get_lines);
    routes.get("/lines/{line}/builds", plant, get_line_builds);
    routes.get("/lines/{line}/holds", plant, get_holds);
    routes.get("/lines/{line}/set-aside", plant, get_set_aside_list);
    routes.get("/lines/{line}/set-aside/{id}", plant, get_set_aside);
    routes.post("/lines/{line}/set-aside/{id}/send-again", planner, post_send_again, longest_message);
    routes.post("/lines/{line}/set-aside/{id}/dismiss", planner, post_dismiss);
    add_bridge_routes(router, services);
    add_errand_routes(router, services);
    add_genealogy_routes(router, services);
}

}  // namespace marque::builds
