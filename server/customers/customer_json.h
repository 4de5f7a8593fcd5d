#pragma once

#include "customers/customer.h"
#include "http/json_fields.h"
#include "http/message.h"

namespace marque::customers {

MARQUE_JSON(CustomerEntry, kind, name, phone, address, postcode, locale)
MARQUE_JSON(Customer, id, kind, name, phone, address, postcode, locale, do_not_call, dealer_id, version)

/// The body as a customer fit to be kept; throws `request.fields_at_fault` with every fault.
NewCustomer read_new_customer(const http::Request& request);

}  // namespace marque::customers
