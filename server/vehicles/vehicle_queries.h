#pragma once

#include <vector>

#include "http/paging.h"
#include "vehicles/vehicle_json.h"

namespace marque::vehicles {

/// The car's record as the asker may see it on that day; throws `vehicle.vin_invalid`, `vehicle.not_found`.
VehicleView read_vehicle(db::Tx& tx, const core::Scope& scope, const std::string& vin, core::Date today);

/// The car's life, newest first, one row more than the page holds. `page.before` is the id of the last event of the
/// page before. Throws as read_vehicle does, and `request.cursor_invalid`.
std::vector<EventView> list_events(db::Tx& tx, const core::Scope& scope, const std::string& vin,
                                   const http::PageRequest& page);

}  // namespace marque::vehicles
