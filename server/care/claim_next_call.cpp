#include "care/call_check.h"
#include "care/calling_hours.h"
#include "care/care_call_store.h"
#include "care/care_call_view.h"
#include "care/claim_call.h"

namespace marque::care {
namespace {

/// The zones of the dealers in which one may call now; nothing when that is all of them.
store::OpenZones open_zones(db::Tx& tx, const Desk& desk) {
    if (desk.any_hour) return std::nullopt;
    const auto all = tx.list([](const db::Row& row) { return row.get<std::string>("time_zone"); },
                             "SELECT DISTINCT time_zone FROM organisation WHERE kind = 'DEALER'");
    std::vector<std::string> open;
    for (const auto& zone : all) {
        if (may_call_at(desk.now, zone)) open.push_back(zone);
    }
    if (open.size() == all.size()) return std::nullopt;
    return open;
}

std::optional<CareCall> lock_candidate(db::Tx& tx, const Desk& desk) {
    if (auto own = store::lock_own(tx, desk.person())) return own;
    const auto zones = open_zones(tx, desk);
    if (zones && zones->empty()) return std::nullopt;
    if (auto expired = store::lock_expired(tx, desk.real_now, zones)) return expired;
    return store::lock_due(tx, desk.today, desk.now, zones);
}

/// What one look at the queue came to.
struct Look {
    std::optional<CareCallView> claimed;
    bool look_again = false;  ///< the call that was found had to be dropped
};

Look look(db::Tx& tx, const Desk& desk) {
    auto call = lock_candidate(tx, desk);
    if (!call) return {};
    if (const auto why = reason_not_to_call(tx, *call)) {
        drop_call(tx, desk, *call, *why);
        return {std::nullopt, true};
    }
    const bool still_held = call->data().state == CallState::claimed && call->data().claimed_by == desk.person() &&
                            call->data().claimed_until > desk.real_now;
    if (!still_held) claim_for(tx, desk, *call);
    return {read_call(tx, desk, call->data().id), false};
}

}  // namespace

std::optional<CareCallView> claim_next_call(db::Pool& pool, const Desk& desk) {
    // Each look is a transaction of its own, so that a call that was dropped stays dropped and only one is ever locked.
    for (;;) {
        auto found = db::in_tx(pool, [&](db::Tx& tx) { return look(tx, desk); });
        if (!found.look_again) return std::move(found.claimed);
    }
}

}  // namespace marque::care
