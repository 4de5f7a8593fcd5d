#include "orders/allocation.h"

namespace marque::orders {
namespace {

/// Further than any zone is from UTC, and than the line's clock is slow.
constexpr auto surely_before = std::chrono::days{2};

struct AcceptedOrder {
    core::OrderId id;
    core::ModelId model;
    std::optional<std::uint64_t> allocation;
};

/// All of the dealer's that may have been accepted since, locked: none of them is given back meanwhile.
std::vector<core::OrderId> lock_orders_since(db::Tx& tx, core::OrganisationId dealer, core::Instant since) {
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("id"); },
                   "SELECT id FROM customer_order WHERE dealer_id = ? AND updated_at >= ? "
                   "AND state NOT IN ('DRAFT', 'WAITING', 'REFUSED', 'CANCELLED') ORDER BY id FOR UPDATE",
                   dealer, since);
}

/// Those of them that were accepted in the month. One on hold keeps the place that it had.
std::vector<AcceptedOrder> accepted_in(db::Tx& tx, core::Date month, const std::string& zone,
                                       const std::vector<core::OrderId>& orders) {
    std::vector<AcceptedOrder> accepted;
    if (orders.empty()) return accepted;
    db::SqlBuilder sql(
        "SELECT o.id, o.model_id, o.state, o.allocation_id, a.month AS counted_in, "
        "  COALESCE((SELECT MAX(e.at) FROM order_event e WHERE e.order_id = o.id AND e.kind = 'ACCEPTED'), o.placed_at) "
        "    AS accepted_at "
        "FROM customer_order o LEFT JOIN allocation a ON a.id = o.allocation_id WHERE o.id IN");
    sql.add_in(orders);
    tx.list(
        [&](const db::Row& row) {
            const auto counted_in = row.opt<core::Date>("counted_in");
            const bool in_month = month_of(core::local_date(row.get<core::Instant>("accepted_at"), zone)) == month;
            const bool held = row.get<State>("state") == State::on_hold;
            if (counted_in ? *counted_in == month : !held && in_month) {
                accepted.push_back({row.get<core::OrderId>("id"), row.get<core::ModelId>("model_id"),
                                    row.opt<std::uint64_t>("allocation_id")});
            }
            return 0;
        },
        sql);
    return accepted;
}

}  // namespace

void count_accepted(db::Tx& tx, core::OrganisationId dealer, core::Date month, const std::string& zone) {
    // Orders before limits, as whoever gives a place back locks them.
    const auto locked = lock_orders_since(tx, dealer, core::Instant(month) - surely_before);
    const auto accepted = accepted_in(tx, month, zone, locked);
    auto rows = lock_allocations(tx, dealer, month);
    for (auto& row : rows) row.used = 0;
    std::map<std::uint64_t, std::vector<core::OrderId>> moved;
    for (const auto& order : accepted) {
        // Without a limit it keeps what counted it: should the limit come back, so does its place.
        auto* const row = governing(rows, order.model);
        if (!row) continue;
        ++row->used;
        if (order.allocation != row->id) moved[row->id].push_back(order.id);
    }
    for (const auto& [allocation, orders] : moved) {
        // What counts an order is nothing that its readers see, so its version stays.
        db::SqlBuilder sql("UPDATE customer_order SET");
        sql.add("allocation_id = ? WHERE id IN", allocation).add_in(orders);
        tx.execute(sql);
    }
    for (const auto& row : rows) save(tx, row);
}

}  // namespace marque::orders
