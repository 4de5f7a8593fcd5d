#pragma once

#include "core/ids.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// The buyer's page: where one's own car is, by an address that cannot be guessed. The door of the slice.
namespace marque::tracking {

void add_routes(http::Router& router, http::Services& services);

/// The buyer of an order has taken over the car of another one: their address shows that car from now on.
void follow_buyer(db::Tx& tx, core::OrderId from, core::OrderId to);

}  // namespace marque::tracking
