#include "db/audit.h"
#include "orders/as_built.h"
#include "orders/exchange.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

/// What an order says of its buyer and of what was agreed, beside what Order holds.
struct CommercialSide {
    core::PersonId salesperson;
    core::Date requested_date;
    std::string note;
    std::optional<std::uint64_t> fleet;
};

CommercialSide read_commercial_side(db::Tx& tx, core::OrderId order) {
    return tx
        .find(
            [](const db::Row& row) {
                return CommercialSide{row.get<core::PersonId>("salesperson_id"), row.get<core::Date>("requested_date"),
                                      row.get<std::string>("note"), row.opt<std::uint64_t>("fleet_id")};
            },
            "SELECT salesperson_id, requested_date, note, fleet_id FROM customer_order WHERE id = ?", order)
        .value();
}

void write_commercial_side(db::Tx& tx, core::OrderId order, const CommercialSide& side) {
    tx.execute("UPDATE customer_order SET salesperson_id = ?, requested_date = ?, note = ?, fleet_id = ? WHERE id = ?",
               side.salesperson, side.requested_date, side.note, side.fleet, order);
}

/// The amounts belong to the buyer, the configuration and its version to the car: the line hears of nothing.
void write_terms(db::Tx& tx, Order& order, const ExchangeTerms& terms) {
    for (const auto& feature : terms.features) {
        tx.execute("UPDATE order_line SET amount = ? WHERE order_id = ? AND version = ? AND feature_id = ?",
                   feature.amount, order.id, order.configuration_version, feature.feature);
    }
    tx.execute("UPDATE order_configuration SET price = ? WHERE order_id = ? AND version = ?", terms.price, order.id,
               order.configuration_version);
    order.price = terms.price;
}

struct BothOrders {
    Order waiting, stock;
};

/// Both rows in the order of their ids: two people who want the same car wait for each other and never in a ring.
BothOrders lock_both(db::Tx& tx, const core::Scope& scope, const ExchangeBuyers& command) {
    const auto id_of = [&](const std::string& number) {
        const auto id = tx.value<core::OrderId>("id", "SELECT id FROM customer_order WHERE number = ?", number);
        if (!id) throw core::Error(errors::not_found, {{"number", number}});
        return *id;
    };
    const auto waiting = id_of(command.waiting), stock = id_of(command.stock);
    if (waiting == stock) throw core::Error(errors::car_taken, {{"number", command.stock}});
    auto first = lock_order(tx, std::min(waiting, stock)), second = lock_order(tx, std::max(waiting, stock));
    for (const auto& order : {*first, *second}) {
        if (order.dealer != scope.organisation) throw core::Error(errors::not_found, {{"number", order.number}});
    }
    if (waiting > stock) std::swap(first, second);
    return {*std::move(first), *std::move(second)};
}

void require_idle(db::Tx& tx, const Order& order) {
    if (order.cancel_requested) throw core::Error(errors::cancel_pending);
    if (const auto pending = pending_configuration(tx, order.id))
        throw core::Error(errors::change_pending, {{"version", std::to_string(*pending)}});
}

void require_exchangeable(db::Tx& tx, BothOrders& both, const ExchangeBuyers& command) {
    auto& [waiting, stock] = both;
    waiting.require_version(command.version);
    if (waiting.kind != Kind::customer || !waiting.customer) throw core::Error(errors::no_buyer_to_move);
    if (stock.kind != Kind::stock) throw core::Error(errors::car_taken, {{"number", stock.number}});
    waiting.apply(Action::take_over);
    stock.apply(Action::give_car);
    require_idle(tx, waiting);
    require_idle(tx, stock);
    if (waiting.model != stock.model)
        throw core::Error(errors::not_alike, {{"most", std::to_string(most_differences)}});
    if (stock.configuration_version != command.configuration_version)
        throw core::Error(errors::car_changed, {{"number", stock.number}});
}

void note_exchange(db::Tx& tx, Order& order, const char* kind, const char* other, const std::string& number,
                   core::Money before, const Exchanging& exchanging) {
    const http::Json detail{{other, number}, {"price_before", before.text()}, {"price", order.price.text()}};
    write_diary(tx, order, {exchanging.at, kind, exchanging.actor.name, detail.dump(), {}});
    save(tx, order, exchanging.at);
    tell_pages(tx, order, exchanging.real_now);
    const http::Json customer{{"customer_id", http::to_json_value(order.customer)},
                              {"kind", core::to_text(order.kind)},
                              {"price", order.price.text()},
                              {other, number}};
    db::audit(tx, exchanging.at, exchanging.actor, "order.buyers_exchanged", "order " + order.number,
              http::Json{{"price", before.text()}}.dump(), customer.dump());
}

}  // namespace

ExchangedBuyers exchange_buyers(db::Tx& tx, catalog::Catalog& catalog, const ExchangeBuyers& command,
                                const Exchanging& exchanging) {
    auto both = lock_both(tx, exchanging.scope, command);
    require_exchangeable(tx, both, command);
    auto& [waiting, stock] = both;
    const auto features = exchange_features(tx, {waiting.id, stock.id});
    const auto terms = terms_of_exchange(features.at(waiting.id), features.at(stock.id), waiting.price);
    const auto freed_terms = terms_of_exchange(features.at(stock.id), features.at(waiting.id), stock.price);
    if (terms.differences.size() > most_differences)
        throw core::Error(errors::not_alike, {{"most", std::to_string(most_differences)}});

    require_discount_allowed(tx, exchanging.scope, waiting, terms.price, discount_of(terms.features, terms.price));
    const auto buyers_price = waiting.price, stock_price = stock.price;
    const auto buyer = read_commercial_side(tx, waiting.id), unsold = read_commercial_side(tx, stock.id);
    write_commercial_side(tx, stock.id, buyer);
    write_commercial_side(tx, waiting.id, unsold);
    std::swap(waiting.customer, stock.customer);
    std::swap(waiting.kind, stock.kind);
    forget_sign_off(tx, stock.id);
    write_terms(tx, stock, terms);
    write_terms(tx, waiting, freed_terms);
    note_exchange(tx, stock, "TOOK_OVER_CAR", "from_order", waiting.number, stock_price, exchanging);
    note_exchange(tx, waiting, "BUYER_MOVED", "to_order", stock.number, buyers_price, exchanging);
    if (command.cancel_freed) {
        cancel_order(tx, catalog, waiting.number, {waiting.version, "→ " + stock.number},
                     {exchanging.scope, exchanging.actor, exchanging.at, exchanging.real_now});
    }
    return {waiting.id, stock.id, stock.line, buyers_price, terms.price};
}

}  // namespace marque::orders
