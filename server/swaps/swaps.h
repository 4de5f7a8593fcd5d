#pragma once

#include "catalog/catalog.h"
#include "http/router.h"
#include "http/services.h"

/// A buyer who waits takes over a car that was ordered for stock. Stands above the slices in which an order's buyer has
/// something: the order, its quote, its promise, the buyer's link. The door of the slice.
namespace marque::swaps {

struct SwapServices : http::Services {
    catalog::Catalog& catalog;
};

void add_routes(http::Router& router, const SwapServices& services);

}  // namespace marque::swaps
