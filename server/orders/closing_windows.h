#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "orders/change_windows.h"

namespace marque::orders {

struct ClosingGroup {
    ChangeGroup group = ChangeGroup::trim;
    core::Instant closes_at;
    core::Instant last_closes_at;  ///< of the options that close today; otherwise the same
    LinePlace station;
};
MARQUE_JSON(ClosingGroup, group, closes_at, last_closes_at, station)

/// A car of which something can be changed today and no longer tomorrow; the first to close comes first.
struct ClosingOrder {
    std::string number;
    State state = State::scheduled;
    core::Localized model_name;
    std::optional<std::string> customer_name;
    std::string salesperson_name;
    std::vector<ClosingGroup> groups;
};
MARQUE_JSON(ClosingOrder, number, state, model_name, customer_name, salesperson_name, groups)

/// Of the asker's dealer, or of their own orders alone; the most urgent ones, 50 at most.
std::vector<ClosingOrder> list_closing_today(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope, bool mine,
                                             core::Instant now);

}  // namespace marque::orders
