#include "customers/customer_store.h"

namespace marque::customers::store {

Customer customer_from(const db::Row& row) {
    Customer customer;
    customer.id = row.get<core::CustomerId>("id");
    customer.kind = row.get<CustomerKind>("kind");
    customer.name = row.get<std::string>("name");
    customer.phone = row.get<std::string>("phone");
    customer.address = row.get<std::string>("address");
    customer.postcode = row.get<std::string>("postcode");
    customer.locale = row.get<Locale>("locale");
    customer.do_not_call = row.get<bool>("do_not_call");
    customer.dealer_id = row.get<core::OrganisationId>("dealer_id");
    customer.version = row.get<unsigned>("version");
    return customer;
}

void lock_entries_of(db::Tx& tx, core::OrganisationId dealer) {
    tx.value<core::OrganisationId>("id", "SELECT id FROM organisation WHERE id = ? FOR UPDATE", dealer);
}

std::optional<Customer> find_by_phone(db::Tx& tx, core::OrganisationId dealer, const std::string& phone) {
    return tx.find(customer_from,
                   "SELECT id, kind, name, phone, address, postcode, locale, do_not_call, dealer_id, version "
                   "FROM customer WHERE phone = ? AND dealer_id = ? ORDER BY id LIMIT 1",
                   phone, dealer);
}

core::CustomerId insert(db::Tx& tx, const core::Scope& scope, const NewCustomer& customer, bool do_not_call,
                        core::Instant at) {
    return tx.insert<core::CustomerId>(
        "INSERT INTO customer (kind, name, phone, address, postcode, locale, dealer_id, salesperson_id, do_not_call, "
        "  created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        customer.kind, customer.name, customer.phone, customer.address, customer.postcode, customer.locale,
        scope.organisation, scope.person, do_not_call, at);
}

bool number_refuses_calls(db::Tx& tx, const std::string& phone) {
    return tx.value<int>("one", "SELECT 1 AS one FROM customer WHERE phone = ? AND do_not_call LIMIT 1", phone)
        .has_value();
}

}  // namespace marque::customers::store
