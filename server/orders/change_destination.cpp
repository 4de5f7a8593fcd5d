#include "customers/customers.h"
#include "db/audit.h"
#include "orders/as_built.h"
#include "orders/change_order.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

/// A place of the dealer: itself, or what belongs to it.
std::string require_place_of(db::Tx& tx, core::OrganisationId dealer, core::OrganisationId place) {
    const auto name =
        tx.value<std::string>("name_zh", "SELECT name_zh FROM organisation WHERE id = ? AND (id = ? OR parent_id = ?)",
                              place, dealer, dealer);
    if (!name) throw core::Error(errors::destination_unknown);
    return *name;
}

void ask_for_destination(db::Tx& tx, catalog::Catalog& catalog, Order& order, core::OrganisationId place,
                         const Doing& doing) {
    if (order.cancel_requested) throw core::Error(errors::cancel_pending);
    if (const auto pending = pending_configuration(tx, order.id)) {
        throw core::Error(errors::change_pending, {{"version", std::to_string(*pending)}});
    }
    const int version = last_configuration_version(tx, order.id) + 1;
    const auto features = configuration_features(tx, order.id, order.configuration_version);
    insert_configuration(
        tx, order.id,
        {version, ConfigurationState::pending, order.price, doing.scope.person, doing.at, features, place});
    Order there = order;
    there.destination = place;
    ask_line(tx, order, catalog.current(tx)->require(order.model), features,
             request_about(tx, there, RequestAction::change, version, doing.at));
}

/// Nobody grants a discount on a car that they sell themselves.
void require_other_manager(db::Tx& tx, const Order& order, const core::Scope& scope) {
    const auto seller =
        tx.value<core::PersonId>("salesperson_id", "SELECT salesperson_id FROM customer_order WHERE id = ?", order.id);
    if (!scope.has(core::Role::dealer_manager) || seller == scope.person)
        throw core::Error(errors::discount_needs_manager);
}

/// The order's price without the discount; the configuration, and one that the line is asked for, cost as much more.
void end_discount(db::Tx& tx, Order& order, core::Money discount) {
    order.price += discount;
    tx.execute(
        "UPDATE order_configuration SET price = price + ? WHERE order_id = ? AND state IN ('CURRENT', 'PENDING')",
        discount, order.id);
}

catalog::PriceNotice discount_has_ended(core::Money discount, core::Money price) {
    return {"price.discount_ended",
            "/customer_id",
            {"原优惠 " + discount.text() + " 元只给原买主，不随买主变更转移；订单价格现为 " + price.text() + " 元。",
             "The discount of " + discount.text() +
                 " was agreed with the former buyer and does not pass on; the order now costs " + price.text() + "."}};
}

catalog::PriceNotice discount_is_kept(core::Money discount, core::Money price) {
    return {"price.discount_kept",
            "/keep_discount",
            {"优惠 " + discount.text() + " 元经您批准给予新买主；订单价格仍为 " + price.text() + " 元。",
             "You granted the new buyer the discount of " + discount.text() + "; the order still costs " +
                 price.text() + "."}};
}

}  // namespace

std::vector<catalog::PriceNotice> change_buyer(db::Tx& tx, const std::string& number, const ChangeBuyer& command,
                                               const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::change_buyer);
    if (order.customer == command.customer_id) throw core::Error(errors::same_buyer);
    const auto buyer = customers::require_customer_of(tx, order.dealer, command.customer_id);
    const auto before = order.customer;
    const auto price_before = order.price;
    const auto discount = discount_of(configuration_features(tx, order.id, order.configuration_version), order.price);
    const bool discounted = discount > core::Money{};
    const bool kept = discounted && command.keep_discount.value_or(false);
    if (kept) require_other_manager(tx, order, doing.scope);
    if (discounted && !kept) end_discount(tx, order, discount);
    order.customer = buyer.id;
    order.kind = Kind::customer;
    forget_sign_off(tx, order.id);
    http::Json detail{{"buyer", buyer.name}};
    if (discounted && !kept) detail.update({{"price_before", price_before.text()}, {"price", order.price.text()}});
    write_diary(tx, order, {doing.at, "BUYER_CHANGED", doing.actor.name, detail.dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.buyer_changed", "order " + number,
              http::Json{{"customer_id", http::to_json_value(before)}, {"price", price_before.text()}}.dump(),
              http::Json{{"customer_id", buyer.id.value}, {"price", order.price.text()}}.dump());
    if (!discounted) return {};
    return {kept ? discount_is_kept(discount, order.price) : discount_has_ended(discount, order.price)};
}

void change_destination(db::Tx& tx, catalog::Catalog& catalog, const std::string& number,
                        const ChangeDestination& command, const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::change_destination);
    if (order.destination == command.destination_id) throw core::Error(errors::same_destination);
    const auto place = require_place_of(tx, order.dealer, command.destination_id);
    const auto before = order.destination;
    const bool at_once = is_before_the_line(order.state);
    if (at_once) {
        order.destination = command.destination_id;
    } else {
        ask_for_destination(tx, catalog, order, command.destination_id, doing);
    }
    write_diary(tx, order,
                {doing.at,
                 at_once ? "DESTINATION_CHANGED" : "CHANGE_REQUESTED",
                 doing.actor.name,
                 http::Json{{"destination", place}}.dump(),
                 {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.destination_changed", "order " + number,
              http::Json{{"destination_id", before.value}}.dump(),
              http::Json{{"destination_id", command.destination_id.value}}.dump());
}

}  // namespace marque::orders
