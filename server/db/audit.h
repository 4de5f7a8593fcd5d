#pragma once

#include <string>
#include <string_view>

#include "core/scope.h"
#include "core/time.h"
#include "db/tx.h"

namespace marque::db {

/// Who did what, when, from where, written with the change itself. `subject` names the thing ("order
/// ORD-2026-0000001"), `before` and `after` are JSON documents, empty where there is none.
void audit(Tx& tx, core::Instant at, const core::Actor& actor, std::string_view action, std::string_view subject,
           const std::string& before, const std::string& after);

}  // namespace marque::db
