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

bool ask_which_build(db::Tx& tx, catalog::Catalog& catalog, const std::string& order_number,
                     std::optional<core::Instant> slot, core::Instant at) {
    constexpr auto place = std::chrono::minutes{1};
    auto order = lock_order(tx, order_number);
    if (!order || !order->build_id || order->state == State::cancelled) return false;
    if (tx.value<int>("one",
                      "SELECT 1 AS one FROM line_request WHERE order_id = ? AND action = 'SLOT' AND answer IS NULL "
                      "LIMIT 1",
                      order->id))
        return false;
    auto request = request_about(tx, *order, RequestAction::slot, order->configuration_version, at);
    if (slot && order->state == State::scheduled) request.slot = Window{*slot, *slot + place};
    const auto snapshot = catalog.current(tx);
    ask_line(tx, *order, snapshot->require(order->model),
             configuration_features(tx, order->id, order->configuration_version), request);
    return true;
}

}  // namespace marque::orders
