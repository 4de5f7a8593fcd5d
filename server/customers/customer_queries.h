#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "customers/customer.h"
#include "db/tx.h"
#include "http/paging.h"

namespace marque::customers {

/// The asker's dealer's customers by name, then by id; `text` is the start of a name or a phone number in any form.
http::Page<Customer> list_customers(db::Tx& tx, const core::Scope& scope, const std::string& text,
                                    const http::PageRequest& page);
/// The customer if it is the asker's dealer's.
std::optional<Customer> find_customer(db::Tx& tx, const core::Scope& scope, core::CustomerId id);

}  // namespace marque::customers
