#include "care/call_check.h"

#include "care/care_call_store.h"
#include "care/care_planner.h"
#include "care/claim_call.h"
#include "customers/customers.h"
#include "db/audit.h"
#include "http/json_fields.h"

namespace marque::care {
namespace {

struct AuditedCall {
    CallState state;
    core::Date due_on;
    std::optional<core::Instant> not_before;
    std::optional<core::PersonId> claimed_by;
    unsigned attempts;
    std::optional<Ending> outcome;
};
MARQUE_JSON(AuditedCall, state, due_on, not_before, claimed_by, attempts, outcome)

std::optional<core::CustomerId> owner_of(db::Tx& tx, core::VehicleId vehicle) {
    const auto owner = tx.find([](const db::Row& row) { return row.opt<core::CustomerId>("owner_id"); },
                               "SELECT owner_id FROM vehicle WHERE id = ?", vehicle);
    return owner.value();
}

}  // namespace

std::string audit_document(const CareCall& call) {
    const auto& data = call.data();
    return http::to_json_value(
               AuditedCall{data.state, data.due_on, data.not_before, data.claimed_by, data.attempts, data.ending})
        .dump();
}

void audit_call(db::Tx& tx, const Desk& desk, const char* action, const std::string& before, const CareCall& after) {
    db::audit(tx, desk.now, desk.actor, action, "care_call " + std::to_string(after.data().id.value), before,
              audit_document(after));
}

std::optional<Ending> reason_not_to_call(db::Tx& tx, const CareCall& call) {
    if (customers::refuses_calls(tx, call.data().customer)) return Ending::do_not_call;
    if (owner_of(tx, call.data().vehicle) != call.data().customer) return Ending::owner_changed;
    return std::nullopt;
}

void drop_call(db::Tx& tx, const Desk& desk, CareCall& call, Ending why) {
    const auto before = audit_document(call);
    call.drop(why, desk.now);
    store::save(tx, call);
    audit_call(tx, desk, "care_call.dropped", before, call);
}

void claim_for(db::Tx& tx, const Desk& desk, CareCall& call) {
    const auto before = audit_document(call);
    call.claim(desk.person(), desk.real_now + claim_time, desk.real_now);
    store::save(tx, call);
    audit_call(tx, desk, "care_call.claimed", before, call);
}

}  // namespace marque::care
