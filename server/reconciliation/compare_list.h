#pragma once

#include "reconciliation/line_list.h"
#include "reconciliation/run_store.h"

namespace marque::reconciliation {

/// When a list was written, and when it is read.
struct ListTimes {
    core::Instant written_at;
    core::Instant now, real_now;
};
/// Holds a list of the plant's against the books, whole, in the caller's transaction; builds that were heard of after
/// it was written are passed over. Returns the run.
std::uint64_t compare_list(db::Tx& tx, const std::string& line, const std::vector<ListedBuild>& list,
                           const std::string& by, const ListTimes& times);

}  // namespace marque::reconciliation
