#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "core/time.h"
#include "db/pool.h"

/// Makers of small test data. Each call makes new rows under names that no other test uses, so tests that share a
/// database do not meet.
namespace marque::support {

/// `prefix` and a number that this process gives once.
std::string unique(const std::string& prefix);

struct Organisation {
    core::OrganisationId id;
    std::string code;
    core::OrganisationKind kind{};
    std::optional<core::OrganisationId> region;
};
Organisation make_organisation(db::Pool& pool, core::OrganisationKind kind,
                               std::optional<core::OrganisationId> parent = {});

struct Person {
    core::PersonId id;
    std::string sign_in_name;
    std::string password;
    std::string name;
    core::Scope scope;
};
Person make_person(db::Pool& pool, const Organisation& organisation, std::initializer_list<core::Role> roles);

/// Two dealers and two service stations of one region, a dealer of another region, and the maker's own houses. Nobody
/// has two roles.
struct Network {
    Organisation maker, region, other_region, dealer, other_dealer, far_dealer, station, other_station, plant,
        care_centre;
    Person salesperson, dealer_manager;  ///< of `dealer`
    Person other_salesperson;            ///< of `other_dealer`, same region
    Person far_salesperson;              ///< of `far_dealer`, other region
    Person regional_manager, other_regional_manager;
    Person service_adviser, technician, station_manager;  ///< of `station`
    Person other_adviser, other_technician;               ///< of `other_station`
    Person care_agent, other_care_agent, customer_manager, care_lead;
    Person technical_engineer, plant_planner, administrator, auditor;
};
Network make_network(db::Pool& pool);

struct Line {
    std::string code;
    std::vector<std::string>
        stations;  ///< in order: two of BODY, one each of PAINT and ASSEMBLY, LINE-OFF, YARD-IN, SHIPPED, ARRIVED
};
Line make_line(db::Pool& pool);

/// Can be ordered since 2020. Features by code; prices in CNY:
///   TRIM T1 150000, T2 180000 · ENGINE E1 0, E2 12000 · EXTERIOR_COLOUR C1 0, C2 3000 · INTERIOR_TRIM I1 0
///   OPTION OA 5000, OB 2000, OC 4000, OD 6000
/// Rules: R1 OA REQUIRES OB; R2 OC EXCLUDES OA; R3 OD ONLY_WITH T2; R4 OB INCLUDED_IN T2.
struct Model {
    core::ModelId id;
    std::string code;
    unsigned year = 2026;
    std::string line;
    std::map<std::string, core::FeatureId> features;
};
Model make_model(db::Pool& pool, const std::string& line);

struct Customer {
    core::CustomerId id;
    std::string name;
    std::string phone;  ///< E.164
};
Customer make_customer(db::Pool& pool, core::OrganisationId dealer);

/// A VIN with the right check digit that no other test uses.
std::string make_vin();

struct Vehicle {
    core::VehicleId id;
    std::string vin;
};
/// Built 30 days before `delivered_on`; owned by `owner` since then, with 12 km on the clock.
Vehicle make_vehicle(db::Pool& pool, const Model& model, const Customer& owner, core::Date delivered_on);

struct LabourOperation {
    std::string code;  ///< 1.50 hours at 200.00
};
LabourOperation make_labour_operation(db::Pool& pool, std::optional<unsigned> maintenance_km = {});
struct Part {
    std::string part_no;  ///< 88.80 each
};
Part make_part(db::Pool& pool, bool serialised = false);

}  // namespace marque::support
