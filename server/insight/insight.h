#pragma once

#include "http/router.h"
#include "http/services.h"

/// Reads across slices. The door of the slice.
namespace marque::insight {

void add_routes(http::Router& router, http::Services& services);

}  // namespace marque::insight
