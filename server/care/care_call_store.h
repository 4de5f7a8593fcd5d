#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/care_call.h"
#include "care/care_reason.h"
#include "db/tx.h"

namespace marque::care::store {

/// Locks the call until the transaction ends; throws `care.call_not_found`.
CareCall lock(db::Tx& tx, core::CareCallId id);
/// Locks calls that wait in the plan of a car.
std::vector<CareCall> lock_planned_of_car(db::Tx& tx, core::VehicleId vehicle);
/// The same of people.
std::vector<CareCall> lock_planned_of(db::Tx& tx, const std::vector<core::CustomerId>& customers);

/// In which zones one may call now; nothing: in all of them.
using OpenZones = std::optional<std::vector<std::string>>;

/// The most urgent call that the person holds.
std::optional<CareCall> lock_own(db::Tx& tx, core::PersonId person);
/// A call whose claim ran out. Calls that another transaction has in hand are passed over here and in lock_due.
std::optional<CareCall> lock_expired(db::Tx& tx, core::Instant real_now, const OpenZones& zones);
/// The most urgent call that waits and is due.
std::optional<CareCall> lock_due(db::Tx& tx, core::Date today, core::Instant now, const OpenZones& zones);

/// Writes a locked call back.
void save(db::Tx& tx, const CareCall& call);
void reschedule(db::Tx& tx, const CareCall& call, core::Date due_on, const Reason& reason);
Reason reason_of(db::Tx& tx, core::CareCallId id);

struct NewCall {
    core::VehicleId vehicle;
    core::CustomerId customer;
    core::OrganisationId region;
    core::CareRuleId rule;
    int occurrence = 1;
    std::optional<std::string> cause_ref;
    core::Date due_on;
    unsigned priority = 50;
    Reason reason;
};
/// Plans the call unless this occurrence of the rule has been planned for the car before.
void insert_once(db::Tx& tx, const NewCall& call);
/// Plans the call as the rule's next occurrence, unless its cause_ref has caused one before.
void insert_next(db::Tx& tx, NewCall call);

/// Attempts of the call that reached nobody.
int unanswered_attempts(db::Tx& tx, core::CareCallId id);
/// `attempt` counts from 1.
void insert_attempt(db::Tx& tx, core::CareCallId id, unsigned attempt_no, core::PersonId agent, const Attempt& attempt,
                    const std::string& note, std::optional<core::Instant> next_at);

}  // namespace marque::care::store
