#pragma once

#include <optional>
#include <string>

#include "core/scope.h"
#include "db/tx.h"
#include "identity/identity.h"

namespace marque::identity {

/// What sign-in needs to know of a person.
struct SignInRecord {
    core::PersonId id;
    std::string password_hash;
    bool active = false;
    int failed_sign_ins = 0;
    std::optional<core::Instant> locked_until;
};

/// Locks the row until the transaction ends.
std::optional<SignInRecord> lock_for_sign_in(db::Tx& tx, const std::string& sign_in_name);
void record_failed_sign_in(db::Tx& tx, core::PersonId person, int failed, std::optional<core::Instant> locked_until);
void record_sign_in(db::Tx& tx, core::PersonId person);

void open_session(db::Tx& tx, const std::string& token, core::PersonId person, core::Instant at,
                  core::Instant expires_at);
void close_session(db::Tx& tx, const std::string& token);

/// Whose session has not ended at `now`.
struct SessionRecord {
    core::PersonId person;
    core::Instant expires_at;
};
std::optional<SessionRecord> find_session(db::Tx& tx, const std::string& token, core::Instant now);
/// What a person who may sign in is and may do.
std::optional<http::Authenticator::Person> find_standing(db::Tx& tx, core::PersonId person);
std::optional<http::ServiceIdentity> find_service(db::Tx& tx, const std::string& token);

/// Roles as MariaDB's GROUP_CONCAT gives them.
core::RoleSet parse_roles(const std::string& comma_separated);

}  // namespace marque::identity
