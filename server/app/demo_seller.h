#pragma once

#include "app/demo_world.h"
#include "db/tx.h"

namespace marque::app::demo {

/// A salesperson at work, as the use cases see them.
core::Scope scope_of(const Dealer& dealer, const Staff& salesperson);
/// Enters a buyer who owns no car yet.
core::CustomerId enter_buyer(db::Tx& tx, const Buyer& buyer);

}  // namespace marque::app::demo
