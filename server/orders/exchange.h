#pragma once

#include <set>

#include "orders/change_order.h"
#include "orders/orders.h"

namespace marque::orders {

/// How far a car may be from what was ordered for the two to change places.
constexpr int most_differences = 2;

/// One feature of a configuration as two of them are compared.
struct ExchangeFeature {
    core::FeatureId id;
    catalog::Family family = catalog::Family::option;
    std::string code;
    core::Localized name;
    core::Money amount;
    bool included = false;
};

/// What the buyer of `ordered` gets with `built`, and pays for it: what stays keeps the price it was promised at, what
/// is new costs what it cost when the car was ordered, and a discount that was given stays as it is.
struct ExchangeTerms {
    std::vector<CarDifference> differences;
    std::vector<ConfiguredFeature> features;
    core::Money price;
};
ExchangeTerms terms_of_exchange(const std::vector<ExchangeFeature>& ordered, const std::vector<ExchangeFeature>& built,
                                core::Money price);

/// The features of the orders' current configurations.
std::map<core::OrderId, std::vector<ExchangeFeature>> exchange_features(db::Tx& tx,
                                                                        const std::vector<core::OrderId>& orders);

}  // namespace marque::orders
