#include "orders/line_requests.h"
#include "orders/orders.h"

namespace marque::orders {

bool repeat_request(db::Tx& tx, catalog::Catalog& catalog, const std::string& message_id, core::Instant at) {
    const auto request = find_request(tx, message_id);
    if (!request || request->answered) return false;
    auto order = lock_order(tx, request->order);
    // Under the order's lock nobody answers it.
    if (!order || find_request(tx, message_id)->answered || request->action == RequestAction::slot) return false;
    if (tx.value<int>("one", "SELECT 1 AS one FROM outbox WHERE message_id = ?", message_id)) return false;
    order->destination =
        configuration_destination(tx, order->id, request->configuration_version).value_or(order->destination);
    auto again = request_about(tx, *order, request->action, request->configuration_version, at);
    again.repeats = message_id;
    const auto snapshot = catalog.current(tx);
    ask_line(tx, *order, snapshot->require(order->model),
             configuration_features(tx, order->id, request->configuration_version), again);
    return true;
}

}  // namespace marque::orders
