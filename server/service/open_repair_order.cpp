#include "db/audit.h"
#include "service/repair_order_store.h"
#include "service/repair_use_cases.h"
#include "service/service.h"
#include "service/service_json.h"
#include "vehicles/vehicles.h"

namespace marque::service {

std::string next_repair_order_number(db::NumberSeries& numbers, core::Date on) {
    return db::number_text("RO", on, numbers.next("RO"));
}

void open_repair_order(db::Tx& tx, const Act& act, const OpenRepairOrder& command) {
    const auto vin = vehicles::require_vin(command.vin, "/vin").text();
    const auto vehicle = vehicles::require_visible(tx, act.scope, vin);
    RepairOrder order;
    order.number = command.number;
    order.station = act.scope.organisation;
    order.vehicle = vehicle;
    order.adviser = act.scope.person;
    order.odometer_km = command.odometer_km;
    order.odometer_suspect = vehicles::record_odometer(tx, vehicle, core::local_date(act.at, act.scope.time_zone),
                                                       command.odometer_km, vehicles::OdometerSource::repair_order);
    order.complaint = command.complaint;
    order.opened_at = act.at;
    order.id = insert_repair_order(tx, order);

    const auto believed = order.odometer_suspect ? std::nullopt : std::optional(order.odometer_km);
    vehicles::add_to_timeline(tx, {vehicle, act.at, vehicles::EventKind::repair_opened, order.station, order.number,
                                   believed, opened_summary(order)});
    db::audit(tx, act.at, act.actor, "repair_order.opened", "repair_order " + order.number, "",
              audit_opened(order, vin));
}

}  // namespace marque::service
