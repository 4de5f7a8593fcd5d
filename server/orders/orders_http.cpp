#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "orders/allocation.h"
#include "orders/closing_windows.h"
#include "orders/order_looks.h"
#include "orders/order_routes.h"
#include "orders/order_streams.h"
#include "orders/order_views.h"
#include "orders/orders.h"

namespace marque::orders {

MARQUE_JSON(PlaceOrder, kind, model, model_year, features, customer_id, requested_date, note, draft)

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

Response post_order(OrderServices& services, const Request& request) {
    const auto [body, notices] = catalog::without_prices(request.body);
    const auto command = http::parse_json<PlaceOrder>(body);
    catalog::require_countable(command.features);
    http::require_length("/note", command.note.value_or(""), 0, 500);
    const auto at = services.clock.now();
    return http::once(services.pool, request, services.clock.real_now(), [&, &ignored = notices](db::Tx& tx) {
        const auto placed = place_order(tx, services.catalog, command,
                                        {*request.scope, request.actor(), at, next_order_number(services.numbers, at)});
        const PlacedOrderView view{placed.number, placed.state, placed.event_code, placed.price, "CNY", placed.version};
        auto response = Response::json(201, catalog::with_notices(http::to_json_value(view), ignored));
        response.headers["Location"] = "/api/v1/orders/" + placed.number;
        return response;
    });
}

State state_parameter(const std::string& text) {
    if (const auto state = core::from_text<State>(text)) return *state;
    std::string wanted;
    for (const auto& [state, name] : core::EnumText<State>::names)
        wanted += (wanted.empty() ? "" : " | ") + std::string(name);
    http::refuse_parameter("state", http::errors::field_value, {{"expected", wanted}});
}

template <class Id>
std::optional<Id> id_parameter(const Request& request, const char* name) {
    if (!request.query_param(name)) return std::nullopt;
    return Id{request.query_number(name, 0, 1, ~std::uint64_t{0} >> 1)};
}

std::string text_parameter(const Request& request, const char* name) {
    const auto text = request.query_param(name).value_or("");
    http::require_length(name, text, 0, 40);
    return text;
}

bool flag_parameter(const Request& request, const char* name) {
    const auto given = request.query_param(name);
    if (given && *given != "true") http::refuse_parameter(name, http::errors::field_value, {{"expected", "true"}});
    return given.has_value();
}

OrderFilter order_filter(const Request& request) {
    OrderFilter filter;
    const auto [first, last] = request.query.equal_range("state");
    for (auto wanted = first; wanted != last; ++wanted) filter.states.push_back(state_parameter(wanted->second));
    filter.dealer = id_parameter<core::OrganisationId>(request, "dealer_id");
    filter.customer = id_parameter<core::CustomerId>(request, "customer_id");
    filter.salesperson = id_parameter<core::PersonId>(request, "salesperson_id");
    filter.model = text_parameter(request, "model");
    filter.number = text_parameter(request, "number");
    filter.held = flag_parameter(request, "held");
    filter.to_sign_off = flag_parameter(request, "to_sign_off");
    filter.page = http::PageRequest::from(request);
    return filter;
}

/// Only people of a dealer have looked at orders.
bool wants_changed(const Request& request) {
    const auto changed = request.query_param("changed");
    if (!changed) return false;
    const bool dealer = request.scope->organisation_kind == core::OrganisationKind::dealer;
    if (!dealer || *changed != "true")
        http::refuse_parameter("changed", http::errors::field_value, {{"expected", dealer ? "true" : "-"}});
    return true;
}

Response get_orders(OrderServices& services, const Request& request) {
    auto filter = order_filter(request);
    const bool changed = wants_changed(request);
    const auto& scope = *request.scope;
    filter.month = month_of(services.clock.today(scope.time_zone));
    return db::read(services.pool, [&](db::Tx& tx) {
        if (changed) {
            filter.changed_for = scope.person;
            filter.news_since = news_since(tx, scope.person, services.clock.now());
        }
        auto orders = list_orders(tx, scope, filter);
        if (scope.organisation_kind == core::OrganisationKind::dealer)
            mark_changed(tx, scope, services.clock.now(), orders);
        return Response::of(200, http::make_page(std::move(orders), filter.page.limit, [](const OrderSummary& last) {
                                return std::to_string(last.id.value);
                            }));
    });
}

Response get_order(OrderServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, read_order(tx, *request.scope, request.path_param("number"), services.clock.now()));
    });
}

Response get_at_risk(OrderServices& services, const Request& request) {
    constexpr auto soon = std::chrono::days{7};
    constexpr std::size_t most = 200;
    const auto today = services.clock.today(request.scope->time_zone);
    return db::read(services.pool, [&](db::Tx& tx) {
        auto orders = list_at_risk(tx, *request.scope, today, today + soon, static_cast<int>(most) + 1);
        const bool more = orders.size() > most;
        if (more) orders.resize(most);
        return Response::json(
            200, {{"today", core::to_iso_date(today)}, {"more", more}, {"items", http::to_json_value(orders)}});
    });
}

Response get_closing(OrderServices& services, const Request& request) {
    const auto& scope = *request.scope;
    const auto now = services.clock.now();
    const bool mine = request.query_number("mine", 0, 0, 1) == 1;
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto closing = list_closing_today(tx, services.catalog, scope, mine, now);
        return Response::json(200, {{"items", http::to_json_value(closing)}});
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
    const auto watchers = Access::roles_of({Role::salesperson, Role::dealer_manager, Role::regional_manager,
                                            Role::plant_planner, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.post("/orders", sellers, post_order);
    routes.get("/orders", watchers, get_orders);
    routes.get("/orders/pipeline", watchers, get_pipeline);
    routes.get("/orders/{number}", watchers, get_order);
    routes.get("/orders/at-risk", watchers, get_at_risk);
    routes.get("/orders/closing-today", sellers, get_closing);
    routes.get("/events", watchers, get_events);
    add_life_routes(router, services);
    add_allocation_routes(router, services);
    add_fleet_routes(router, services);
    add_look_routes(router, services);
}

}  // namespace marque::orders
