#include "customers/customers.h"
#include "db/audit.h"
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

}  // namespace

void change_buyer(db::Tx& tx, const std::string& number, const ChangeBuyer& command, const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::change_buyer);
    if (order.customer == command.customer_id) throw core::Error(errors::same_buyer);
    const auto buyer = customers::require_customer_of(tx, order.dealer, command.customer_id);
    const auto before = order.customer;
    order.customer = buyer.id;
    order.kind = Kind::customer;
    write_diary(tx, order, {doing.at, "BUYER_CHANGED", doing.actor.name, http::Json{{"buyer", buyer.name}}.dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.buyer_changed", "order " + number,
              http::Json{{"customer_id", http::to_json_value(before)}}.dump(),
              http::Json{{"customer_id", buyer.id.value}}.dump());
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
