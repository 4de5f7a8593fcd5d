#pragma once

#include <limits>

#include "builds/builds.h"
#include "http/paging.h"
#include "http/router.h"
#include "http/services.h"
#include "materials/call_off_views.h"

namespace marque::materials {

/// What suppliers fetch by themselves, and how a planner lets them.
void add_supplier_routes(http::Router& router, http::Services& services);

/// The version of the path; of one that cannot be, a number that no version has.
inline int version_of(const http::Request& request) {
    const auto version = request.path_id("version");
    return version > std::numeric_limits<int>::max() ? -1 : static_cast<int>(version);
}

/// What is read of the line of the path, which must be one that the asker may know.
template <class Read>
auto on_line(http::Services& services, const http::Request& request, Read&& read) {
    const auto& line = request.path_param("line");
    return db::read(services.pool, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, line);
        return read(tx, line);
    });
}
template <class Read>
http::Response of_line(http::Services& services, const http::Request& request, Read&& read) {
    return http::Response::of(200, on_line(services, request, std::forward<Read>(read)));
}

/// One page of a supplier's call-offs, the newest version first.
inline http::Page<CallOffView> page_of_versions(std::vector<CallOffView> versions, int limit) {
    return http::make_page(std::move(versions), limit,
                           [](const CallOffView& last) { return std::to_string(last.version); });
}

}  // namespace marque::materials
