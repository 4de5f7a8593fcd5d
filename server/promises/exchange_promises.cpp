#include "orders/orders.h"
#include "promises/open_orders.h"

namespace marque::promises {
namespace {

constexpr const char* swap_reason = "SWAPPED";

struct PromisedOrder {
    std::optional<core::Date> date;
    core::OrganisationId destination;
    int last_seq = 0;
};

PromisedOrder read_promised(db::Tx& tx, core::OrderId order) {
    return tx
        .find(
            [](const db::Row& row) {
                return PromisedOrder{row.opt<core::Date>("promised_date"),
                                     row.get<core::OrganisationId>("destination_id"), row.get<int>("last_seq")};
            },
            "SELECT promised_date, destination_id, COALESCE((SELECT MAX(l.seq) FROM promise_ledger l WHERE l.order_id = o.id), 0) "
            "  AS last_seq FROM customer_order o WHERE o.id = ?",
            order)
        .value();
}

/// The car stands at the dealer already: what was promised to this buyer is kept or missed today.
std::vector<LedgerWriting> keep_today(db::Tx& tx, const PromiseExchange& exchange, const PromisedOrder& car,
                                      std::optional<core::Date> promised, core::Date today, const std::string& actor,
                                      core::Instant now) {
    const auto date = promised.value_or(today);
    orders::set_promised_date(tx, exchange.stock, date);
    const LedgerEntry moved{car.last_seq + 1, car.date ? LedgerKind::moved : LedgerKind::made, date, car.date,
                            swap_reason};
    const LedgerEntry kept{car.last_seq + 2, today <= date ? LedgerKind::kept : LedgerKind::missed, today, date,
                           std::string(arrived_reason)};
    return {{exchange.stock, moved, now, {}, actor, exchange.waiting_number},
            {exchange.stock, kept, now, {}, actor, ""}};
}

void close_tasks(db::Tx& tx, const PromiseExchange& exchange, core::Instant now) {
    tx.execute(
        "UPDATE promise_task SET state = 'DONE', outcome = 'MOVED', closed_at = ?, version = version + 1 "
        "WHERE order_id IN (?, ?) AND state = 'OPEN'",
        now, exchange.waiting, exchange.stock);
}

}  // namespace

std::map<core::OrderId, Forecast> forecasts_of(db::Tx& tx, const std::vector<core::OrderId>& orders) {
    std::map<core::OrderId, Forecast> forecasts;
    if (orders.empty()) return forecasts;
    db::SqlBuilder sql("SELECT order_id, p50_at, p90_at FROM order_eta WHERE p50_at IS NOT NULL AND order_id IN");
    sql.add_in(orders);
    tx.list(
        [&](const db::Row& row) {
            forecasts[row.get<core::OrderId>("order_id")] = {row.get<core::Instant>("p50_at"),
                                                             row.get<core::Instant>("p90_at")};
            return 0;
        },
        sql);
    return forecasts;
}

void exchange_promises(db::Tx& tx, const PromiseExchange& exchange, const std::string& actor, core::Instant now,
                       core::Instant real_now) {
    const auto times = read_times(tx, exchange.line);
    const auto buyer = read_promised(tx, exchange.waiting), car = read_promised(tx, exchange.stock);
    const auto zone = zones_of(tx, {car.destination}).at(car.destination);
    auto open = lock_open_orders(tx, {exchange.waiting, exchange.stock});
    Settling settling(tx, times, now);
    std::vector<LedgerWriting> ledger;
    std::vector<const OpenOrder*> still_open;
    bool on_its_way = false;
    for (auto& order : open) {
        const bool taken = order.car.order == exchange.stock;
        on_its_way |= taken;
        order.turn = taken ? 0 : 1;
        order.estimate = estimate(times, order.car, now);
        auto promised = taken ? buyer.date : std::nullopt;
        if (!promised && order.car.linked && order.estimate)
            promised = core::local_date(order.estimate->p90, zone) + margin_of_promise;
        if (promised) {
            const auto entry = move_promise(order.promise, *promised, swap_reason);
            ledger.push_back({order.car.order, entry, now, order.estimate, actor,
                              taken ? exchange.waiting_number : exchange.stock_number});
            orders::set_promised_date(tx, order.car.order, entry.date);
        }
    }
    if (!on_its_way) {
        for (auto& entry : keep_today(tx, exchange, car, buyer.date, core::local_date(now, zone), actor, now))
            ledger.push_back(std::move(entry));
    }
    close_tasks(tx, exchange, now);
    write_ledger(tx, ledger);
    for (auto& order : open) {
        settling.settle(order);
        still_open.push_back(&order);
    }
    save_open_orders(tx, still_open);
    settling.write(real_now);
}

}  // namespace marque::promises
