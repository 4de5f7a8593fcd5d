#pragma once

#include <optional>

#include "care/care_call.h"
#include "care/desk.h"
#include "db/tx.h"

namespace marque::care {

/// Why the person must not be called, asked at the last moment before somebody does: the "no" may have been said since
/// the call was planned, at another dealer, about another car.
std::optional<Ending> reason_not_to_call(db::Tx& tx, const CareCall& call);

/// Drops a locked call, saves it and says so in the audit trail.
void drop_call(db::Tx& tx, const Desk& desk, CareCall& call, Ending why);

/// Claims a locked call for the asker, saves it and says so in the audit trail.
void claim_for(db::Tx& tx, const Desk& desk, CareCall& call);

/// The call as the audit trail keeps it.
std::string audit_document(const CareCall& call);
void audit_call(db::Tx& tx, const Desk& desk, const char* action, const std::string& before, const CareCall& after);

}  // namespace marque::care
