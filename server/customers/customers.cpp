#include "customers/customers.h"

#include "customers/customer_errors.h"

namespace marque::customers {

CustomerRef require_customer_of(db::Tx& tx, core::OrganisationId dealer, core::CustomerId id) {
    const auto found = tx.find(
        [](const db::Row& row) {
            return CustomerRef{row.get<core::CustomerId>("id"), row.get<std::string>("name"),
                               row.get<std::string>("phone"), row.get<core::OrganisationId>("dealer_id")};
        },
        "SELECT id, name, phone, dealer_id FROM customer WHERE id = ? AND dealer_id = ?", id, dealer);
    if (!found) throw core::Error(errors::not_found);
    return *found;
}

bool refuses_calls(db::Tx& tx, core::CustomerId id) {
    return tx
        .value<int>("one",
                    "SELECT 1 AS one FROM customer asked JOIN customer twin ON twin.phone = asked.phone "
                    "WHERE asked.id = ? AND twin.do_not_call LIMIT 1",
                    id)
        .has_value();
}

std::vector<core::CustomerId> same_person(db::Tx& tx, core::CustomerId id) {
    return tx.list([](const db::Row& row) { return row.get<core::CustomerId>("id"); },
                   "SELECT twin.id FROM customer asked JOIN customer twin ON twin.phone = asked.phone "
                   "WHERE asked.id = ? ORDER BY twin.id",
                   id);
}

CustomerHome home_of(db::Tx& tx, core::CustomerId id) {
    const auto home = tx.find(
        [](const db::Row& row) {
            return CustomerHome{row.get<core::OrganisationId>("dealer_id"), row.get<core::OrganisationId>("region_id"),
                                row.get<std::string>("time_zone")};
        },
        "SELECT c.dealer_id, d.parent_id AS region_id, d.time_zone FROM customer c "
        "JOIN organisation d ON d.id = c.dealer_id WHERE c.id = ?",
        id);
    if (!home) throw core::Error(errors::not_found);
    return *home;
}

}  // namespace marque::customers
