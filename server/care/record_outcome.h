#pragma once

#include <optional>
#include <string>

#include "care/care_call.h"
#include "care/desk.h"
#include "db/tx.h"
#include "http/json_fields.h"

namespace marque::care {

struct RecordOutcome {
    unsigned version = 0;
    Outcome outcome = Outcome::reached;
    std::optional<std::string> note;
    std::optional<core::Instant> call_back_at;
};
MARQUE_JSON(RecordOutcome, version, outcome, note, call_back_at)

/// Records what came of the call and does what follows from it: tries again later, plans the visit check, drops what
/// must not be called any more, marks the person. Throws `care.not_claimed`, `care.claimed_by_other`, `care.call_over`,
/// `care.call_changed`, `request.fields_at_fault`.
void record_outcome(db::Tx& tx, const Desk& desk, core::CareCallId id, const RecordOutcome& command);

}  // namespace marque::care
