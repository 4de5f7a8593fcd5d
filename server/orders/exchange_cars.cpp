#include "orders/exchange.h"
#include "orders/order_errors.h"
#include "orders/order_views.h"

namespace marque::orders {
namespace {

/// A dealer has so many unsold cars of one model at most that are looked at; the oldest come first.
constexpr int most_cars = 500;

StockCar map_stock_car(const db::Row& row) {
    StockCar car;
    car.id = row.get<core::OrderId>("id");
    car.order_number = row.get<std::string>("number");
    car.state = row.get<State>("state");
    car.configuration_version = row.get<int>("configuration_version");
    car.build_id = row.opt<std::string>("build_id");
    car.vin = row.opt<std::string>("vin");
    car.station = row.opt<std::string>("station");
    car.held = row.opt<std::string>("build_state") == "HELD";
    car.destination = identity::map_organisation_ref(row, "destination_");
    return car;
}

/// Only the dealer's open orders that no buyer has and the line is building: the index holds nothing else.
std::vector<StockCar> unsold_cars(db::Tx& tx, core::OrganisationId dealer, core::ModelId model) {
    return tx.list(
        map_stock_car,
        "SELECT o.id, o.number, o.state, o.configuration_version, o.build_id, o.vin, b.station, b.state AS build_state, "
        "  t.id AS destination_id, t.code AS destination_code, t.name_zh AS destination_name_zh, "
        "  t.name_en AS destination_name_en "
        "FROM customer_order o FORCE INDEX (customer_order_unsold) JOIN organisation t ON t.id = o.destination_id "
        "LEFT JOIN build b ON b.live_order_id = o.id "
        "WHERE o.unsold_dealer_id = ? AND o.model_id = ? AND NOT o.cancel_requested AND NOT EXISTS "
        "  (SELECT 1 FROM order_configuration c WHERE c.order_id = o.id AND c.state = 'PENDING') "
        "ORDER BY o.id LIMIT ?",
        dealer, model, most_cars);
}

}  // namespace

std::map<core::OrderId, std::vector<ExchangeFeature>> exchange_features(db::Tx& tx,
                                                                        const std::vector<core::OrderId>& orders) {
    std::map<core::OrderId, std::vector<ExchangeFeature>> features;
    db::SqlBuilder sql(
        "SELECT l.order_id, l.feature_id, l.amount, l.included, f.family, f.code, f.name_zh, f.name_en FROM customer_order o "
        "JOIN order_line l ON l.order_id = o.id AND l.version = o.configuration_version "
        "JOIN feature f ON f.id = l.feature_id WHERE o.id IN");
    sql.add_in(orders).add("ORDER BY l.order_id, f.family, f.sort_order, f.id");
    tx.list(
        [&](const db::Row& row) {
            features[row.get<core::OrderId>("order_id")].push_back(
                {row.get<core::FeatureId>("feature_id"),
                 row.get<catalog::Family>("family"),
                 row.get<std::string>("code"),
                 {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
                 row.get<core::Money>("amount"),
                 row.get<bool>("included")});
            return 0;
        },
        sql);
    return features;
}

std::vector<StockCar> cars_to_take_over(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    const auto waiting = find_order(tx, require_visible(tx, scope, number)).value();
    if (waiting.kind != Kind::customer || waiting.cancel_requested ||
        !find_transition(waiting.state, Action::take_over))
        return {};
    auto cars = unsold_cars(tx, waiting.dealer, waiting.model);
    if (cars.empty()) return {};
    std::vector<core::OrderId> ids{waiting.id};
    for (const auto& car : cars) ids.push_back(car.id);
    const auto features = exchange_features(tx, ids);
    std::vector<StockCar> alike;
    for (auto& car : cars) {
        auto terms = terms_of_exchange(features.at(waiting.id), features.at(car.id), waiting.price);
        if (terms.differences.size() > most_differences) continue;
        car.differences = std::move(terms.differences);
        car.price = terms.price;
        car.price_effect = terms.price - waiting.price;
        alike.push_back(std::move(car));
    }
    return alike;
}

}  // namespace marque::orders
