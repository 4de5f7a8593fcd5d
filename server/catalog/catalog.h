#pragma once

#include "http/router.h"
#include "http/services.h"

/// Models, features, rules and prices. The door of the slice.
namespace marque::catalog {

void add_routes(http::Router& router, http::Services& services);

}  // namespace marque::catalog
