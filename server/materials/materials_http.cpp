#include "builds/builds.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "materials/call_off_files.h"
#include "materials/materials.h"
#include "materials/materials_routes.h"
#include "materials/shortage.h"

namespace marque::materials {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

Response get_call_offs(Services& services, const Request& request) {
    return of_line(services, request, [&](db::Tx& tx, const std::string& line) {
        return http::Page<CallOffView>{list_call_offs(tx, *request.scope, line), {}};
    });
}

Response get_versions(Services& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    return of_line(services, request, [&](db::Tx& tx, const std::string& line) {
        return page_of_versions(list_versions(tx, *request.scope, line, request.path_param("supplier"), page),
                                page.limit);
    });
}

CallOffDocument call_off_of(Services& services, const Request& request) {
    return on_line(services, request, [&](db::Tx& tx, const std::string& line) {
        return read_call_off(tx, *request.scope, line, request.path_param("supplier"), version_of(request));
    });
}

Response get_call_off(Services& services, const Request& request) {
    return Response::of(200, call_off_of(services, request));
}

Response get_call_off_csv(Services& services, const Request& request) {
    return lines_csv(call_off_of(services, request));
}
Response get_changes_csv(Services& services, const Request& request) {
    return changes_csv(call_off_of(services, request));
}

Response get_shortages(Services& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    const auto state = request.query_enum<ShortageState>("state").value_or(ShortageState::open);
    return of_line(services, request, [&](db::Tx& tx, const std::string& line) {
        return http::make_page(list_shortages(tx, *request.scope, line, state, page), page.limit,
                               [](const ShortageView& last) { return std::to_string(last.id); });
    });
}

Reporting reporting_of(const Services& services, const Request& request) {
    return {*request.scope, request.actor(), services.clock.now(), services.clock.real_now()};
}

Response post_shortage(Services& services, const Request& request) {
    const auto command = request.json<ReportShortage>();
    const auto reporting = reporting_of(services, request);
    const auto& line = request.path_param("line");
    return http::once(services.pool, request, reporting.real_now, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, line);
        const auto id = report_shortage(tx, line, command, reporting);
        return Response::of(201, read_shortage(tx, *request.scope, line, id));
    });
}

Response post_end_of_shortage(Services& services, const Request& request) {
    const auto command = request.json<EndShortage>();
    const auto reporting = reporting_of(services, request);
    const auto& line = request.path_param("line");
    const auto id = request.path_id("id");
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, line);
        end_shortage(tx, line, id, command, reporting);
        return Response::of(200, read_shortage(tx, *request.scope, line, id));
    });
}

Response get_hits(Services& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    const auto id = request.path_id("id");
    return of_line(services, request, [&](db::Tx& tx, const std::string& line) {
        read_shortage(tx, *request.scope, line, id);
        std::vector<std::uint64_t> keys;
        auto hits = list_hits(tx, *request.scope, line, id, page.before.value_or(0), page.limit + 1, keys);
        const auto limit = static_cast<std::size_t>(page.limit);
        return http::make_page(std::move(hits), page.limit,
                               [&](const HitView&) { return std::to_string(keys[limit - 1]); });
    });
}

}  // namespace

void add_routes(http::Router& router, http::Services& services) {
    const auto plant = Access::roles_of({Role::plant_planner, Role::administrator, Role::auditor});
    const auto planner = Access::roles_of({Role::plant_planner});
    http::SliceRoutes routes(router, services);
    routes.get("/lines/{line}/call-offs", plant, get_call_offs);
    routes.get("/lines/{line}/call-offs/{supplier}", plant, get_versions);
    routes.get("/lines/{line}/call-offs/{supplier}/{version}", plant, get_call_off);
    routes.get("/lines/{line}/call-offs/{supplier}/{version}/lines.csv", plant, get_call_off_csv);
    routes.get("/lines/{line}/call-offs/{supplier}/{version}/changes.csv", plant, get_changes_csv);
    routes.get("/lines/{line}/shortages", plant, get_shortages);
    routes.post("/lines/{line}/shortages", planner, post_shortage);
    routes.post("/lines/{line}/shortages/{id}/end", planner, post_end_of_shortage);
    routes.get("/lines/{line}/shortages/{id}/orders", plant, get_hits);
    add_supplier_routes(router, services);
}

}  // namespace marque::materials
