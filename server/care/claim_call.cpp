#include "care/claim_call.h"

#include "care/call_check.h"
#include "care/calling_hours.h"
#include "care/care_call_store.h"
#include "care/care_call_view.h"
#include "care/care_errors.h"
#include "customers/customers.h"

namespace marque::care {
namespace {

void require_calling_hours(db::Tx& tx, const Desk& desk, core::CustomerId customer) {
    const auto zone = customers::home_of(tx, customer).time_zone;
    if (desk.any_hour || may_call_at(desk.now, zone)) return;
    throw core::Error(errors::outside_calling_hours, {{"time", core::local_time_of_day(desk.now, zone)}});
}

const core::ErrorSpec& refusal(Ending why) {
    return why == Ending::owner_changed ? errors::owner_changed : errors::customer_refuses;
}

}  // namespace

CareCallView claim_call(db::Pool& pool, const Desk& desk, core::CareCallId id, unsigned version) {
    std::optional<Ending> dropped;
    auto view = db::in_tx(pool, [&](db::Tx& tx) -> std::optional<CareCallView> {
        CareCall call = store::lock(tx, id);
        call.require_claimable(desk.person(), desk.real_now);
        call.require_version(version);
        dropped = reason_not_to_call(tx, call);
        if (dropped) {
            drop_call(tx, desk, call, *dropped);
            return std::nullopt;
        }
        require_calling_hours(tx, desk, call.data().customer);
        claim_for(tx, desk, call);
        return read_call(tx, desk, id);
    });
    // Refused only now, because the drop must be committed.
    if (!view) throw core::Error(refusal(*dropped));
    return *std::move(view);
}

void release_call(db::Pool& pool, const Desk& desk, core::CareCallId id) {
    db::in_tx(pool, [&](db::Tx& tx) {
        CareCall call = store::lock(tx, id);
        if (!desk.scope.has(core::Role::care_lead)) call.require_holder(desk.person());
        const auto before = audit_document(call);
        call.release();
        store::save(tx, call);
        audit_call(tx, desk, "care_call.released", before, call);
    });
}

}  // namespace marque::care
