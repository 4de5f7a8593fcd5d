#pragma once

#include "http/paging.h"
#include "identity/identity.h"

namespace marque::staff {

/// What hangs on a person: only what is not over.
struct Holdings {
    int orders = 0;
    int drafts = 0;
    int quotes = 0;
    int customers = 0;
    int tasks = 0;

    int things() const { return orders + drafts + quotes + customers; }
};
MARQUE_JSON(Holdings, orders, drafts, quotes, customers, tasks)

struct StaffView {
    core::PersonId id;
    std::string sign_in_name;
    std::string name;
    core::OrganisationId organisation_id;
    core::Localized organisation_name;
    std::vector<core::Role> roles;
    bool active = true;
    bool sells = false;  ///< can take over
    int version = 1;
    Holdings holdings;
};
MARQUE_JSON(StaffView, id, sign_in_name, name, organisation_id, organisation_name, roles, active, sells, version,
            holdings)

struct StaffFilter {
    std::optional<core::OrganisationId> dealer;  ///< an administrator's; a manager's is their own
    std::optional<bool> active;
    http::PageRequest page;
};

/// The dealer's people by id. A manager sees their own dealer's, administrators and auditors those of any dealer.
std::vector<StaffView> list_staff(db::Tx& tx, const core::Scope& scope, const StaffFilter& filter);
/// Throws `staff.not_found`.
StaffView read_staff(db::Tx& tx, const core::Scope& scope, core::PersonId person);

struct HandOverWork {
    int version = 0;
    std::vector<core::PersonId> successor_ids;
    bool leaves = false;  ///< the account is closed and its sessions end
    std::string reason;
};
MARQUE_JSON(HandOverWork, version, successor_ids, leaves, reason)
struct ReturnToWork {
    int version = 0;
};
MARQUE_JSON(ReturnToWork, version)

struct HandedOver {
    StaffView person;
    Holdings moved;
    std::vector<identity::PersonRef> successors;
};
MARQUE_JSON(HandedOver, person, moved, successors)

struct Managing {
    core::Scope scope;
    core::Actor actor;
    core::Instant at;
    core::Instant real_now;
};
/// Everything that hangs on the person goes to the successors, in the caller's transaction. Throws `staff.…`.
HandedOver hand_over_work(db::Tx& tx, core::PersonId person, const HandOverWork& command, const Managing& managing);
/// Opens the account of somebody who left. Throws `staff.…`.
StaffView return_to_work(db::Tx& tx, core::PersonId person, const ReturnToWork& command, const Managing& managing);

}  // namespace marque::staff
