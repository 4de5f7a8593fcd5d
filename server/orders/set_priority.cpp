#include "db/audit.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"
#include "orders/orders.h"

namespace marque::orders {

void set_priority(db::Tx& tx, core::OrderId id, int priority, const SettingPriority& setting) {
    auto order = lock_order(tx, id);
    if (!order) throw core::Error(errors::not_found, {{"number", std::to_string(id.value)}});
    const auto before = tx.value<int>("urgency", "SELECT urgency FROM customer_order WHERE id = ?", id).value();
    if (before == priority) return;
    tx.execute("UPDATE customer_order SET priority = ? WHERE id = ?", priority, id);
    save(tx, *order, setting.at);
    db::audit(tx, setting.at, setting.actor, "order.priority_set", "order " + order->number,
              http::Json{{"priority", before}}.dump(),
              http::Json{{"priority", priority}, {"reason", setting.reason}}.dump());
    tell_pages(tx, *order, setting.real_now);
}

}  // namespace marque::orders
