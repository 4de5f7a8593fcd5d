#include "builds/builds.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "materials/call_off_files.h"
#include "materials/materials_routes.h"
#include "materials/supplier_link.h"

namespace marque::materials {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

Linking linking_of(const Services& services, const Request& request) {
    return {*request.scope, request.actor(), request.person_name, services.clock.now(), services.clock.real_now()};
}

Response get_link(Services& services, const Request& request) {
    return of_line(services, request, [&](db::Tx& tx, const std::string& line) {
        return read_supplier_link(tx, *request.scope, line, request.path_param("supplier"));
    });
}

/// Does it in one transaction and answers with the link as it is then.
template <class Act>
Response on_link(Services& services, const Request& request, Act&& act) {
    const auto& line = request.path_param("line");
    const auto& supplier = request.path_param("supplier");
    const auto linking = linking_of(services, request);
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, line);
        act(tx, line, supplier, linking);
        return Response::of(200, read_supplier_link(tx, *request.scope, line, supplier));
    });
}

Response put_webhook(Services& services, const Request& request) {
    const auto command = request.json<SetWebhook>();
    return on_link(services, request,
                   [&](db::Tx& tx, const std::string& line, const std::string& supplier, const Linking& linking) {
                       set_webhook(tx, line, supplier, command, linking);
                   });
}

/// Without `once`: what was answered is kept nowhere, so a token that got lost on its way is made anew.
Response put_token(Services& services, const Request& request) {
    const auto& line = request.path_param("line");
    const auto linking = linking_of(services, request);
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, line);
        const auto token = make_supplier_token(tx, line, request.path_param("supplier"), linking);
        return Response::json(200, {{"token", token}});
    });
}

Response post_push(Services& services, const Request& request) { return on_link(services, request, push_again); }

CallOffDocument own_call_off(Services& services, const Request& request) {
    const auto own = supplier_of(*request.service);
    return db::read(services.pool,
                    [&](db::Tx& tx) { return read_call_off(tx, own, own.line, own.supplier, version_of(request)); });
}

Response get_own_versions(Services& services, const Request& request) {
    const auto own = supplier_of(*request.service);
    const auto page = http::PageRequest::from(request);
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, page_of_versions(list_versions(tx, own, own.line, own.supplier, page), page.limit));
    });
}

Response get_own(Services& services, const Request& request) {
    return Response::of(200, own_call_off(services, request));
}
Response get_own_lines(Services& services, const Request& request) {
    return lines_csv(own_call_off(services, request));
}
Response get_own_changes(Services& services, const Request& request) {
    return changes_csv(own_call_off(services, request));
}

}  // namespace

void add_supplier_routes(http::Router& router, Services& services) {
    const auto plant = Access::roles_of({Role::plant_planner, Role::administrator, Role::auditor});
    const auto planner = Access::roles_of({Role::plant_planner});
    http::SliceRoutes routes(router, services);
    routes.get("/lines/{line}/suppliers/{supplier}", plant, get_link);
    routes.put("/lines/{line}/suppliers/{supplier}/webhook", planner, put_webhook);
    routes.put("/lines/{line}/suppliers/{supplier}/token", planner, put_token);
    routes.post("/lines/{line}/suppliers/{supplier}/push", planner, post_push);
    routes.get("/supplier/call-offs", Access::service(), get_own_versions);
    routes.get("/supplier/call-offs/{version}", Access::service(), get_own);
    routes.get("/supplier/call-offs/{version}/lines.csv", Access::service(), get_own_lines);
    routes.get("/supplier/call-offs/{version}/changes.csv", Access::service(), get_own_changes);
}

}  // namespace marque::materials
