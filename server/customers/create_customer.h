#pragma once

#include "core/scope.h"
#include "customers/customer.h"
#include "db/tx.h"

namespace marque::customers {

/// Enters a customer of the asker's dealer. Throws `customer.phone_known`, naming the one who has the number.
Customer create_customer(db::Tx& tx, const core::Scope& scope, const core::Actor& actor, const NewCustomer& customer,
                         core::Instant at);

}  // namespace marque::customers
