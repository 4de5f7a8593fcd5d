#pragma once

#include <string>

#include "core/scope.h"
#include "http/services.h"

namespace marque::identity {

struct SignedIn {
    std::string token;
    core::Instant expires_at;
};

/// Opens a session. Throws `session.sign_in_refused` whether the name or the password is wrong,
/// `session.sign_in_locked`, `session.person_left`.
SignedIn sign_in(http::Services& services, const std::string& sign_in_name, const std::string& password,
                 core::Actor actor);

}  // namespace marque::identity
