#include "vehicles/vehicle_sight.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque;

using core::OrganisationId;
using core::Role;
using marque::vehicles::may_see;
using marque::vehicles::may_see_owner;
using marque::vehicles::VehicleTies;

constexpr OrganisationId region{1}, other_region{2}, dealer{10}, other_dealer{11}, station{20}, other_station{21},
    centre{30};

core::Scope who(Role role, OrganisationId organisation, std::optional<OrganisationId> of_region = std::nullopt) {
    core::Scope scope;
    scope.organisation = organisation;
    scope.region = of_region;
    scope.roles.add(role);
    return scope;
}

/// Ordered by `dealer`, whose customer the owner is, and not in any workshop.
const VehicleTies at_home{dealer, region, dealer, region, std::nullopt};

BOOST_AUTO_TEST_SUITE(vehicles)

BOOST_AUTO_TEST_CASE(every_workshop_sees_every_car) {
    for (const Role role : {Role::service_adviser, Role::technician, Role::station_manager}) {
        BOOST_TEST(may_see(who(role, station, region), at_home));
        BOOST_TEST(may_see(who(role, other_station, other_region), {}));
    }
}

BOOST_AUTO_TEST_CASE(care_and_the_makers_people_see_every_car) {
    for (const Role role : {Role::care_agent, Role::customer_manager, Role::care_lead, Role::technical_engineer,
                            Role::plant_planner, Role::administrator, Role::auditor}) {
        BOOST_TEST(may_see(who(role, centre), {}));
    }
}

BOOST_AUTO_TEST_CASE(a_dealer_sees_the_cars_it_ordered_and_its_customers_cars) {
    for (const Role role : {Role::salesperson, Role::dealer_manager}) {
        BOOST_TEST(may_see(who(role, dealer, region), {dealer, region, {}, {}, {}}));
        BOOST_TEST(may_see(who(role, dealer, region), {other_dealer, other_region, dealer, region, {}}));
        BOOST_TEST(!may_see(who(role, other_dealer, region), at_home));
        BOOST_TEST(!may_see(who(role, dealer, region), {}));
    }
}

BOOST_AUTO_TEST_CASE(a_regional_manager_sees_the_cars_of_the_regions_dealers) {
    BOOST_TEST(may_see(who(Role::regional_manager, region, region), at_home));
    BOOST_TEST(may_see(who(Role::regional_manager, region, region), {{}, {}, dealer, region, {}}));
    BOOST_TEST(!may_see(who(Role::regional_manager, other_region, other_region), at_home));
    BOOST_TEST(!may_see(who(Role::regional_manager, region), {}));
}

BOOST_AUTO_TEST_CASE(who_the_owner_is_care_and_the_administrator_may_know) {
    for (const Role role : {Role::care_agent, Role::customer_manager, Role::care_lead, Role::administrator}) {
        BOOST_TEST(may_see_owner(who(role, centre), at_home));
    }
    for (const Role role : {Role::technical_engineer, Role::plant_planner, Role::auditor}) {
        BOOST_TEST(!may_see_owner(who(role, centre), at_home));
    }
    BOOST_TEST(!may_see_owner(who(Role::regional_manager, region, region), at_home));
}

BOOST_AUTO_TEST_CASE(who_the_owner_is_only_the_owners_dealer_may_know) {
    BOOST_TEST(may_see_owner(who(Role::salesperson, dealer, region), at_home));
    // The car was sold on: the dealer that once ordered it still sees the car, not its new owner.
    const VehicleTies sold_on{dealer, region, other_dealer, region, std::nullopt};
    BOOST_TEST(may_see(who(Role::salesperson, dealer, region), sold_on));
    BOOST_TEST(!may_see_owner(who(Role::salesperson, dealer, region), sold_on));
    BOOST_TEST(may_see_owner(who(Role::salesperson, other_dealer, region), sold_on));
}

BOOST_AUTO_TEST_CASE(who_the_owner_is_only_the_workshop_with_the_car_may_know) {
    const VehicleTies in_workshop{dealer, region, dealer, region, station};
    BOOST_TEST(may_see_owner(who(Role::service_adviser, station, region), in_workshop));
    BOOST_TEST(!may_see_owner(who(Role::service_adviser, other_station, region), in_workshop));
    BOOST_TEST(!may_see_owner(who(Role::service_adviser, station, region), at_home));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
