#pragma once

#include "http/router.h"
#include "http/services.h"

/// A dealer's people: who is there, what hangs on whom, and how it passes on when somebody leaves or moves. Stands
/// above the slices whose rows have a salesperson. The door of the slice.
namespace marque::staff {

void add_routes(http::Router& router, http::Services& services);

}  // namespace marque::staff
