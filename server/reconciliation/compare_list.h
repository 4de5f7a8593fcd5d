#pragma once

#include "reconciliation/line_list.h"
#include "reconciliation/run_store.h"

namespace marque::reconciliation {

/// Holds a list of the plant's against the books, whole, in the caller's transaction. Returns the run.
std::uint64_t compare_list(db::Tx& tx, const std::string& line, const std::vector<ListedBuild>& list,
                           const std::string& by, core::Instant real_now);

}  // namespace marque::reconciliation
