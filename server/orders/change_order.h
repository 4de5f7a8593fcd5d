#pragma once

#include "orders/change_windows.h"
#include "orders/order_store.h"
#include "orders/orders.h"

namespace marque::orders {

struct ChangeOrder {
    int version = 0;
    std::vector<std::string> features;
};
struct VersionedOrder {
    int version = 0;
};
struct HoldOrder {
    int version = 0;
    std::string reason;
};
struct ChangeBuyer {
    int version = 0;
    core::CustomerId customer_id;
    std::optional<bool> keep_discount = {};  ///< a manager grants the new buyer what the former one was given
};
struct ChangeDestination {
    int version = 0;
    core::OrganisationId destination_id;
};
struct CancelOrder {
    int version = 0;
    std::string reason;
};
struct HandOverOrder {
    int version = 0;
    int odometer_km = 0;
    std::optional<std::string> plate;
    std::optional<core::CustomerId> customer_id;
    std::optional<bool> looked_myself = {};  ///< at the car beside its order, where the line did not say what it built
};

/// Who does it, when.
struct Doing {
    core::Scope scope;
    core::Actor actor;
    core::Instant at;
    core::Instant real_now;
};

/// Asks the line for another configuration; the order stays what it is until the line has answered. Before the line
/// knows the order the change is made at once. Throws `order.stale_version`, `order.illegal_move`,
/// `order.change_pending`, `order.nothing_changed`, `order.discount_above_limit`, `order.change_window_closed`,
/// `catalog.…`.
void change_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const ChangeOrder& command,
                  const Doing& doing);
/// Asks the line to let go of the car. Throws `order.stale_version`, `order.illegal_move`, `order.cancel_pending`.
void cancel_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const CancelOrder& command,
                  const Doing& doing);
/// Another buyer of the same dealer; the line does not mind. A discount was approved for the former buyer: it ends, and
/// the answer says so, unless a manager who did not sell the car grants it anew. Throws `order.nothing_changed`,
/// `order.discount_needs_manager`, `customer.not_found`.
std::vector<catalog::PriceNotice> change_buyer(db::Tx& tx, const std::string& number, const ChangeBuyer& command,
                                               const Doing& doing);
/// Another place of the same dealer; the line, which sends the car on its way, is asked once it knows the order. Throws
/// `order.nothing_changed`, `order.destination_unknown`, `order.change_pending`.
void change_destination(db::Tx& tx, catalog::Catalog& catalog, const std::string& number,
                        const ChangeDestination& command, const Doing& doing);
/// Gives the car to its buyer: ownership, warranty, the care plan. Throws `order.stale_version`, `order.illegal_move`,
/// `order.buyer_needed`, `order.buyer_fixed`, `order.as_built_differs`, `order.look_needed`, `vehicle.…`.
void hand_over(db::Tx& tx, const std::string& number, const HandOverOrder& command, const Doing& doing);

/// The features of a judged configuration, with what packages bring.
std::vector<ConfiguredFeature> configured(const catalog::Model& model, const catalog::Verdict& verdict);
/// The market in which an order is changed: today's, and what the order has stays on offer in it.
catalog::Market market_of(const Order& order, const std::vector<ConfiguredFeature>& has, core::Date today);
/// What a change makes of an order's price: what stays keeps the price it was ordered at, what is new has today's, and
/// a discount that a quote gave stays as it is.
struct Repriced {
    std::vector<ConfiguredFeature> features;
    core::Money price;
};
Repriced reprice(const catalog::Model& model, const catalog::Verdict& verdict,
                 const std::vector<ConfiguredFeature>& before, core::Money price_before);
/// What a quote took off the prices of these features.
core::Money discount_of(const std::vector<ConfiguredFeature>& features, core::Money price);
/// The codes that were chosen for the order's current configuration, without what packages bring.
std::vector<std::string> feature_codes(db::Tx& tx, const Order& order);
/// What the one has and the other has not, in the model's order.
std::vector<TouchedFeature> touched_features(const catalog::Model& model, const std::vector<ConfiguredFeature>& before,
                                             const std::vector<ConfiguredFeature>& after);
/// Puts the configuration in the place of the current one, without asking anybody.
void replace_configuration(db::Tx& tx, Order& order, const NewConfiguration& configuration, core::Instant at);

}  // namespace marque::orders
