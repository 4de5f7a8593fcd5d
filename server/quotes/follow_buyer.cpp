#include "quotes/quotes.h"

namespace marque::quotes {

void follow_buyer(db::Tx& tx, core::OrderId from, core::OrderId to, const core::Actor& actor, core::Instant at) {
    tx.execute(
        "INSERT INTO quote_event (quote_id, seq, at, kind, actor, list_price, discount, comment) "
        "SELECT q.id, q.event_seq + 1, ?, 'CAR_SWAPPED', ?, q.list_price, q.discount, o.number FROM quote q "
        "JOIN customer_order o ON o.id = ? WHERE q.order_id = ?",
        at, actor.name, to, from);
    tx.execute(
        "UPDATE quote SET order_id = ?, event_seq = event_seq + 1, updated_at = ?, version = version + 1 WHERE order_id = ?",
        to, at, from);
}

}  // namespace marque::quotes
