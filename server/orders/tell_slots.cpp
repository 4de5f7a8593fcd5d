#include "orders/line_requests.h"
#include "orders/orders.h"

namespace marque::orders {

void tell_slots(db::Tx& tx, catalog::Catalog& catalog, const std::vector<Slot>& slots, core::Instant at) {
    if (slots.empty()) return;
    const auto models = catalog.current(tx);
    for (const auto& slot : slots) {
        const auto order = find_order(tx, slot.order);
        if (!order || order->state != State::scheduled) continue;
        auto request = request_about(tx, *order, RequestAction::slot, order->configuration_version, at);
        request.slot = Window{slot.start, slot.end};
        ask_line(tx, *order, models->require(order->model),
                 configuration_features(tx, order->id, order->configuration_version), request);
    }
}

}  // namespace marque::orders
