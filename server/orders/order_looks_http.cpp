#include "http/slice_routes.h"
#include "orders/order_looks.h"
#include "orders/order_routes.h"

namespace marque::orders {
namespace {

http::Response get_since_look(OrderServices& services, const http::Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return http::Response::of(200, read_since_look(tx, *request.scope, request.path_param("number")));
    });
}

http::Response put_look(OrderServices& services, const http::Request& request) {
    const auto look = request.json<Looking>();
    db::in_tx(services.pool, [&](db::Tx& tx) {
        record_look(tx, *request.scope, request.path_param("number"), look.version, services.clock.now());
    });
    return http::Response::no_content();
}

http::Response put_look_at_all(OrderServices& services, const http::Request& request) {
    db::in_tx(services.pool, [&](db::Tx& tx) { record_look_at_all(tx, *request.scope, services.clock.now()); });
    return http::Response::no_content();
}

}  // namespace

void add_look_routes(http::Router& router, const OrderServices& services) {
    const auto sellers = http::Access::roles_of({core::Role::salesperson, core::Role::dealer_manager});
    http::SliceRoutes routes(router, services);
    routes.get("/orders/{number}/since-last-look", sellers, get_since_look);
    routes.put("/orders/{number}/look", sellers, put_look);
    routes.put("/orders/look", sellers, put_look_at_all);
}

}  // namespace marque::orders
