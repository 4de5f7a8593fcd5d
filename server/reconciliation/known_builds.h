#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/tx.h"

namespace marque::reconciliation {

/// A build as the office knows it.
struct KnownBuild {
    std::string build_id, state, order_number;
    std::int64_t last_seq = 0;
    int version = 1;
    std::optional<std::string> vin;
    std::optional<core::Instant> heard_at;     ///< its last event came in
    std::optional<core::Instant> answered_at;  ///< the line's last word on what it was asked, by business time

    bool on_the_line() const { return state == "SCHEDULED" || state == "RUNNING" || state == "HELD"; }
};
/// Those of these builds that the line has, by build ID; a few hundred at a time.
std::map<std::string, KnownBuild> known_builds(db::Tx& tx, const std::string& line,
                                               const std::vector<std::string>& build_ids);
/// Builds that stand on the line or wait for it.
std::vector<KnownBuild> builds_on_the_line(db::Tx& tx, const std::string& line);
/// The live builds of these orders, by order number.
std::map<std::string, KnownBuild> live_builds_of(db::Tx& tx, const std::vector<std::string>& order_numbers);

}  // namespace marque::reconciliation
