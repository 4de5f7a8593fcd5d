#pragma once

#include "http/router.h"
#include "http/services.h"

namespace marque::builds {

/// The bridge's errands: what it is to ask the line, and messages it is to take again.
void add_errand_routes(http::Router& router, http::Services& services);

}  // namespace marque::builds
