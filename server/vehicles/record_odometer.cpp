#include "vehicles/vehicle_store.h"

namespace marque::vehicles {

bool record_odometer(db::Tx& tx, core::VehicleId vehicle, core::Date on, int km, OdometerSource source) {
    lock_vehicle(tx, vehicle);
    const OdometerReading reading{on, km};
    const auto around = trusted_neighbours(tx, vehicle, on);
    const bool suspect = is_suspect(reading, around.before, around.after);
    insert_reading(tx, vehicle, reading, source, suspect);
    if (!suspect) move_odometer(tx, vehicle, reading);
    return suspect;
}

}  // namespace marque::vehicles
