#pragma once

#include "care/care_call.h"
#include "care/due_day.h"
#include "db/tx.h"

namespace marque::care {

/// The car's mileage as `today` knows it: the forecast of its readings, else the assumption from the odometer as it
/// stood at `odometer_on`.
Mileage mileage_of(db::Tx& tx, core::VehicleId vehicle, int odometer_km, core::Date odometer_on, core::Date today);

/// After a call in which a visit was booked: plans the call that asks whether it happened.
void plan_visit_check(db::Tx& tx, const CareCall& booked, core::Date today);

/// What a call is known by where it is the cause of another.
std::string reference_of(core::CareCallId id);

}  // namespace marque::care
