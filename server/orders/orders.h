#pragma once

#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// Orders: placing, changing, cancelling, handing over, following. The door of the slice.
namespace marque::orders {

void add_routes(http::Router& router, http::Services& services);

}  // namespace marque::orders
