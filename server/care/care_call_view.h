#pragma once

#include "care/care_views.h"
#include "care/desk.h"
#include "db/tx.h"

namespace marque::care {

/// The call as the asker sees it; throws `care.call_not_found`. Only for those who work at the queue or oversee it: it
/// names the customer.
CareCallView read_call(db::Tx& tx, const Desk& desk, core::CareCallId id);

}  // namespace marque::care
