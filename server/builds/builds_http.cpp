#include "builds/bridge_http.h"
#include "builds/build_errors.h"
#include "builds/build_queries.h"
#include "builds/builds.h"
#include "http/slice_routes.h"

namespace marque::builds {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

/// Asked only when a list is empty: a line without cars is not a line that does not exist.
void require_line(db::Tx& tx, const std::string& line) {
    const auto found = tx.value<std::string>("code", "SELECT code FROM production_line WHERE code = ?", line);
    if (!found) throw core::Error(errors::no_such_line, {{"line", line}});
}

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
        auto builds = list_line_builds(tx, *request.scope, line, after, limit + 1);
        if (builds.empty()) require_line(tx, line);
        return Response::of(
            200, http::make_page(std::move(builds), limit, [](const LineBuildView& last) { return last.build_id; }));
    });
}

Response get_set_aside(Services& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    const auto& line = request.path_param("line");
    return db::read(services.pool, [&](db::Tx& tx) {
        auto messages = list_set_aside(tx, *request.scope, line, page);
        if (messages.empty()) require_line(tx, line);
        return Response::of(200, http::make_page(std::move(messages), page.limit,
                                                 [](const SetAsideView& last) { return std::to_string(last.id); }));
    });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
    const auto plant = Access::roles_of({Role::plant_planner, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.get("/lines", Access::any_role(), get_lines);
    routes.get("/lines/{line}/builds", plant, get_line_builds);
    routes.get("/lines/{line}/set-aside", plant, get_set_aside);
    add_bridge_routes(router, services);
}

}  // namespace marque::builds
