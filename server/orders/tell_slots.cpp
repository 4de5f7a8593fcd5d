#include "orders/line_requests.h"
#include "orders/orders.h"

namespace marque::orders {
namespace {

constexpr const char* plan_actor = "plan";

/// Its first place; where a car is moved again, the diary stays as it is.
void note_first_slot(db::Tx& tx, Order& order, const Slot& slot, core::Instant at, core::Instant real_now) {
    if (order.event_code == scheduled_event_code) return;
    order.apply(Action::give_slot);
    write_diary(tx, order,
                {at, "SLOT_GIVEN", plan_actor, http::Json{{"starts_at", core::to_rfc3339(slot.start)}}.dump(), {}});
    save(tx, order, at);
    tell_pages(tx, order, real_now);
}

}  // namespace

void tell_slots(db::Tx& tx, catalog::Catalog& catalog, const std::vector<Slot>& slots, core::Instant at,
                core::Instant real_now) {
    if (slots.empty()) return;
    const auto models = catalog.current(tx);
    for (const auto& slot : slots) {
        auto order = lock_order(tx, slot.order);
        if (!order || order->state != State::scheduled) continue;
        note_first_slot(tx, *order, slot, at, real_now);
        auto request = request_about(tx, *order, RequestAction::slot, order->configuration_version, at);
        request.slot = Window{slot.start, slot.end};
        ask_line(tx, *order, models->require(order->model),
                 configuration_features(tx, order->id, order->configuration_version), request);
    }
}

}  // namespace marque::orders
