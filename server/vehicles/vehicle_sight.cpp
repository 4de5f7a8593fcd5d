#include "vehicles/vehicle_sight.h"

namespace marque::vehicles {
namespace {

using core::Role;

constexpr core::RoleSet workshop{Role::service_adviser, Role::technician, Role::station_manager};
constexpr core::RoleSet care{Role::care_agent, Role::customer_manager, Role::care_lead};
constexpr core::RoleSet whole_network{Role::technical_engineer, Role::plant_planner, Role::administrator,
                                      Role::auditor};
constexpr core::RoleSet dealer_staff{Role::salesperson, Role::dealer_manager};

}  // namespace

bool may_see(const core::Scope& scope, const VehicleTies& ties) {
    if (scope.has_any(workshop) || scope.has_any(care) || scope.has_any(whole_network)) return true;
    if (scope.has_any(dealer_staff) &&
        (ties.order_dealer == scope.organisation || ties.owner_dealer == scope.organisation)) {
        return true;
    }
    return scope.has(Role::regional_manager) && scope.region &&
           (ties.order_region == scope.region || ties.owner_region == scope.region);
}

bool may_see_owner(const core::Scope& scope, const VehicleTies& ties) {
    if (scope.has_any(care) || scope.has(Role::administrator)) return true;
    if (scope.has_any(dealer_staff) && ties.owner_dealer == scope.organisation) return true;
    return scope.has_any(workshop) && ties.open_station == scope.organisation;
}

}  // namespace marque::vehicles
