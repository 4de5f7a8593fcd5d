#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/localized.h"
#include "core/scope.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/server.h"
#include "http/services.h"

/// People, organisations, roles, sessions and service tokens. The door of the slice.
namespace marque::identity {

void add_routes(http::Router& router, http::Services& services);

/// Looks sessions and service tokens up for the HTTP frame.
http::Authenticator make_authenticator(http::Services& services);

/// An organisation as other slices show it.
struct OrganisationRef {
    core::OrganisationId id;
    std::string code;
    core::Localized name;
};
MARQUE_JSON(OrganisationRef, id, code, name)

/// A person as other slices show them.
struct PersonRef {
    core::PersonId id;
    std::string name;
};
MARQUE_JSON(PersonRef, id, name)

/// Reads `<prefix>id`, `<prefix>code`, `<prefix>name_zh`, `<prefix>name_en` of a joined row.
OrganisationRef map_organisation_ref(const db::Row& row, const std::string& prefix);

struct NewPerson {
    std::string sign_in_name;
    std::string password;
    std::string name;
    core::OrganisationId organisation;
    std::string locale = "zh-CN";
    std::vector<core::Role> roles;
};
core::PersonId add_person(db::Tx& tx, const NewPerson& person);

/// Argon2id in its own text form, with its parameters and salt.
std::string hash_password(const std::string& password);
bool password_fits(const std::string& password, const std::string& hash);

/// The token of the bridge of a line; setting it again under the same name replaces it.
void set_service_token(db::Tx& tx, const std::string& name, const std::string& line, const std::string& token,
                       core::Instant at);

}  // namespace marque::identity
