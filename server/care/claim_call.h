#pragma once

#include <optional>

#include "care/care_views.h"
#include "care/desk.h"
#include "db/pool.h"

/// One agent, one call: claiming, and giving back.
namespace marque::care {

inline constexpr std::chrono::minutes claim_time{15};

/// The most urgent call that may be made now, claimed for the asker; the asker's own claimed call is given again first.
/// Calls of people who said no are dropped on the way. Nothing when nobody can be called.
std::optional<CareCallView> claim_next_call(db::Pool& pool, const Desk& desk);

/// Claims this call, due or not. Throws `care.call_changed`, `care.claimed_by_other`, `care.call_over`,
/// `care.outside_calling_hours`, and `care.customer_refuses_calls` or `care.owner_changed`, having dropped the call.
CareCallView claim_call(db::Pool& pool, const Desk& desk, core::CareCallId id, unsigned version);

/// Puts a claimed call back; a team lead may put back anybody's.
void release_call(db::Pool& pool, const Desk& desk, core::CareCallId id);

}  // namespace marque::care
