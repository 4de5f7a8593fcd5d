#pragma once

#include <span>
#include <string>

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

}  // namespace marque::materials
