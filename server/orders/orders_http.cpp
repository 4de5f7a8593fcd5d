#include <algorithm>

#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "orders/change_order.h"
#include "orders/order_errors.h"
#include "orders/order_streams.h"
#include "orders/order_views.h"
#include "orders/orders.h"

namespace marque::orders {

MARQUE_JSON(PlaceOrder, kind, model, model_year, features, customer_id, requested_date, note)
MARQUE_JSON(ChangeOrder, version, features)
MARQUE_JSON(CancelOrder, version, reason)
MARQUE_JSON(HandOverOrder, version, odometer_km, plate, customer_id)

struct PlacedOrderView {
    std::string number;
    State state = State::accepted;
    int event_code = 0;
    core::Money price;
    std::string currency = "CNY";
    int version = 1;
};
MARQUE_JSON(PlacedOrderView, number, state, event_code, price, currency, version)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

constexpr int customer_priority = 40;
constexpr int stock_priority = 60;
constexpr int most_odometer_km = 2'000'000;

/// In characters, not bytes: a Chinese one takes three.
void require_length(const char* pointer, const std::string& text, std::ptrdiff_t least, std::ptrdiff_t most) {
    const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    const auto length = std::count_if(text.begin(), text.end(), begins_character);
    if (length >= least && length <= most) return;
    http::refuse_parameter(pointer, http::errors::field_length, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
}

Response post_order(OrderServices& services, const Request& request) {
    const auto command = request.json<PlaceOrder>();
    catalog::require_countable(command.features);
    require_length("/note", command.note.value_or(""), 0, 500);
    const auto at = services.clock.now();
    const int priority = command.kind == Kind::customer ? customer_priority : stock_priority;
    return http::once(services.pool, request, services.clock.real_now(), [&](db::Tx& tx) {
        const auto placed = place_order(tx, services.catalog, command,
                                        {*request.scope, request.actor(), at, next_order_number(services.numbers, at), priority});
        auto response = Response::of(
            201, PlacedOrderView{placed.number, placed.state, placed.event_code, placed.price, "CNY", placed.version});
        response.headers["Location"] = "/api/v1/orders/" + placed.number;
        return response;
    });
}

/// A use case on one order, answered with the order as it then is.
template <class Work>
Response on_order(OrderServices& services, const Request& request, Work&& work) {
    const Doing doing{*request.scope, request.actor(), services.clock.now(), services.clock.real_now()};
    const auto& number = request.path_param("number");
    return http::once(services.pool, request, doing.real_now, [&](db::Tx& tx) {
        work(tx, number, doing);
        return Response::of(201, read_order(tx, *request.scope, number));
    });
}

Response post_change(OrderServices& services, const Request& request) {
    const auto command = request.json<ChangeOrder>();
    catalog::require_countable(command.features);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        change_order(tx, services.catalog, number, command, doing);
    });
}

Response post_cancellation(OrderServices& services, const Request& request) {
    const auto command = request.json<CancelOrder>();
    require_length("/reason", command.reason, 1, 200);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        cancel_order(tx, services.catalog, number, command, doing);
    });
}

Response post_hand_over(OrderServices& services, const Request& request) {
    const auto command = request.json<HandOverOrder>();
    if (command.odometer_km < 0 || command.odometer_km > most_odometer_km) {
        http::refuse_parameter("/odometer_km", http::errors::field_range, {{"least", "0"}, {"most", std::to_string(most_odometer_km)}});
    }
    require_length("/plate", command.plate.value_or(""), 0, 16);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        hand_over(tx, number, command, doing);
    });
}

Response get_orders(OrderServices& services, const Request& request) {
    OrderFilter filter{request.query_enum<State>("state"), {}, http::PageRequest::from(request)};
    if (request.query_param("dealer_id")) {
        filter.dealer = core::OrganisationId{request.query_number("dealer_id", 0, 1, ~std::uint64_t{0} >> 1)};
    }
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, http::make_page(list_orders(tx, *request.scope, filter), filter.page.limit,
                                                 [](const OrderSummary& last) { return std::to_string(last.id.value); }));
    });
}

Response get_order(OrderServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, read_order(tx, *request.scope, request.path_param("number")));
    });
}

Response get_pipeline(OrderServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::json(200, {{"counts", http::to_json_value(count_pipeline(tx, *request.scope))}});
    });
}

}  // namespace

void add_routes(http::Router& router, const OrderServices& services) {
    const auto sellers = Access::roles_of({Role::salesperson, Role::dealer_manager});
    const auto watchers = Access::roles_of({Role::salesperson, Role::dealer_manager, Role::regional_manager, Role::plant_planner,
                                            Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.post("/orders", sellers, post_order);
    routes.get("/orders", watchers, get_orders);
    routes.get("/orders/pipeline", watchers, get_pipeline);
    routes.get("/orders/{number}", watchers, get_order);
    routes.post("/orders/{number}/changes", sellers, post_change);
    routes.post("/orders/{number}/cancellation", sellers, post_cancellation);
    routes.post("/orders/{number}/hand-over", sellers, post_hand_over);
    routes.get("/events", watchers, get_events);
}

}  // namespace marque::orders
