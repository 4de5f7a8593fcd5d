#include "customers/customer_json.h"

namespace marque::customers {

NewCustomer read_new_customer(const http::Request& request) {
    std::vector<core::FieldError> faults;
    NewCustomer customer = tidy(request.json<CustomerEntry>(), faults);
    if (!faults.empty()) throw core::Error(http::errors::fields_at_fault, {}, std::move(faults));
    return customer;
}

}  // namespace marque::customers
