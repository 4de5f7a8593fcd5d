#pragma once

#include "catalog/catalog.h"
#include "identity/identity.h"
#include "orders/change_order.h"

namespace marque::orders {

struct AllocationView {
    identity::OrganisationRef dealer;
    std::string month;
    std::optional<std::string> model;  ///< none: all models without a row of their own
    std::optional<int> model_year;
    std::optional<core::Localized> model_name;
    std::optional<int> quota;  ///< none: unlimited
    int used = 0;
    int waiting = 0;
    int version = 0;
    bool carried = false;  ///< not set for this month: the limit of the months before stands
};
MARQUE_JSON(AllocationView, dealer, month, model, model_year, model_name, quota, used, waiting, version, carried)

struct SetAllocation {
    core::OrganisationId dealer_id;
    std::string month;
    std::optional<std::string> model;
    std::optional<int> model_year;
    std::optional<int> quota;
    int version = 0;
};
MARQUE_JSON(SetAllocation, dealer_id, month, model, model_year, quota, version)

/// "2026-11" as its first day; throws `allocation.month_invalid`.
core::Date parse_month(const std::string& text);
/// A region's dealers, each with the limits that stand in the month, or none; a dealer's own.
std::vector<AllocationView> list_allocations(db::Tx& tx, const core::Scope& scope, core::Date month);
/// Sets how many of a month's orders are accepted, in later months too until another limit is set. What was accepted in
/// the present month is counted anew by the limits as they are then, and orders that waited leave if there is room.
/// Throws `allocation.dealer_unknown`, `allocation.month_invalid`, `allocation.stale_version`, `catalog.no_such_model`.
void set_allocation(db::Tx& tx, catalog::Catalog& catalog, const SetAllocation& command, const Doing& doing);

}  // namespace marque::orders
