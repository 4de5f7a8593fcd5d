#pragma once

#include "orders/orders.h"

namespace marque::orders {

struct ChangeOrder {
    int version = 0;
    std::vector<std::string> features;
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
};

/// Who does it, when.
struct Doing {
    core::Scope scope;
    core::Actor actor;
    core::Instant at;
    core::Instant real_now;
};

/// Asks the line for another configuration; the order stays what it is until the line has answered. Throws
/// `order.stale_version`, `order.illegal_move`, `order.change_pending`, `order.nothing_changed`, `catalog.…`.
void change_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const ChangeOrder& command, const Doing& doing);
/// Asks the line to let go of the car. Throws `order.stale_version`, `order.illegal_move`, `order.cancel_pending`.
void cancel_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const CancelOrder& command, const Doing& doing);
/// Gives the car to its buyer: ownership, warranty, the care plan. Throws `order.stale_version`, `order.illegal_move`,
/// `order.buyer_needed`, `order.buyer_fixed`, `vehicle.…`.
void hand_over(db::Tx& tx, const std::string& number, const HandOverOrder& command, const Doing& doing);

}  // namespace marque::orders
