#include "promises/promise_store.h"

namespace marque::promises {

void ask_to_call(db::Tx& tx, const std::vector<core::OrderId>& orders, const std::string& asked_by,
                 const MissingPart& part, core::Instant now, core::Instant real_now) {
    if (orders.empty()) return;
    db::SqlBuilder sql(
        "INSERT INTO promise_task (order_id, promise_seq, dealer_id, region_id, state, reason, promised_date, opened_at, asked_by, "
        "  part_no, part_zh, part_en, part_back_at) "
        "SELECT e.order_id, e.promise_seq, o.dealer_id, o.region_id, 'OPEN', 'SHORTAGE', e.promised_date,");
    sql.add("?, ?, ?, ?, ?, ?", now, asked_by, part.part_no, part.name.zh, part.name.en, part.expected_back)
        .add(
            "FROM order_eta e JOIN customer_order o ON o.id = e.order_id "
            "WHERE e.promised_date IS NOT NULL AND o.kind = 'CUSTOMER' AND e.order_id IN")
        .add_in(orders)
        // Somebody who was called about something else is called again: this is news. What was said stays in the audit.
        .add(
            "ON DUPLICATE KEY UPDATE promise_task.version = promise_task.version + 1, "
            "  promise_task.opened_at = IF(promise_task.state = 'DONE', VALUES(opened_at), promise_task.opened_at), "
            "  promise_task.note = IF(promise_task.state = 'DONE', '', promise_task.note), promise_task.state = 'OPEN', "
            "  promise_task.reason = VALUES(reason), promise_task.asked_by = VALUES(asked_by), promise_task.outcome = NULL, "
            "  promise_task.closed_at = NULL, promise_task.closed_by = NULL, promise_task.part_no = VALUES(part_no), "
            "  promise_task.part_zh = VALUES(part_zh), promise_task.part_en = VALUES(part_en), "
            "  promise_task.part_back_at = VALUES(part_back_at)");
    tx.execute(sql);
    tell_pages(tx, orders, real_now);
}

void call_no_more(db::Tx& tx, const std::string& asked_by, core::Instant now, core::Instant real_now) {
    call_no_more(tx,
                 tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); },
                         "SELECT order_id FROM promise_task WHERE asked_by = ? AND state = 'OPEN'", asked_by),
                 asked_by, now, real_now);
}

void call_no_more(db::Tx& tx, const std::vector<core::OrderId>& orders, const std::string& asked_by, core::Instant now,
                  core::Instant real_now) {
    if (orders.empty()) return;
    db::SqlBuilder close(
        "UPDATE promise_task t LEFT JOIN order_eta e ON e.order_id = t.order_id "
        "SET t.state = 'DONE', t.outcome = 'RECOVERED', t.part_no = NULL,");
    close
        .add(
            "t.closed_at = ?, t.version = t.version + 1 "
            "WHERE t.asked_by = ? AND t.state = 'OPEN' AND COALESCE(e.at_risk, FALSE) = FALSE AND t.order_id IN",
            now, asked_by)
        .add_in(orders);
    tx.execute(close);
    db::SqlBuilder leave(
        "UPDATE promise_task SET asked_by = NULL, part_no = "
        "NULL, version = version + 1");
    leave.add("WHERE asked_by = ? AND state = 'OPEN' AND order_id IN", asked_by).add_in(orders);
    tx.execute(leave);
    tell_pages(tx, orders, real_now);
}

}  // namespace marque::promises
