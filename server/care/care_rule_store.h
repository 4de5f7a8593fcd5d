#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/care_rule.h"
#include "db/tx.h"

namespace marque::care::store {

/// The active rules of a cause. Rules are the maker's, the same for every dealer.
std::vector<CareRule> rules_of(db::Tx& tx, Cause cause);
std::optional<CareRule> find_active_rule(db::Tx& tx, const std::string& code);

}  // namespace marque::care::store
