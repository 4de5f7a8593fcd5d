#pragma once

#include <string>

#include "http/router.h"
#include "orders/orders.h"

namespace marque::orders {

/// What is done to one order: changes and their preview, holds, cancelling, handing over.
void add_life_routes(http::Router& router, const OrderServices& services);
void add_allocation_routes(http::Router& router, const OrderServices& services);
void add_look_routes(http::Router& router, const OrderServices& services);
void add_fleet_routes(http::Router& router, const OrderServices& services);

}  // namespace marque::orders
