#include "app/demo_write.h"

namespace marque::app::demo {
namespace {

constexpr auto reported_since = std::chrono::days{60};

/// Of each dealer one car that waits to be handed over, with something to leave out.
std::vector<core::OrderId> choose_mistaken(db::Tx& tx) {
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("id"); },
                   "SELECT MIN(o.id) AS id FROM customer_order o JOIN build b ON b.order_id = o.id "
                   "JOIN build_feature f ON f.build_pk = b.id AND f.family = 'OPTION' "
                   "WHERE o.state = 'ARRIVED' GROUP BY o.dealer_id");
}

void leave_out_an_option(db::Tx& tx, core::OrderId order) {
    tx.execute(
        "DELETE FROM build_feature WHERE build_pk = (SELECT id FROM build WHERE order_id = ?) AND family = 'OPTION' "
        "ORDER BY code LIMIT 1",
        order);
    tx.execute("UPDATE as_built_check SET result = 'DIFFERS', differences = 1 WHERE order_id = ?", order);
    tx.execute(
        "INSERT INTO order_event (order_id, seq, at, kind, state, event_code, actor, detail) "
        "SELECT o.id, o.event_seq + 1, c.compared_at, 'AS_BUILT_DIFFERS', o.state, o.event_code, 'line', "
        "  '{\"differences\":1}' FROM customer_order o JOIN as_built_check c ON c.order_id = o.id WHERE o.id = ?",
        order);
    tx.execute("UPDATE customer_order SET event_seq = event_seq + 1, version = version + 1 WHERE id = ?", order);
}

}  // namespace

void write_as_built(Writing& writing) {
    auto& tx = writing.tx;
    tx.execute(
        "INSERT INTO build_feature (build_pk, family, code) "
        "SELECT b.id, f.family, f.code FROM build b JOIN order_line l ON l.order_id = b.order_id AND l.version = 1 "
        "JOIN feature f ON f.id = l.feature_id WHERE b.completed_at >= ?",
        writing.world.now - reported_since);
    tx.execute(
        "INSERT INTO as_built_check (order_id, dealer_id, region_id, configuration_version, result, differences, "
        "compared_at) "
        "SELECT o.id, o.dealer_id, o.region_id, 1, 'SAME', 0, b.road_eta FROM build b "
        "JOIN customer_order o ON o.id = b.order_id WHERE b.completed_at >= ? AND b.state = 'ARRIVED'",
        writing.world.now - reported_since);
    for (const auto order : choose_mistaken(tx)) leave_out_an_option(tx, order);
}

}  // namespace marque::app::demo
