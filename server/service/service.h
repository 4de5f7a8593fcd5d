#pragma once

#include "http/router.h"
#include "http/services.h"

/// Service stations: repair orders with their operations and parts. The door of the slice.
namespace marque::service {

void add_routes(http::Router& router, http::Services& services);

}  // namespace marque::service
