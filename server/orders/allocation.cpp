#include "orders/allocation.h"

#include <algorithm>
#include <chrono>

namespace marque::orders {

core::Date month_of(core::Date day) {
    const std::chrono::year_month_day civil(day);
    return core::Date(civil.year() / civil.month() / std::chrono::day{1});
}

Grant take_allocation(db::Tx& tx, core::OrganisationId dealer, core::ModelId model, core::Date month) {
    // Assigned from left to right: `granted` is decided on the values from before.
    const auto known = tx.execute(
        "UPDATE allocation SET granted = (used < quota AND waiting = 0), used = used + granted, waiting = waiting + (NOT granted) "
        "WHERE dealer_id = ? AND month = ? AND model_id IN (0, ?) AND quota IS NOT NULL "
        "ORDER BY model_id DESC LIMIT 1",
        dealer, month, model);
    if (known == 0) return {};
    return tx
        .find(
            [](const db::Row& row) {
                const bool granted = row.get<bool>("granted");
                return Grant{granted, granted ? std::optional(row.get<std::uint64_t>("id")) : std::nullopt};
            },
            "SELECT id, granted FROM allocation WHERE dealer_id = ? AND month = ? AND model_id IN (0, ?) AND quota IS NOT NULL "
            "ORDER BY model_id DESC LIMIT 1",
            dealer, month, model)
        .value();
}

void free_allocation(db::Tx& tx, Order& order) {
    if (!order.allocation) return;
    tx.execute("UPDATE allocation SET used = used - 1 WHERE id = ? AND used > 0", *order.allocation);
    order.allocation.reset();
}

int waiting_position(db::Tx& tx, core::OrderId order, core::OrganisationId dealer, core::ModelId model,
                     core::Date month) {
    // Where the model has a row of its own, only orders of that model stand before it; otherwise those of all others.
    return tx
        .value<int>(
            "n",
            "SELECT COUNT(*) AS n FROM customer_order o "
            "LEFT JOIN allocation mine ON mine.dealer_id = o.dealer_id AND mine.month = ? AND mine.model_id = ? AND mine.quota IS NOT NULL "
            "LEFT JOIN allocation own ON own.dealer_id = o.dealer_id AND own.month = ? AND own.model_id = o.model_id AND own.quota IS NOT NULL "
            "WHERE o.dealer_id = ? AND o.state = 'WAITING' AND o.id <= ? AND mine.id <=> own.id",
            month, model, month, dealer, order)
        .value();
}

std::map<core::OrderId, int> waiting_positions(db::Tx& tx, const std::vector<core::OrganisationId>& dealers,
                                               core::Date month, core::OrderId last) {
    db::SqlBuilder sql(
        "SELECT o.id, ROW_NUMBER() OVER (PARTITION BY o.dealer_id, own.id ORDER BY o.id) AS place "
        "FROM customer_order o FORCE INDEX (customer_order_dealer_state) LEFT JOIN allocation own");
    sql.add("ON own.dealer_id = o.dealer_id AND own.month = ? AND own.model_id = o.model_id AND own.quota IS NOT NULL",
            month);
    sql.add("WHERE o.state = 'WAITING' AND o.id <= ? AND o.dealer_id IN", last).add_in(dealers);
    std::map<core::OrderId, int> places;
    tx.list(
        [&](const db::Row& row) {
            places[row.get<core::OrderId>("id")] = row.get<int>("place");
            return 0;
        },
        sql);
    return places;
}

std::vector<Allocation> lock_allocations(db::Tx& tx, core::OrganisationId dealer, core::Date month) {
    return tx.list(
        [](const db::Row& row) {
            return Allocation{row.get<std::uint64_t>("id"), row.get<core::ModelId>("model_id"),
                              row.get<unsigned>("quota"), row.get<unsigned>("used"), row.get<unsigned>("waiting")};
        },
        "SELECT id, model_id, quota, used, waiting FROM allocation WHERE dealer_id = ? AND month = ? AND quota IS NOT NULL ORDER BY model_id FOR UPDATE",
        dealer, month);
}

Allocation* governing(std::vector<Allocation>& rows, core::ModelId model) {
    Allocation* found = nullptr;
    for (auto& row : rows) {
        if (row.model == model || (!found && row.model == core::ModelId{})) found = &row;
    }
    return found;
}

void save(db::Tx& tx, const Allocation& row) {
    tx.execute("UPDATE allocation SET used = ?, waiting = ? WHERE id = ?", row.used, row.waiting, row.id);
}

}  // namespace marque::orders
