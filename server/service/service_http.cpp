#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "service/repair_queries.h"
#include "service/repair_use_cases.h"
#include "service/service.h"
#include "service/workshop.h"

namespace marque::service {
namespace {

using core::Role;
using http::Access;
using http::PageRequest;
using http::Request;
using http::Response;
using http::Services;

constexpr std::size_t longest_query = 80;

std::string look_up_text(const Request& request) {
    auto text = request.query_param("q").value_or("");
    http::require_length("q", text, 0, longest_query);
    return text;
}

Response get_operations(Services& services, const Request& request) {
    const auto text = look_up_text(request);
    const auto items = db::read(services.pool, [&](db::Tx& tx) { return find_operations(tx, text); });
    return Response::json(200, {{"items", http::to_json_value(items)}});
}

Response get_parts(Services& services, const Request& request) {
    const auto text = look_up_text(request);
    const auto items = db::read(services.pool, [&](db::Tx& tx) { return find_parts(tx, text); });
    return Response::json(200, {{"items", http::to_json_value(items)}});
}

Response get_repair_orders(Services& services, const Request& request) {
    const auto page = PageRequest::from(request);
    const auto state = request.query_enum<RepairState>("state");
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, http::make_page(list_repair_orders(tx, *request.scope, state, page), page.limit,
                                                 [](const auto& last) { return std::to_string(last.id.value); }));
    });
}

Response get_repair_order(Services& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, read_repair_order(tx, *request.scope, request.path_param("number")));
    });
}

Response post_repair_order(Services& services, const Request& request) {
    const auto body = parse_open(request.body);
    const auto actor = request.actor();
    const auto number = next_repair_order_number(services.numbers, services.clock.today(request.scope->time_zone));
    return http::once(services.pool, request, services.clock.real_now(), [&](db::Tx& tx) {
        open_repair_order(tx, {*request.scope, actor, services.clock.now()},
                          {number, body.vin, body.odometer_km, body.complaint});
        auto response = Response::of(201, read_repair_order(tx, *request.scope, number));
        response.headers["Location"] = "/api/v1/repair-orders/" + number;
        return response;
    });
}

Response put_lines(Services& services, const Request& request) {
    const auto body = parse_save_lines(request.body);
    const auto actor = request.actor();
    const auto& number = request.path_param("number");
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        save_repair_lines(tx, {*request.scope, actor, services.clock.now()}, number, body.version,
                          {body.operations, body.parts});
        return Response::of(200, read_repair_order(tx, *request.scope, number));
    });
}

Response post_closing(Services& services, const Request& request) {
    const auto body = parse_close(request.body);
    const auto actor = request.actor();
    const auto& number = request.path_param("number");
    return http::once(services.pool, request, services.clock.real_now(), [&](db::Tx& tx) {
        close_repair_order(tx, {*request.scope, actor, services.clock.now()}, number, body.version);
        return Response::of(201, read_repair_order(tx, *request.scope, number));
    });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
    const auto readers = Access::roles_of({Role::service_adviser, Role::technician, Role::station_manager,
                                           Role::technical_engineer, Role::care_agent, Role::customer_manager,
                                           Role::care_lead, Role::administrator, Role::auditor});
    const auto savers = Access::roles_of({Role::service_adviser, Role::technician, Role::station_manager});
    const auto advisers = Access::roles_of({Role::service_adviser, Role::station_manager});
    http::SliceRoutes routes(router, services);
    routes.get("/labour-operations", readers, get_operations);
    routes.get("/parts", readers, get_parts);
    routes.get("/repair-orders", readers, get_repair_orders);
    routes.post("/repair-orders", advisers, post_repair_order);
    routes.get("/repair-orders/{number}", readers, get_repair_order);
    routes.put("/repair-orders/{number}/lines", savers, put_lines);
    routes.post("/repair-orders/{number}/closing", advisers, post_closing);
}

}  // namespace marque::service
