#pragma once

#include "orders/order_views.h"

namespace marque::orders {

/// Cars of one configuration within a fleet order.
struct FleetCar {
    std::string model;
    int model_year = 0;
    std::vector<std::string> features;
    int count = 1;
};
struct PlaceFleet {
    Kind kind = Kind::customer;
    std::optional<core::CustomerId> customer_id;
    core::Date requested_date;
    std::optional<std::string> note;
    std::vector<FleetCar> cars;
};

struct FleetSummary {
    core::OrderId id;  ///< the key its list pages by
    std::string number;
    identity::OrganisationRef dealer;
    std::optional<std::string> customer_name;
    int cars = 0;       ///< without those that were cancelled or refused
    core::Money price;  ///< of these, as they are by now
    std::string currency = "CNY";
    core::Date requested_date;
    std::string note;
    core::Instant placed_at;
};
MARQUE_JSON(FleetSummary, number, dealer, customer_name, cars, price, currency, requested_date, note, placed_at)

constexpr int most_fleet_cars = 100;

/// Where a fleet's car stands in what was sent.
inline std::string fleet_car_pointer(std::size_t place) { return "/cars/" + std::to_string(place); }
/// A refusal of one car says which one: "/features" becomes "/cars/3/features".
template <class Work>
void of_fleet_car(std::size_t place, Work&& work) {
    try {
        work();
    } catch (const core::Error& refusal) {
        if (refusal.fields().empty()) throw;
        auto fields = refusal.fields();
        for (auto& field : fields) field.pointer = fleet_car_pointer(place) + field.pointer;
        throw core::Error(refusal.spec(), refusal.params(), std::move(fields));
    }
}

/// Places every car as an order of its own, all or none; returns the fleet order's number. Throws `fleet.size` and what
/// placing one order throws, with the car's place in the pointers.
std::string place_fleet(db::Tx& tx, const OrderServices& services, const PlaceFleet& command, const core::Scope& scope,
                        const core::Actor& actor, core::Instant at);
std::vector<FleetSummary> list_fleets(db::Tx& tx, const core::Scope& scope, const http::PageRequest& page);
/// The fleet order with its id. Throws `fleet.not_found`.
FleetSummary require_fleet(db::Tx& tx, const core::Scope& scope, const std::string& number);
/// Its cars, in the order they were placed.
std::vector<OrderSummary> list_fleet_orders(db::Tx& tx, const core::Scope& scope, core::OrderId fleet);

}  // namespace marque::orders
