#pragma once

#include <string>
#include <vector>

#include "core/scope.h"
#include "core/time.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// Proactive calls: planned over the years of ownership, each explaining itself. The door of the slice.
namespace marque::care {

void add_routes(http::Router& router, http::Services& services);

/// Plans every call that a hand-over causes. Doing it twice plans once. Calls still planned for a former owner of the
/// car pass to the new one. For a person who does not want to be called nothing is planned.
struct HandedOver {
    core::VehicleId vehicle;
    core::CustomerId owner;
    core::OrganisationId region;
    core::Date on;
    core::Date today;  ///< a call whose window was over by then is not planned any more
};
void plan_after_hand_over(db::Tx& tx, const HandedOver& event);

/// A closed repair: plans its follow-up, moves planned maintenance calls by the new mileage forecast, drops a
/// maintenance call whose work was just done.
struct RepairClosed {
    core::VehicleId vehicle;
    core::Date on;
    std::string repair_order_number;
    std::vector<std::string> operation_codes;
    core::Date today;  ///< a call whose window was over by then is not planned any more
};
void plan_after_repair(db::Tx& tx, const RepairClosed& event);

}  // namespace marque::care
