#include "care/care.h"
#include "customers/customers.h"
#include "db/audit.h"
#include "orders/as_built.h"
#include "orders/change_order.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"
#include "vehicles/vehicles.h"

namespace marque::orders {
namespace {

core::CustomerId buyer_of(db::Tx& tx, const Order& order, const HandOverOrder& command) {
    if (order.customer && command.customer_id) throw core::Error(errors::buyer_fixed);
    if (order.customer) return *order.customer;
    if (!command.customer_id) throw core::Error(errors::buyer_needed);
    return customers::require_customer_of(tx, order.dealer, *command.customer_id).id;
}

}  // namespace

void hand_over(db::Tx& tx, const std::string& number, const HandOverOrder& command, const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::hand_over);
    const bool unreported = require_built_as_ordered(tx, order) == AsBuilt::not_reported;
    if (unreported && !command.looked_myself.value_or(false)) throw core::Error(errors::look_needed);
    const auto buyer = buyer_of(tx, order, command);
    const auto vehicle = vehicles::find_by_vin(tx, order.vin.value()).value();
    const auto today = core::local_date(doing.at, doing.scope.time_zone);
    vehicles::hand_over(tx, {vehicle.id, buyer, order.dealer, today, doing.at, command.odometer_km,
                             command.plate.value_or(""), order.number});
    care::HandedOver handed_over;
    handed_over.vehicle = vehicle.id;
    handed_over.owner = buyer;
    handed_over.region = order.region;
    handed_over.on = today;
    handed_over.today = today;
    care::plan_after_hand_over(tx, handed_over);
    order.customer = buyer;
    http::Json detail{{"odometer_km", command.odometer_km}, {"vin", *order.vin}};
    if (unreported) detail["looked_by"] = doing.actor.name;
    write_diary(tx, order, {doing.at, "HANDED_OVER", doing.actor.name, detail.dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.handed_over", "order " + number, "", detail.dump());
}

}  // namespace marque::orders
