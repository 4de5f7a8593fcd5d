#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <string>

#include "core/enum_text.h"
#include "core/ids.h"

namespace marque::core {

enum class Role {
    salesperson,
    dealer_manager,
    regional_manager,
    service_adviser,
    technician,
    station_manager,
    care_agent,
    customer_manager,
    care_lead,
    technical_engineer,
    plant_planner,
    administrator,
    auditor
};

template <>
struct EnumText<Role> {
    static constexpr std::array<std::pair<Role, std::string_view>, 13> names{{
        {Role::salesperson, "SALESPERSON"},
        {Role::dealer_manager, "DEALER_MANAGER"},
        {Role::regional_manager, "REGIONAL_MANAGER"},
        {Role::service_adviser, "SERVICE_ADVISER"},
        {Role::technician, "TECHNICIAN"},
        {Role::station_manager, "STATION_MANAGER"},
        {Role::care_agent, "CARE_AGENT"},
        {Role::customer_manager, "CUSTOMER_MANAGER"},
        {Role::care_lead, "CARE_LEAD"},
        {Role::technical_engineer, "TECHNICAL_ENGINEER"},
        {Role::plant_planner, "PLANT_PLANNER"},
        {Role::administrator, "ADMINISTRATOR"},
        {Role::auditor, "AUDITOR"},
    }};
};

enum class OrganisationKind { maker, region, dealer, service_station, plant, care_centre };

template <>
struct EnumText<OrganisationKind> {
    static constexpr std::array<std::pair<OrganisationKind, std::string_view>, 6> names{{
        {OrganisationKind::maker, "MAKER"},
        {OrganisationKind::region, "REGION"},
        {OrganisationKind::dealer, "DEALER"},
        {OrganisationKind::service_station, "SERVICE_STATION"},
        {OrganisationKind::plant, "PLANT"},
        {OrganisationKind::care_centre, "CARE_CENTRE"},
    }};
};

class RoleSet {
  public:
    constexpr RoleSet() = default;
    constexpr RoleSet(std::initializer_list<Role> roles) {
        for (const Role role : roles) add(role);
    }
    constexpr void add(Role role) { bits_ |= 1U << static_cast<unsigned>(role); }
    constexpr bool has(Role role) const { return (bits_ & (1U << static_cast<unsigned>(role))) != 0; }
    constexpr bool intersects(RoleSet other) const { return (bits_ & other.bits_) != 0; }
    constexpr bool empty() const { return bits_ == 0; }

  private:
    unsigned bits_ = 0;
};

/// Who asks. Every query of data that belongs to somebody takes one, so that it cannot be forgotten.
struct Scope {
    PersonId person;
    OrganisationId organisation;
    OrganisationKind organisation_kind = OrganisationKind::maker;
    std::string organisation_code;
    std::string time_zone;
    /// The region that the organisation belongs to; itself for a region, none for the maker, plants and care centres.
    std::optional<OrganisationId> region;
    RoleSet roles;

    bool has(Role role) const { return roles.has(role); }
    bool has_any(RoleSet wanted) const { return roles.intersects(wanted); }
};

/// Who caused a change, for the audit trail. A program has no person.
struct Actor {
    std::optional<PersonId> person;
    std::string name;
    std::string address;
    std::string request_id;
};

}  // namespace marque::core
