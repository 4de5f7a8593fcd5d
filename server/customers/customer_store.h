#pragma once

#include <optional>

#include "core/scope.h"
#include "customers/customer.h"
#include "db/tx.h"

namespace marque::customers::store {

/// The one mapping of a customer's row.
Customer customer_from(const db::Row& row);

/// Makes entering customers of one dealer wait for each other until the transaction ends.
void lock_entries_of(db::Tx& tx, core::OrganisationId dealer);
std::optional<Customer> find_by_phone(db::Tx& tx, core::OrganisationId dealer, const std::string& phone);
/// Who enters a customer looks after them.
core::CustomerId insert(db::Tx& tx, const core::Scope& scope, const NewCustomer& customer, bool do_not_call,
                        core::Instant at);
/// Whether a record with this number, at any dealer, says not to call.
bool number_refuses_calls(db::Tx& tx, const std::string& phone);

}  // namespace marque::customers::store
