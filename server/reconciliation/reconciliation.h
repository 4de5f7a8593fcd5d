#pragma once

#include "catalog/catalog.h"
#include "http/router.h"
#include "http/services.h"

/// Orders, builds and what the line says of them, held against each other: what differs is repaired by replay or listed
/// for the planner. The door of the slice.
namespace marque::reconciliation {

struct ReconciliationServices : http::Services {
    catalog::Catalog& catalog;
};

void add_routes(http::Router& router, const ReconciliationServices& services);

/// One round of the comparisons that run: each makes a bounded step in a transaction of its own, and server copies
/// share them by locks. Returns how many steps were made.
std::size_t reconcile(const ReconciliationServices& services);

/// Ends findings of all lines that have come right between two comparisons; writes only where there are any.
void end_what_came_right(const ReconciliationServices& services);

}  // namespace marque::reconciliation
