#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "orders/fleet.h"
#include "orders/order_routes.h"

namespace marque::orders {

MARQUE_JSON(FleetCar, model, model_year, features, count)
MARQUE_JSON(PlaceFleet, kind, customer_id, requested_date, note, cars)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

http::Json fleet_json(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    const auto fleet = require_fleet(tx, scope, number);
    auto json = http::to_json_value(fleet);
    json["orders"] = http::to_json_value(list_fleet_orders(tx, scope, fleet.id));
    return json;
}

Response post_fleet(OrderServices& services, const Request& request) {
    const auto rest = catalog::without_prices(request.body);
    const auto command = http::parse_json<PlaceFleet>(rest.body);
    for (std::size_t i = 0; i < command.cars.size(); ++i)
        of_fleet_car(i, [&] { catalog::require_countable(command.cars[i].features); });
    http::require_length("/note", command.note.value_or(""), 0, 500);
    return http::once(services.pool, request, services.clock.real_now(), [&](db::Tx& tx) {
        const auto number = place_fleet(tx, services, command, *request.scope, request.actor(), services.clock.now());
        auto response =
            Response::json(201, catalog::with_notices(fleet_json(tx, *request.scope, number), rest.notices));
        response.headers["Location"] = "/api/v1/fleet-orders/" + number;
        return response;
    });
}

Response get_fleets(OrderServices& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200,
                            http::make_page(list_fleets(tx, *request.scope, page), page.limit,
                                            [](const FleetSummary& last) { return std::to_string(last.id.value); }));
    });
}

Response get_fleet(OrderServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::json(200, fleet_json(tx, *request.scope, request.path_param("number")));
    });
}

}  // namespace

void add_fleet_routes(http::Router& router, const OrderServices& services) {
    const auto sellers = Access::roles_of({Role::salesperson, Role::dealer_manager});
    const auto watchers = Access::roles_of({Role::salesperson, Role::dealer_manager, Role::regional_manager,
                                            Role::plant_planner, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.post("/fleet-orders", sellers, post_fleet);
    routes.get("/fleet-orders", watchers, get_fleets);
    routes.get("/fleet-orders/{number}", watchers, get_fleet);
}

}  // namespace marque::orders
