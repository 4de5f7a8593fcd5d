#pragma once

#include "http/router.h"
#include "http/services.h"

/// The buyer's page: where one's own car is, by an address that cannot be guessed. The door of the slice.
namespace marque::tracking {

void add_routes(http::Router& router, http::Services& services);

}  // namespace marque::tracking
