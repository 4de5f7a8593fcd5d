#include "care/care.h"
#include "care/care_call_view.h"
#include "care/care_queries.h"
#include "care/claim_call.h"
#include "care/record_outcome.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "vehicles/vehicles.h"

namespace marque::care {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

struct Empty {};
template <class Visitor>
void visit_fields(Empty&, Visitor&&) {}

struct Versioned {
    unsigned version = 0;
};
MARQUE_JSON(Versioned, version)

core::CareCallId call_id(const Request& request) { return core::CareCallId{request.path_id("id")}; }

Response get_calls(Services& services, const Request& request) {
    const auto wanted = QueueRequest::from(request);
    const auto desk = desk_of(services, request);
    return Response::of(200, db::read(services.pool, [&](db::Tx& tx) { return list_calls(tx, desk, wanted); }));
}

Response get_summary(Services& services, const Request& request) {
    const auto desk = desk_of(services, request);
    return Response::of(200, db::read(services.pool, [&](db::Tx& tx) { return count_calls(tx, desk); }));
}

Response post_next(Services& services, const Request& request) {
    request.json<Empty>();
    const auto call = claim_next_call(services.pool, desk_of(services, request));
    return call ? Response::of(200, *call) : Response::no_content();
}

Response get_call(Services& services, const Request& request) {
    const auto desk = desk_of(services, request);
    const auto id = call_id(request);
    return Response::of(200, db::read(services.pool, [&](db::Tx& tx) { return read_call(tx, desk, id); }));
}

Response post_claim(Services& services, const Request& request) {
    const auto body = request.json<Versioned>();
    return Response::of(200, claim_call(services.pool, desk_of(services, request), call_id(request), body.version));
}

Response delete_claim(Services& services, const Request& request) {
    release_call(services.pool, desk_of(services, request), call_id(request));
    return Response::no_content();
}

Response post_outcome(Services& services, const Request& request) {
    const auto command = request.json<RecordOutcome>();
    const auto id = call_id(request);
    const auto desk = desk_of(services, request);
    return http::once(services.pool, request, desk.real_now, [&](db::Tx& tx) {
        record_outcome(tx, desk, id, command);
        return Response::of(201, read_call(tx, desk, id));
    });
}

Response get_care_plan(Services& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto vehicle = vehicles::require_visible(tx, *request.scope, request.path_param("vin"));
        return Response::of(200, care_plan(tx, *request.scope, vehicle));
    });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
    const auto callers = Access::roles_of({Role::care_agent, Role::customer_manager, Role::care_lead});
    const auto readers = Access::roles_of(
        {Role::care_agent, Role::customer_manager, Role::care_lead, Role::administrator, Role::auditor});
    const auto plan_readers = Access::roles_of(
        {Role::care_agent, Role::customer_manager, Role::care_lead, Role::service_adviser, Role::technician,
         Role::station_manager, Role::salesperson, Role::dealer_manager, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.get("/care/calls", readers, get_calls);
    routes.get("/care/summary", readers, get_summary);
    routes.post("/care/calls/next", callers, post_next);
    routes.get("/care/calls/{id}", readers, get_call);
    routes.post("/care/calls/{id}/claim", callers, post_claim);
    routes.del("/care/calls/{id}/claim", callers, delete_claim);
    routes.post("/care/calls/{id}/outcomes", callers, post_outcome);
    routes.get("/vehicles/{vin}/care-plan", plan_readers, get_care_plan);
}

}  // namespace marque::care
