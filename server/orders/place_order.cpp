#include "customers/customers.h"
#include "db/audit.h"
#include "http/message.h"
#include "orders/allocation.h"
#include "orders/change_wish.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"
#include "orders/orders.h"

namespace marque::orders {
namespace {

void check_command(const PlaceOrder& command, core::Date today) {
    if (command.kind == Kind::customer && !command.customer_id) throw core::Error(errors::customer_needed);
    if (command.kind == Kind::stock && command.customer_id) throw core::Error(errors::customer_not_wanted);
    require_possible_date(command.requested_date, today);
}

/// A feature's price as it was promised, otherwise as listed.
core::Money amount_of(core::FeatureId feature, core::Money listed, const Placing& placing) {
    if (!placing.agreement) return listed;
    const auto promised = placing.agreement->amounts.find(feature);
    return promised == placing.agreement->amounts.end() ? listed : promised->second;
}

NewConfiguration first_configuration(const catalog::Model& model, const catalog::Verdict& verdict, core::Money price,
                                     const Placing& placing) {
    NewConfiguration configuration{1, ConfigurationState::current, price, placing.scope.person, placing.at, {}};
    for (const auto& line : verdict.lines) {
        const auto feature = model.features[line.feature].id;
        configuration.features.push_back({feature, amount_of(feature, line.amount, placing), line.included});
    }
    return configuration;
}

NewOrder new_order(const PlaceOrder& command, const Placing& placing, const catalog::Model& model, core::Money price) {
    NewOrder entry;
    entry.order.number = placing.number;
    entry.order.dealer = placing.scope.organisation;
    entry.order.region = placing.scope.region.value_or(placing.scope.organisation);
    entry.order.customer = command.customer_id;
    entry.order.kind = command.kind;
    entry.order.line = model.line;
    entry.order.model = model.id;
    entry.order.price = price;
    entry.order.event_seq = command.draft.value_or(false) ? 1 : 2;  // placed, and accepted with it
    entry.salesperson = placing.scope.person;
    entry.requested_date = command.requested_date;
    entry.order.destination = placing.scope.organisation;
    entry.fleet = placing.fleet;
    entry.priority = placing.priority;
    entry.note = command.note.value_or("");
    entry.placed_at = placing.at;
    return entry;
}

/// A submitted order is accepted while the month's allocation lasts, or waits.
void take_place(db::Tx& tx, Order& order, core::Date month) {
    const auto grant = take_allocation(tx, order.dealer, order.model, month);
    order.allocation = grant.allocation;
    if (!grant.granted) {
        order.state = State::waiting;
        order.event_code = placed_event_code;
        order.event_seq = 1;
    }
    settle_inserted(tx, order);
}

/// What is told of it at once: an order that need not wait is placed and accepted in one breath.
std::vector<DiaryEntry> first_entries(const Order& order, const Placing& placing) {
    const auto origin = placing.agreement ? http::Json{{"quote", placing.agreement->quote}}.dump() : std::string();
    if (order.state == State::draft) return {{placing.at, "DRAFTED", placing.actor.name, origin, 0}};
    std::vector<DiaryEntry> entries{{placing.at, "PLACED", placing.actor.name, origin, placed_event_code}};
    if (order.state == State::accepted) entries.push_back({placing.at, "ACCEPTED", "", "", accepted_event_code});
    return entries;
}

}  // namespace

std::string next_order_number(db::NumberSeries& numbers, core::Instant at) {
    const auto on = std::chrono::floor<std::chrono::days>(at);
    return db::number_text("ORD", on, numbers.next("ORD-" + core::to_iso_date(on).substr(0, 4)));
}

PlacedOrder place_order(db::Tx& tx, catalog::Catalog& catalog, const PlaceOrder& command, const Placing& placing) {
    if (placing.scope.organisation_kind != core::OrganisationKind::dealer) throw core::Error(errors::not_a_dealer);
    const auto today = core::local_date(placing.at, placing.scope.time_zone);
    check_command(command, today);
    const auto snapshot = catalog.current(tx);
    const auto& model = snapshot->require(command.model, command.model_year);
    const auto verdict = catalog::require_valid(model, command.features, {today, placing.scope.region});
    if (command.customer_id) customers::require_customer_of(tx, placing.scope.organisation, *command.customer_id);

    const auto price = placing.agreement ? placing.agreement->price : verdict.total;
    NewOrder entry = new_order(command, placing, model, price);
    Order& order = entry.order;
    const bool draft = command.draft.value_or(false);
    if (draft) {
        order.state = State::draft;
        order.event_code = 0;
    }
    const auto inserted = insert_order(tx, entry, month_of(today));
    order.id = inserted.id;
    if (!inserted.month_open && !draft) open_month(tx, order.dealer, month_of(today), placing.at);
    if ((inserted.limited || !inserted.month_open) && !draft) take_place(tx, order, month_of(today));
    const auto configuration = first_configuration(model, verdict, price, placing);
    insert_configuration(tx, order.id, configuration);
    order.event_seq = 0;
    write_diary(tx, order, first_entries(order, placing));
    if (order.state == State::accepted) {
        ask_line(
            tx, order, model, configuration.features,
            {RequestAction::release, 1, placing.priority.value_or(usual_priority(command.kind)), command.requested_date,
             placing.scope.organisation_code, placing.scope.organisation_code, placing.at});
    }
    tell_pages(tx, order, placing.at);
    db::audit(tx, placing.at, placing.actor, draft ? "order.drafted" : "order.placed", "order " + order.number, "",
              http::Json{{"model", model.code}, {"features", command.features}, {"price", order.price.text()}}.dump());
    return {order.id, order.number, order.state, order.event_code, order.price, order.version};
}

}  // namespace marque::orders
