#pragma once

#include <optional>

#include "core/scope.h"

namespace marque::vehicles {

/// Whom a car belongs to or concerns, as far as it decides who may see it.
struct VehicleTies {
    std::optional<core::OrganisationId> order_dealer;
    std::optional<core::OrganisationId> order_region;
    std::optional<core::OrganisationId> owner_dealer;  ///< the dealer whose customer the owner is
    std::optional<core::OrganisationId> owner_region;
    std::optional<core::OrganisationId> open_station;  ///< the service station where it stands right now
};

/// A workshop must see the whole life of any car that rolls in; a dealer sees the cars it ordered and those of its
/// customers, a regional manager those of the region's dealers.
bool may_see(const core::Scope& scope, const VehicleTies& ties);

/// Who the owner is: for the care centre, the administrator, the owner's dealer, and the service station that has the
/// car in its workshop.
bool may_see_owner(const core::Scope& scope, const VehicleTies& ties);

}  // namespace marque::vehicles
