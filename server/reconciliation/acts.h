#pragma once

#include "core/scope.h"
#include "reconciliation/reconciliation.h"
#include "reconciliation/reports.h"

namespace marque::reconciliation {

/// What a planner does about one finding, as they looked at it.
struct FindingAct {
    std::string line;
    std::uint64_t id = 0;
    int version = 0;
    core::Actor actor;
    core::Instant now;
    core::Instant real_now;
};
/// Does what the finding proposes. Throws `finding.not_found`, `finding.stale_version`, `finding.not_open`,
/// `finding.no_act`, `finding.act_too_late`.
void do_act(db::Tx& tx, catalog::Catalog& catalog, const FindingAct& act);
/// Throws `finding.not_found`, `finding.stale_version`, `finding.not_open`.
void close_finding(db::Tx& tx, const FindingAct& act, const std::string& reason);

}  // namespace marque::reconciliation
