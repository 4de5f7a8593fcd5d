#pragma once

#include "http/router.h"
#include "http/services.h"

/// Builds on the line: build IDs, progress, holds, genealogy, the bridge's endpoints. The door of the slice.
namespace marque::builds {

void add_routes(http::Router& router, http::Services& services);

}  // namespace marque::builds
