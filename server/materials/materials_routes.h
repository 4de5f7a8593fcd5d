#pragma once

#include "http/router.h"
#include "http/services.h"

namespace marque::materials {

/// What suppliers fetch by themselves, and how a planner lets them.
void add_supplier_routes(http::Router& router, http::Services& services);

/// The version of the path; of one that cannot be, a number that no version has.
inline int version_of(const http::Request& request) {
    const auto version = request.path_id("version");
    return version > 0xffffffff ? -1 : static_cast<int>(version & 0x7fffffff);
}

}  // namespace marque::materials
