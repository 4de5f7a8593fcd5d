#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scheduling/plan_store.h"

namespace marque::scheduling {

/// The cars in front of the line that are planned, `most_cars` of them at most: the most urgent, and among those the
/// ones that are wished for first.
std::map<core::OrderId, PlannedCar> read_waiting(db::Tx& tx, const std::string& line);

/// Cars that others overtook have no place any more, but for those that the line or a supplier knows the time of, and
/// those that a planner has put somewhere.
void add_overtaken(db::Tx& tx, const std::vector<PlannedCar>& rows, std::map<core::OrderId, PlannedCar>& waiting);

std::optional<PlannedCar> find_waiting(db::Tx& tx, const std::string& line, const std::string& build_id);

/// All that wait, planned or not.
int count_waiting(db::Tx& tx, const std::string& line);

/// Reads options and colour of each car, as its order's configuration has them by now.
void read_features(db::Tx& tx, const LineSchedule& schedule, std::vector<PlannedCar*> cars);

}  // namespace marque::scheduling
