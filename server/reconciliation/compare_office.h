#pragma once

#include "core/clock.h"
#include "db/tx.h"
#include "reconciliation/reconciliation.h"
#include "reconciliation/run_store.h"

namespace marque::reconciliation {

/// A step of a run: its transaction, and the two clocks.
struct Stepping {
    db::Tx& tx;
    catalog::Catalog& catalog;
    core::Instant now;
    core::Instant real_now;
};

/// How long a line may be silent about a car, and how long it may let a request lie.
struct Patience {
    std::chrono::minutes quiet_after, answer_after;
};
Patience patience_of(db::Tx& tx, const std::string& line);

/// Each looks at the next ones, a bounded number, and moves the run on: builds in progress against their orders;
/// released orders that the line has not answered; what lies set aside and speaks of a build that should not be.
void compare_builds(const Stepping& stepping, Run& run);
void compare_orders(const Stepping& stepping, Run& run);
void compare_set_aside(const Stepping& stepping, Run& run);

/// Ends findings that have come right since: repaired where something was done about them, else gone. Returns how many
/// were repaired.
std::size_t end_repaired(db::Tx& tx, const std::string& line, core::Instant real_now);
/// Ends findings that this run looked for and did not see again.
void end_gone(db::Tx& tx, const Run& run, core::Instant real_now);

}  // namespace marque::reconciliation
