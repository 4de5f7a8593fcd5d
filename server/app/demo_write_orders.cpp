#include <algorithm>

#include "app/demo_write.h"
#include "core/text.h"
#include "http/json_fields.h"
#include "orders/orders.h"

namespace marque::app::demo {
namespace {

using http::Json;
using orders::Action;
using orders::State;

/// A step of an order's way as its diary tells it.
struct Step {
    core::Instant at;
    const char* kind;
    State state;
    int event_code;
    std::string actor;
    Json detail;
};

std::string name_of(const World& world, const Car& car) {
    for (const auto& person : world.dealers[car.dealer].salespeople) {
        if (person.id == car.salesperson) return person.name;
    }
    return {};
}

/// The steps by the order's own transition table, so that no diary tells of a move that is not legal.
std::vector<Step> steps_of(const World& world, const Car& car) {
    const Way& way = car.way;
    const std::string salesperson = name_of(world, car);
    std::vector<Step> steps{{way.placed, "PLACED", State::accepted, orders::placed_event_code, salesperson, nullptr},
                            {way.placed, "ACCEPTED", State::accepted, orders::accepted_event_code, "", nullptr}};
    State state = State::accepted;
    const auto move = [&](Action action, core::Instant at, const char* kind, const std::string& actor, Json detail) {
        const auto* const transition = orders::find_transition(state, action);
        if (!transition)
            throw std::logic_error(std::string("the demonstration's orders make an illegal move: ") + kind);
        state = transition->to;
        steps.push_back({at, kind, state, transition->event_code, actor, std::move(detail)});
    };
    move(Action::release, way.released, "RELEASED", "line", nullptr);
    move(Action::link_build, way.linked, "BUILD_LINKED", "line", {{"build_id", car.build_id}});
    move(Action::give_slot, way.linked + (way.started - way.linked) / 2, "SLOT_GIVEN", "plan",
         {{"starts_at", core::to_rfc3339(way.started)}});
    move(Action::start_production, way.started, "PRODUCTION_STARTED", "line",
         {{"station", world.line_stations.front().code}});
    move(Action::finish, way.built, "BUILT", "line", {{"station", "LINE-OFF"}, {"vin", car.vin}});
    move(Action::enter_yard, way.yard, "YARD_IN", "line", {{"station", "YARD-IN"}});
    move(Action::ship, way.shipped, "SHIPPED", "line", {{"station", "SHIPPED"}});
    if (way.on_road) return steps;
    move(Action::arrive, way.arrived, "ARRIVED", "line", {{"station", "ARRIVED"}});
    if (way.handed_over) {
        move(Action::hand_over, *way.handed_over, "HANDED_OVER", salesperson,
             {{"odometer_km", car.delivery_km}, {"vin", car.vin}});
    }
    return steps;
}

std::optional<core::CustomerId> buyer_of(const History& history, const Car& car) {
    if (!car.owners.empty()) return history.buyers[car.owners.front().buyer].id;
    if (car.orderer) return history.buyers[*car.orderer].id;
    return std::nullopt;
}

/// Numbers run in the order of placing. Build IDs carry another letter than those that the line gives from now on.
void number_orders(Writing& writing) {
    std::vector<Car*> cars;
    for (auto& car : writing.history.cars) cars.push_back(&car);
    std::sort(cars.begin(), cars.end(), [](const Car* a, const Car* b) { return a->way.placed < b->way.placed; });
    std::uint64_t id = next_id(writing.tx, "SELECT COALESCE(MAX(id), 0) + 1 AS id FROM customer_order");
    std::uint64_t build = 0;
    for (Car* const car : cars) {
        car->order = core::OrderId{id++};
        car->order_number = orders::next_order_number(writing.numbers, car->way.placed);
        car->build_id = core::to_iso_date(local_day(car->way.linked)).substr(2, 2) + "A" + core::padded(++build, 7);
    }
}

db::Params order_row(const Writing& writing, const Car& car, const std::vector<Step>& steps) {
    const Dealer& dealer = writing.world.dealers[car.dealer];
    const auto seq = static_cast<int>(steps.size());
    return {car.order,
            car.order_number,
            dealer.id,
            dealer.region,
            car.salesperson,
            buyer_of(writing.history, car),
            car.stock ? orders::Kind::stock : orders::Kind::customer,
            steps.back().state,
            steps.back().event_code,
            car.configured.line,
            car.configured.model,
            car.configured.price,
            car.requested,
            car.promised.value_or(car.requested),
            dealer.id,
            car.build_id,
            car.vin,
            car.way.placed,
            steps.back().at,
            seq,
            seq};
}

std::string draw_uuid(Dice& dice) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string uuid = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    for (char& c : uuid) {
        if (c == 'x') c = digits[dice.below(16)];
    }
    return uuid;
}

}  // namespace

std::uint64_t next_id(db::Tx& tx, db::Sql highest) { return tx.value<std::uint64_t>("id", highest).value(); }

void write_orders(Writing& writing) {
    number_orders(writing);
    std::vector<db::Params> orders, configurations, lines, events, requests;
    for (const auto& car : writing.history.cars) {
        const auto steps = steps_of(writing.world, car);
        orders.push_back(order_row(writing, car, steps));
        configurations.push_back({car.order, 1, "CURRENT", car.configured.price, car.salesperson, car.way.placed});
        for (const auto& line : car.configured.lines) {
            lines.push_back({car.order, 1, line.feature, line.amount, line.included});
        }
        int seq = 0;
        for (const auto& step : steps) {
            auto detail = step.detail.is_null() ? db::Param(std::nullopt) : db::Param(step.detail.dump());
            // The row outlives the step, so it takes a copy of the name.
            events.push_back({car.order, ++seq, step.at, step.kind, step.state, step.event_code,
                              std::string(step.actor), std::move(detail)});
        }
        requests.push_back(
            {draw_uuid(writing.dice), car.order, "RELEASE", 1, car.way.placed, "ACCEPTED", car.way.linked});
    }
    auto& tx = writing.tx;
    tx.insert_rows(
        "INSERT INTO customer_order (id, number, dealer_id, region_id, salesperson_id, customer_id, kind, state, "
        "event_code, "
        "line_code, model_id, price, requested_date, promised_date, destination_id, build_id, vin, placed_at, "
        "updated_at, "
        "event_seq, version) VALUES",
        orders);
    tx.insert_rows(
        "INSERT INTO order_configuration (order_id, version, state, price, requested_by, requested_at) VALUES",
        configurations);
    tx.insert_rows("INSERT INTO order_line (order_id, version, feature_id, amount, included) VALUES", lines);
    tx.insert_rows("INSERT INTO order_event (order_id, seq, at, kind, state, event_code, actor, detail) VALUES",
                   events);
    tx.insert_rows(
        "INSERT INTO line_request (message_id, order_id, action, configuration_version, sent_at, answer, answered_at) "
        "VALUES",
        requests);
}

}  // namespace marque::app::demo
