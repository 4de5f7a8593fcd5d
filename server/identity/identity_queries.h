#pragma once

#include <string>
#include <vector>

#include "http/paging.h"
#include "identity/identity.h"

namespace marque::identity {

struct OrganisationView {
    core::OrganisationId id;
    core::OrganisationKind kind = core::OrganisationKind::maker;
    std::string code;
    core::Localized name;
    std::optional<core::OrganisationId> parent_id;
    std::string time_zone;
    core::Localized city;
};
MARQUE_JSON(OrganisationView, id, kind, code, name, parent_id, time_zone, city)

struct PersonView {
    core::PersonId id;
    std::string sign_in_name;
    std::string name;
    core::OrganisationId organisation_id;
    core::Localized organisation_name;
    std::vector<core::Role> roles;
    bool active = true;
};
MARQUE_JSON(PersonView, id, sign_in_name, name, organisation_id, organisation_name, roles, active)

struct MeView {
    core::PersonId id;
    std::string sign_in_name;
    std::string name;
    std::string locale;
    OrganisationView organisation;
    std::vector<core::Role> roles;
    core::Instant expires_at;
    bool demo = false;
};
MARQUE_JSON(MeView, id, sign_in_name, name, locale, organisation, roles, expires_at, demo)

struct DemoSignIn {
    std::string sign_in_name;
    std::string name;
    core::Role role = core::Role::salesperson;
    core::Localized organisation;
};
MARQUE_JSON(DemoSignIn, sign_in_name, name, role, organisation)

struct AuditView {
    std::uint64_t id = 0;
    core::Instant at;
    std::string actor;
    std::string address;
    std::string request_id;
    std::string action;
    std::string subject;
    http::Json before;
    http::Json after;
};
MARQUE_JSON(AuditView, id, at, actor, address, request_id, action, subject, before, after)

MeView read_me(db::Tx& tx, const core::Scope& scope, core::Instant expires_at, bool demo);
/// The network's organisations are no secret: every signed-in person may list them.
std::vector<OrganisationView> list_organisations(db::Tx& tx, std::optional<core::OrganisationKind> kind,
                                                 const http::PageRequest& page);
/// People of the asker's own organisation; administrators and auditors may name another one, or none for all.
std::vector<PersonView> list_people(db::Tx& tx, const core::Scope& scope,
                                    std::optional<core::OrganisationId> organisation, std::optional<core::Role> role,
                                    const http::PageRequest& page);
/// For each role the people a newcomer may sign in as, a few of each.
std::vector<DemoSignIn> list_demo_sign_ins(db::Tx& tx);
std::vector<AuditView> list_audit(db::Tx& tx, const std::optional<std::string>& subject, const http::PageRequest& page);

}  // namespace marque::identity
