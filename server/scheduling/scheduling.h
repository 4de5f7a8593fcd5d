#pragma once

#include "catalog/catalog.h"
#include "http/router.h"
#include "http/services.h"

/// The order in which a mixed line takes the cars that wait for it: slots, sequence, the frozen horizon, what a planner
/// changes of it. The door of the slice.
namespace marque::scheduling {

void add_routes(http::Router& router, const http::Services& services, catalog::Catalog& catalog);

/// One round of the follower: each line with a schedule whose turn it is and that no other server copy has leased.
void follow_plans(http::Services& services, catalog::Catalog& catalog);

/// Enters schedules from their JSON form, for lines that have none yet: [{"line": …, "schedule": …}]. Throws
/// core::Error for what cannot be read or meant.
void load_schedules(db::Tx& tx, const std::string& json);

}  // namespace marque::scheduling
