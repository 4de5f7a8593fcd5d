#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/paging.h"
#include "service/service_json.h"

namespace marque::service {

/// One repair order. Every reader of the route may read every station's: repairs travel with the car, and nothing here
/// says whose it is. Throws `repair_order.not_found`.
RepairOrderView read_repair_order(db::Tx& tx, const core::Scope& scope, const std::string& number);

/// Newest first, one row more than the page holds: of a workshop's people their own service station's, of everybody
/// else all.
std::vector<RepairOrderSummary> list_repair_orders(db::Tx& tx, const core::Scope& scope,
                                                   std::optional<RepairState> state, const http::PageRequest& page);

}  // namespace marque::service
