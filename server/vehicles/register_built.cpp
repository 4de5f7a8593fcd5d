#include "vehicles/vehicle_store.h"

namespace marque::vehicles {

std::optional<core::VehicleId> register_built(db::Tx& tx, const BuiltVehicle& built) {
    const auto produced_on = core::local_date(built.produced_at, time_zone_of(tx, built.plant_or_dealer));
    core::VehicleId id;
    try {
        id = insert_vehicle(tx, built, produced_on);
    } catch (const db::DuplicateKey& taken) {
        if (taken.key() != "vehicle_vin") throw;
        return find_build(tx, built);
    }
    insert_reading(tx, id, {produced_on, built.odometer_km}, OdometerSource::line, false);
    add_to_timeline(
        tx, {id, built.produced_at, EventKind::produced, built.plant_or_dealer, built.build_id, built.odometer_km, ""});
    return id;
}

}  // namespace marque::vehicles
