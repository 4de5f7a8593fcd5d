#pragma once

#include "http/router.h"
#include "http/services.h"

namespace marque::builds {

/// The endpoints of marque-bridge; each asks for the token of the line it speaks of.
void add_bridge_routes(http::Router& router, http::Services& services);

}  // namespace marque::builds
