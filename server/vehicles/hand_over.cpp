#include "vehicles/vehicle_errors.h"
#include "vehicles/vehicle_store.h"

namespace marque::vehicles {

void hand_over(db::Tx& tx, const HandOver& command) {
    const auto vehicle = lock_vehicle(tx, command.vehicle);
    if (vehicle.delivered_on) {
        throw core::Error(errors::already_delivered,
                          {{"vin", vehicle.vin}, {"on", core::to_iso_date(*vehicle.delivered_on)}});
    }
    if (command.odometer_km < vehicle.odometer_km) {
        throw core::Error(errors::odometer_backwards, {{"km", std::to_string(command.odometer_km)},
                                                       {"known", std::to_string(vehicle.odometer_km)}});
    }
    begin_ownership(tx, command);
    for (const auto& terms : new_car_warranties) insert_warranty(tx, command.vehicle, grant(terms, command.on));
    record_odometer(tx, command.vehicle, command.on, command.odometer_km, OdometerSource::hand_over);
    add_to_timeline(tx, {command.vehicle, command.at, EventKind::handed_over, command.dealer, command.order_number,
                         command.odometer_km, ""});
}

}  // namespace marque::vehicles
