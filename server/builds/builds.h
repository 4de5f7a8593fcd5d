#pragma once

#include "http/router.h"
#include "http/services.h"

/// Builds on the line: build IDs, progress, holds, genealogy, the bridge's endpoints. The door of the slice.
namespace marque::builds {

void add_routes(http::Router& router, http::Services& services);

/// For a demonstration network: cars of its loaded past that are on the road reach their dealer when the carrier meant
/// to be there, as no line speaks for them any more. A bounded number a call; returns how many arrived.
std::size_t arrive_by_plan(http::Services& services);

}  // namespace marque::builds
