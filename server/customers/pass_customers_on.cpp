#include "customers/customers.h"

namespace marque::customers {
namespace {

db::Params audit_row(core::CustomerId customer, const identity::StaffMember& from, const identity::PersonRef& to,
                     const core::Actor& actor, core::Instant at) {
    return {at,
            actor.person,
            actor.name,
            actor.address,
            actor.request_id,
            "customer.passed_on",
            "customer " + std::to_string(customer.value),
            http::Json{{"salesperson_id", from.id.value}, {"salesperson", from.name}}.dump(),
            http::Json{{"salesperson_id", to.id.value}, {"salesperson", to.name}}.dump()};
}

}  // namespace

std::map<core::PersonId, int> customers_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people) {
    std::map<core::PersonId, int> in_hand;
    db::SqlBuilder sql("SELECT salesperson_id, COUNT(*) AS n FROM customer WHERE salesperson_id IN");
    sql.add_in(people).add("GROUP BY salesperson_id");
    tx.list([&](const db::Row& row) { return in_hand[row.get<core::PersonId>("salesperson_id")] = row.get<int>("n"); },
            sql);
    return in_hand;
}

int pass_customers_on(db::Tx& tx, identity::Succession& succession, const core::Actor& actor, core::Instant at) {
    const auto customers =
        tx.list([](const db::Row& row) { return row.get<core::CustomerId>("id"); },
                "SELECT id FROM customer WHERE salesperson_id = ? AND dealer_id = ? ORDER BY id FOR UPDATE",
                succession.from().id, succession.from().organisation);
    std::map<core::PersonId, std::vector<core::CustomerId>> shares;
    std::vector<db::Params> audit;
    for (const auto customer : customers) {
        const auto& heir = succession.heir_of(customer);
        shares[heir.id].push_back(customer);
        audit.push_back(audit_row(customer, succession.from(), heir, actor, at));
    }
    for (const auto& [heir, ids] : shares) {
        identity::in_portions(ids, [&, heir = heir](const std::vector<core::CustomerId>& some) {
            db::SqlBuilder move("UPDATE customer SET");
            move.add("salesperson_id = ?, version = version + 1 WHERE id IN", heir);
            tx.execute(move.add_in(some));
        });
    }
    // One statement for many: a person may look after thousands.
    tx.insert_rows(
        "INSERT INTO audit (at, person_id, actor, address, request_id, action, subject, before_doc, after_doc) VALUES",
        audit);
    return static_cast<int>(customers.size());
}

}  // namespace marque::customers
