#include "promises/promises.h"

namespace marque::promises {

std::map<core::PersonId, int> tasks_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people) {
    std::map<core::PersonId, int> in_hand;
    // From the few that are open at the people's dealers: a task has no salesperson of its own.
    db::SqlBuilder sql(
        "SELECT o.salesperson_id, COUNT(*) AS n FROM promise_task t JOIN customer_order o ON o.id = t.order_id "
        "WHERE t.state = 'OPEN' AND t.dealer_id IN (SELECT organisation_id FROM person WHERE id IN");
    sql.add_in(people).add(") AND o.salesperson_id IN").add_in(people).add("GROUP BY o.salesperson_id");
    tx.list([&](const db::Row& row) { return in_hand[row.get<core::PersonId>("salesperson_id")] = row.get<int>("n"); },
            sql);
    return in_hand;
}

}  // namespace marque::promises
