#pragma once

#include <span>
#include <string>

#include "core/clock.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// Parts for the line: the bill of material, each supplier's call-off, shortages. The door of the slice.
namespace marque::materials {

void add_routes(http::Router& router, http::Services& services);

/// A car whose place in a line's sequence is fixed, and when it goes onto the line.
struct FixedBuild {
    core::OrderId order;
    core::Instant planned_start;
};
/// The line's fixed sequence is now this one, in this order: it replaces what was fixed before. Cars that have gone
/// onto the line since then may be left out; those that are left out otherwise are not called off any more. Works out
/// what each supplier has to bring and makes a new version of those call-offs that change; the same sequence told again
/// makes none. For the caller's transaction: a handful of statements for each few hundred cars. `now` is business time.
/// Returns how many suppliers have a new version.
int sequence_fixed(db::Tx& tx, const std::string& line, std::span<const FixedBuild> sequence, core::Instant now);

/// Works the call-offs out anew from the sequences as they were told last: a buyer may have changed an option since, or
/// somebody a bill of material. Any server copy may do it at any time; returns how many new versions there are.
int refresh_call_offs(db::Pool& pool, const core::Clock& clock);

/// Pushes one call-off whose time has come to its supplier, and notes what came of it; waits for the other side for
/// seconds. Any server copy may do it at any time. Whether there was one.
bool push_call_off(db::Pool& pool, const core::Clock& clock);

/// Enters suppliers and bills of material of a file like schema/demo/materials.json, in place of a line's former bill.
/// Throws core::Error for a file that cannot be read.
void load_bills(db::Tx& tx, const std::string& json);

/// For a demonstration network: a supplier in sequence has a token of its own, so that its page shows how one is
/// linked. The token is random and told to nobody; a planner can make it a new one.
void link_demo_supplier(db::Tx& tx, const std::string& by, core::Instant at, core::Instant real_now);

/// Finds the cars that an open shortage whose turn it is hits by now and has their buyers called, and lets go of those
/// that it hits no more. The servers share the work by leases; whether there was one.
bool follow_shortage(db::Pool& pool, const core::Clock& clock);

/// Lets versions of call-offs go that were superseded long ago, a bounded number a call. Returns how many rows went.
std::uint64_t forget_old_call_offs(db::Tx& tx, core::Instant now);

}  // namespace marque::materials
