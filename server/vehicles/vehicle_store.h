#pragma once

#include <vector>

#include "vehicles/odometer.h"
#include "vehicles/vehicle_sight.h"
#include "vehicles/vehicles.h"
#include "vehicles/warranty.h"

namespace marque::vehicles {

/// Takes the new car's row; throws db::DuplicateKey on `vehicle_vin`.
core::VehicleId insert_vehicle(db::Tx& tx, const BuiltVehicle& built, core::Date produced_on);
/// Whether the VIN names the car of this very build.
std::optional<core::VehicleId> find_build(db::Tx& tx, const BuiltVehicle& built);

void begin_ownership(db::Tx& tx, const HandOver& command);
void insert_warranty(db::Tx& tx, core::VehicleId vehicle, const Warranty& warranty);
std::vector<Warranty> warranties_of(db::Tx& tx, core::VehicleId vehicle);

/// The trusted readings on either side of a day: the last one up to it, the first one after it.
struct Neighbours {
    std::optional<OdometerReading> before;
    std::optional<OdometerReading> after;
};
Neighbours trusted_neighbours(db::Tx& tx, core::VehicleId vehicle, core::Date on);
void insert_reading(db::Tx& tx, core::VehicleId vehicle, const OdometerReading& reading, OdometerSource source,
                    bool suspect);
/// Moves the car's odometer, unless a later day's reading already stands there.
void move_odometer(db::Tx& tx, core::VehicleId vehicle, const OdometerReading& reading);

/// Reads `order_dealer`, `order_region`, `owner_dealer`, `owner_region`, `open_station` of a joined row.
VehicleTies map_ties(const db::Row& row);

/// The zone of the place where something happens: its dates are that place's.
std::string time_zone_of(db::Tx& tx, core::OrganisationId organisation);

}  // namespace marque::vehicles
