#include "orders/fleet.h"

#include <algorithm>

#include "db/audit.h"
#include "http/message.h"
#include "orders/order_errors.h"
#include "orders/order_routes.h"

namespace marque::orders {
namespace {

int count_cars(const PlaceFleet& command) {
    const auto most = std::to_string(most_fleet_cars);
    std::int64_t cars = 0;
    std::vector<core::FieldError> fields;
    for (std::size_t i = 0; i < command.cars.size(); ++i) {
        const int count = command.cars[i].count;
        cars += std::clamp(count, 0, 10 * most_fleet_cars);
        if (count < 1 || count > most_fleet_cars)
            fields.push_back(
                {fleet_car_pointer(i) + "/count", &http::errors::field_range, {{"least", "1"}, {"most", most}}});
    }
    if (!fields.empty() || cars < 1 || cars > most_fleet_cars) {
        throw core::Error(errors::fleet_size, {{"most", most}, {"cars", std::to_string(cars)}}, std::move(fields));
    }
    return static_cast<int>(cars);
}

std::string next_fleet_number(db::NumberSeries& numbers, core::Instant at) {
    const auto on = std::chrono::floor<std::chrono::days>(at);
    return db::number_text("FLT", on, numbers.next("FLT-" + core::to_iso_date(on).substr(0, 4)), 6);
}

/// A model that is not ordered any more is said of its car as well.
void require_models(const catalog::Snapshot& catalogue, const PlaceFleet& command) {
    for (std::size_t i = 0; i < command.cars.size(); ++i) {
        try {
            catalogue.require(command.cars[i].model, command.cars[i].model_year);
        } catch (const core::Error& refusal) {
            throw core::Error(refusal.spec(), refusal.params(),
                              {{fleet_car_pointer(i) + "/model", &refusal.spec(), refusal.params()}});
        }
    }
}

std::uint64_t insert_fleet(db::Tx& tx, const std::string& number, const PlaceFleet& command, int cars,
                           const core::Scope& scope, core::Instant at) {
    return tx
        .insert<core::OrderId>(
            "INSERT INTO fleet_order (number, dealer_id, region_id, salesperson_id, customer_id, cars, price, requested_date, note, "
            "  placed_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?) RETURNING id",
            number, scope.organisation, scope.region.value_or(scope.organisation), scope.person, command.customer_id,
            cars, command.requested_date, command.note.value_or(""), at)
        .value;
}

FleetSummary map_fleet(const db::Row& row) {
    FleetSummary fleet;
    fleet.id = row.get<core::OrderId>("id");
    fleet.number = row.get<std::string>("number");
    fleet.dealer = identity::map_organisation_ref(row, "dealer_");
    fleet.customer_name = row.opt<std::string>("customer_name");
    fleet.cars = row.get<int>("cars");
    fleet.price = row.get<core::Money>("price");
    fleet.requested_date = row.get<core::Date>("requested_date");
    fleet.note = row.get<std::string>("note");
    fleet.placed_at = row.get<core::Instant>("placed_at");
    return fleet;
}

/// The same people see fleets as see orders. How many cars it has and what they cost is what its orders say by now.
db::SqlBuilder visible_fleets(const core::Scope& scope) {
    using core::Role;
    db::SqlBuilder sql(
        "SELECT g.id, g.number, g.requested_date, g.note, g.placed_at, c.name AS customer_name, "
        "  (SELECT COUNT(*) FROM customer_order o WHERE o.fleet_id = g.id AND o.state NOT IN ('CANCELLED', 'REFUSED')) AS cars, "
        "  (SELECT COALESCE(SUM(o.price), 0.00) FROM customer_order o "
        "   WHERE o.fleet_id = g.id AND o.state NOT IN ('CANCELLED', 'REFUSED')) AS price, "
        "  d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en "
        "FROM fleet_order g JOIN organisation d ON d.id = g.dealer_id LEFT JOIN customer c ON c.id = g.customer_id WHERE");
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("g.dealer_id = ?", scope.organisation);
    } else if (scope.has(Role::regional_manager)) {
        sql.add("g.region_id = ?", scope.organisation);
    } else if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) {
        sql.add("TRUE");
    } else {
        sql.add("FALSE");
    }
    return sql;
}

}  // namespace

std::string place_fleet(db::Tx& tx, const OrderServices& services, const PlaceFleet& command, const core::Scope& scope,
                        const core::Actor& actor, core::Instant at) {
    if (scope.organisation_kind != core::OrganisationKind::dealer) throw core::Error(errors::not_a_dealer);
    const int cars = count_cars(command);
    require_models(*services.catalog.current(tx), command);
    const auto number = next_fleet_number(services.numbers, at);
    const auto fleet = insert_fleet(tx, number, command, cars, scope, at);
    core::Money total;
    for (std::size_t i = 0; i < command.cars.size(); ++i) {
        const auto& car = command.cars[i];
        const PlaceOrder order{command.kind,           car.model,   car.model_year, car.features, command.customer_id,
                               command.requested_date, command.note};
        of_fleet_car(i, [&] {
            for (int n = 0; n < car.count; ++n) {
                Placing placing{scope, actor, at, next_order_number(services.numbers, at)};
                placing.fleet = fleet;
                total += place_order(tx, services.catalog, order, placing).price;
            }
        });
    }
    // What was ordered; a version of the server before this one shows it.
    tx.execute("UPDATE fleet_order SET price = ? WHERE id = ?", total, fleet);
    db::audit(tx, at, actor, "fleet.placed", "fleet " + number, "",
              http::Json{{"cars", cars}, {"price", total.text()}}.dump());
    return number;
}

std::vector<FleetSummary> list_fleets(db::Tx& tx, const core::Scope& scope, const http::PageRequest& page) {
    auto sql = visible_fleets(scope);
    sql.add("AND g.id < ? ORDER BY g.id DESC LIMIT ?", page.before.value_or(~std::uint64_t{0}), page.limit + 1);
    return tx.list(map_fleet, sql);
}

FleetSummary require_fleet(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    auto sql = visible_fleets(scope);
    sql.add("AND g.number = ?", number);
    auto found = tx.list(map_fleet, sql);
    if (found.empty()) throw core::Error(errors::fleet_not_found, {{"number", number}});
    return std::move(found.front());
}

std::vector<OrderSummary> list_fleet_orders(db::Tx& tx, const core::Scope& scope, core::OrderId fleet) {
    OrderFilter filter;
    filter.fleet = fleet.value;
    filter.page.limit = most_fleet_cars;
    auto orders = list_orders(tx, scope, filter);
    std::reverse(orders.begin(), orders.end());
    return orders;
}

}  // namespace marque::orders
