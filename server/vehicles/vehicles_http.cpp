#include "http/slice_routes.h"
#include "vehicles/vehicle_queries.h"

namespace marque::vehicles {
namespace {

using http::Access;
using http::PageRequest;
using http::Request;
using http::Response;
using http::Services;

Response get_vehicle(Services& services, const Request& request) {
    const auto today = services.clock.today(request.scope->time_zone);
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, read_vehicle(tx, *request.scope, request.path_param("vin"), today));
    });
}

Response get_timeline(Services& services, const Request& request) {
    const auto page = PageRequest::from(request);
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(
            200, http::make_page(list_events(tx, *request.scope, request.path_param("vin"), page), page.limit,
                                 [](const EventView& last) { return std::to_string(last.id); }));
    });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
    http::SliceRoutes routes(router, services);
    routes.get("/vehicles/{vin}", Access::any_role(), get_vehicle);
    routes.get("/vehicles/{vin}/timeline", Access::any_role(), get_timeline);
}

}  // namespace marque::vehicles
