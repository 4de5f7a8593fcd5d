#pragma once

#include <set>
#include <string>
#include <vector>

#include "builds/build.h"
#include "db/tx.h"

namespace marque::builds {

/// Locks these builds until the transaction ends, in the order of their build IDs, so that two batches cannot lock
/// crosswise.
std::vector<Build> lock_builds(db::Tx& tx, const std::set<std::string>& build_ids);
std::optional<Build> lock_build(db::Tx& tx, const std::string& build_id);
/// The live build of an order, if there is one.
std::optional<std::string> live_build_of(db::Tx& tx, core::OrderId order);

struct NewBuild {
    std::string build_id;
    core::OrderId order;
    core::OrganisationId dealer;
    std::string line;
    std::optional<core::Instant> planned_start;
    std::optional<core::Instant> planned_end;
};
void insert_build(db::Tx& tx, const NewBuild& build);
/// Builds that lock_builds has locked.
void save(db::Tx& tx, const std::vector<const Build*>& builds);
void cancel_builds_of(db::Tx& tx, core::OrderId order);

/// Line station codes of a line.
std::set<std::string> station_codes(db::Tx& tx, const std::string& line);

/// Which of the messages took effect before.
std::set<std::string> seen_messages(db::Tx& tx, const std::vector<std::string>& message_ids);

}  // namespace marque::builds
