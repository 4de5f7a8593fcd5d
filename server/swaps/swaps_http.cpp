#include "catalog/catalog.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "orders/orders.h"
#include "promises/promises.h"
#include "quotes/quotes.h"
#include "swaps/swaps.h"
#include "tracking/tracking.h"

namespace marque::swaps {

/// What becomes of the place that the buyer leaves: a car for stock, or nothing.
enum class Freed { stock, cancel };

struct TakeOver {
    int version = 0;
    std::string car;  ///< its order's number
    int configuration_version = 0;
    Freed freed = Freed::stock;
};
struct TakenOver {
    std::string order_number;
    std::string freed_order;
    core::Money price_before;
    core::Money price;
    std::string currency = "CNY";
};
struct Candidate {
    orders::StockCar car;
    std::optional<promises::Forecast> eta;
};
struct Candidates {
    std::string order_number;
    std::vector<Candidate> items;
};

}  // namespace marque::swaps

template <>
struct marque::core::EnumText<marque::swaps::Freed> {
    using E = marque::swaps::Freed;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::stock, "STOCK"}, {E::cancel, "CANCEL"}}};
};

namespace marque::swaps {

MARQUE_JSON(TakeOver, version, car, configuration_version, freed)
MARQUE_JSON(TakenOver, order_number, freed_order, price_before, price, currency)
MARQUE_JSON(Candidate, car, eta)
MARQUE_JSON(Candidates, order_number, items)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

/// The fewest differences first, then the car that is nearest.
void sort_candidates(std::vector<Candidate>& candidates) {
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        if (a.car.differences.size() != b.car.differences.size())
            return a.car.differences.size() < b.car.differences.size();
        return a.car.state > b.car.state;
    });
}

Response get_candidates(SwapServices& services, const Request& request) {
    const auto& number = request.path_param("number");
    return db::read(services.pool, [&](db::Tx& tx) {
        Candidates found{number, {}};
        auto cars = orders::cars_to_take_over(tx, *request.scope, number);
        std::vector<core::OrderId> ids;
        for (const auto& car : cars) ids.push_back(car.id);
        const auto etas = promises::forecasts_of(tx, ids);
        for (auto& car : cars) {
            const auto eta = etas.find(car.id);
            found.items.push_back({std::move(car), {}});
            if (eta != etas.end()) found.items.back().eta = eta->second;
        }
        sort_candidates(found.items);
        return Response::of(200, found);
    });
}

Response post_take_over(SwapServices& services, const Request& request) {
    const auto sent = catalog::read_unpriced<TakeOver>(request);
    const auto& command = sent.command;
    const auto& number = request.path_param("number");
    const orders::Exchanging exchanging{*request.scope, request.actor(), services.clock.now(),
                                        services.clock.real_now()};
    return http::once(services.pool, request, exchanging.real_now, [&](db::Tx& tx) {
        const auto done = orders::exchange_buyers(
            tx, services.catalog,
            {number, command.version, command.car, command.configuration_version, command.freed == Freed::cancel},
            exchanging);
        // What hangs on the buyer goes where the buyer goes.
        quotes::follow_buyer(tx, done.waiting, done.stock, exchanging.actor, exchanging.at);
        tracking::follow_buyer(tx, done.waiting, done.stock);
        promises::exchange_promises(tx, {done.waiting, done.stock, number, command.car, done.line},
                                    exchanging.actor.name, exchanging.at, exchanging.real_now);
        const TakenOver taken{command.car, number, done.price_before, done.price, "CNY"};
        auto response = Response::json(201, catalog::with_notices(http::to_json_value(taken), sent.notices));
        response.headers["Location"] = "/api/v1/orders/" + command.car;
        return response;
    });
}

}  // namespace

void add_routes(http::Router& router, const SwapServices& services) {
    const auto sellers = Access::roles_of({Role::salesperson, Role::dealer_manager});
    http::SliceRoutes routes(router, services);
    routes.get("/orders/{number}/swaps", sellers, get_candidates);
    routes.post("/orders/{number}/swaps", sellers, post_take_over);
}

}  // namespace marque::swaps
