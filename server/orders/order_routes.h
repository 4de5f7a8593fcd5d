#pragma once

#include <string>

#include "http/router.h"
#include "orders/orders.h"

namespace marque::orders {

/// What is done to one order: changes and their preview, holds, cancelling, handing over.
void add_life_routes(http::Router& router, const OrderServices& services);
void add_allocation_routes(http::Router& router, const OrderServices& services);
void add_fleet_routes(http::Router& router, const OrderServices& services);

/// In characters, not bytes: a Chinese one takes three. Throws `request.fields_at_fault`.
void require_length(const char* pointer, const std::string& text, std::ptrdiff_t least, std::ptrdiff_t most);

constexpr int customer_priority = 40;
constexpr int stock_priority = 60;

}  // namespace marque::orders
