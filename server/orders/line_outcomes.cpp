#include "orders/allocation.h"
#include "orders/as_built.h"
#include "orders/line_requests.h"
#include "orders/orders.h"
#include "vehicles/vehicles.h"

namespace marque::orders {
namespace {

constexpr const char* line_actor = "line";

struct Effect {
    AnswerEffect effect;
    std::string diary;
    http::Json detail;
};

Effect nothing_more() { return {AnswerEffect::repeated, "", nullptr}; }

/// A line that Marque does not plan for has planned the car itself when it names a start.
bool planned_by_line(db::Tx& tx, const LineAnswer& answer) {
    return answer.planned_start &&
           !tx.value<std::string>("line_code", "SELECT line_code FROM line_schedule WHERE line_code = ?", answer.line);
}

bool ended_unbuilt(const Order& order) { return order.state == State::cancelled || order.state == State::refused; }

Effect accept(db::Tx& tx, Order& order, const LineRequest& request, const LineAnswer& answer) {
    switch (request.action) {
        case RequestAction::release:
            order.apply(Action::link_build);
            if (planned_by_line(tx, answer)) order.apply(Action::give_slot);
            order.build_id = answer.build_id;
            return {AnswerEffect::build_linked, "BUILD_LINKED", {{"build_id", answer.build_id}}};
        case RequestAction::change:
            answer_configuration(tx, order.id, order.configuration_version, ConfigurationState::replaced, "",
                                 answer.at);
            answer_configuration(tx, order.id, request.configuration_version, ConfigurationState::current, "",
                                 answer.at);
            order.configuration_version = request.configuration_version;
            order.price = configuration_price(tx, order.id, request.configuration_version);
            order.destination =
                configuration_destination(tx, order.id, request.configuration_version).value_or(order.destination);
            return {AnswerEffect::build_changed, "CHANGE_ACCEPTED", {{"version", request.configuration_version}}};
        case RequestAction::cancel:
            order.cancel_requested = false;
            // The refusal of its release came first: there is nothing left to call off.
            if (ended_unbuilt(order)) return nothing_more();
            // A car that left the line all the same is there, whatever was agreed to.
            if (!find_transition(order.state, Action::cancel))
                return {AnswerEffect::request_refused, "CANCEL_REFUSED", {{"reason", "BUILT_ALREADY"}}};
            order.apply(Action::cancel);
            free_allocation(tx, order);
            return {AnswerEffect::build_cancelled, "CANCELLED", http::Json::object()};
        case RequestAction::slot:
            break;
    }
    return nothing_more();
}

Effect refuse(db::Tx& tx, Order& order, const LineRequest& request, const LineAnswer& answer) {
    const http::Json detail{{"reason", answer.reason}, {"version", request.configuration_version}};
    switch (request.action) {
        case RequestAction::release:
            if (ended_unbuilt(order)) return nothing_more();
            order.apply(Action::refuse);
            free_allocation(tx, order);
            return {AnswerEffect::release_refused, "REFUSED_BY_LINE", detail};
        case RequestAction::change:
            answer_configuration(tx, order.id, request.configuration_version, ConfigurationState::refused,
                                 answer.reason, answer.at);
            return {AnswerEffect::request_refused, "CHANGE_REFUSED", detail};
        case RequestAction::cancel:
            order.cancel_requested = false;
            return {AnswerEffect::request_refused, "CANCEL_REFUSED", detail};
        case RequestAction::slot:
            break;
    }
    return nothing_more();
}

/// Why the answer cannot be true beside what is known of the order. A refusal changes no car, whatever it names.
std::optional<AnswerEffect> contradiction(const Order& order, const LineRequest& request, const LineAnswer& answer) {
    if (!answer.accepted) return std::nullopt;
    if (answer.configuration_version && *answer.configuration_version != request.configuration_version)
        return AnswerEffect::contradiction;
    if (order.build_id && *order.build_id != answer.build_id) return AnswerEffect::other_build;
    const bool refused_before = request.action == RequestAction::release && request.answered && !order.build_id;
    return refused_before ? std::optional(AnswerEffect::contradiction) : std::nullopt;
}

const char* diary_kind(Action action) {
    switch (action) {
        case Action::start_production:
            return "PRODUCTION_STARTED";
        case Action::finish:
            return "BUILT";
        case Action::enter_yard:
            return "YARD_IN";
        case Action::ship:
            return "SHIPPED";
        default:
            return "ARRIVED";
    }
}

std::optional<core::FeatureId> colour_of(db::Tx& tx, const Order& order) {
    return tx.value<core::FeatureId>("id",
                                     "SELECT f.id FROM order_line l JOIN feature f ON f.id = l.feature_id "
                                     "WHERE l.order_id = ? AND l.version = ? AND f.family = 'EXTERIOR_COLOUR'",
                                     order.id, order.configuration_version);
}

bool enter_vehicle(db::Tx& tx, Order& order, const Milestone& milestone) {
    const auto vin = core::Vin::parse(milestone.vin).value();
    const auto vehicle =
        vehicles::register_built(tx, {vin, milestone.engine_number, order.model, colour_of(tx, order), order.id,
                                      milestone.build_id, milestone.odometer_km, milestone.at, order.dealer});
    if (!vehicle) return false;
    order.vin = vin.text();
    return true;
}

void note_arrival(db::Tx& tx, const Order& order, const Milestone& milestone) {
    const auto vehicle = vehicles::find_by_vin(tx, order.vin.value_or(""));
    if (!vehicle) return;
    vehicles::add_to_timeline(
        tx, {vehicle->id, milestone.at, vehicles::EventKind::arrived, order.dealer, order.number, {}, ""});
}

}  // namespace

void releases_kept(db::Tx& tx, const std::vector<std::string>& message_ids, core::Instant at) {
    for (const auto& message_id : message_ids) {
        const auto request = find_request(tx, message_id);
        if (!request || request->action != RequestAction::release) continue;
        auto order = lock_order(tx, request->order);
        if (!order || !find_transition(order->state, Action::release)) continue;
        order->apply(Action::release);
        write_diary(tx, *order, {at, "RELEASED", line_actor, "", {}});
        save(tx, *order, at);
        tell_pages(tx, *order, at);
    }
}

std::optional<AnswerResult> apply_line_answer(db::Tx& tx, const LineAnswer& answer, core::Instant real_now) {
    const auto request = find_request(tx, answer.original_message_id);
    if (!request) return std::nullopt;
    auto order = lock_order(tx, request->order);
    if (!order || order->number != answer.order_number) return std::nullopt;
    AnswerResult result{AnswerEffect::repeated, order->id, order->dealer, order->line};
    if (order->line != answer.line) return result;
    // Read again under the order's lock: two copies of one answer may arrive at the same moment.
    const auto now_known = find_request(tx, answer.original_message_id).value();
    if (const auto impossible = contradiction(*order, now_known, answer)) {
        result.effect = *impossible;
        return result;
    }
    if (now_known.answered) return result;
    if (request->action == RequestAction::slot) {
        // Of a place in the sequence there is nothing to tell anybody; a car that has gone on needs none.
        answer_request(tx, answer.original_message_id, answer.accepted, answer.reason, answer.at);
        return result;
    }
    const auto effect = answer.accepted ? accept(tx, *order, *request, answer) : refuse(tx, *order, *request, answer);
    answer_request(tx, answer.original_message_id, answer.accepted, answer.reason, answer.at);
    if (!effect.diary.empty()) {
        write_diary(tx, *order, {answer.at, effect.diary, line_actor, effect.detail.dump(), {}});
    }
    if (effect.effect == AnswerEffect::build_changed) compare_again(tx, *order, answer.at);
    save(tx, *order, answer.at);
    tell_pages(tx, *order, real_now);
    result.effect = effect.effect;
    return result;
}

MilestoneResult apply_milestone(db::Tx& tx, const Milestone& milestone, core::Instant real_now) {
    Order order = lock_order(tx, milestone.order).value();
    order.apply(milestone.action);
    if (milestone.action == Action::finish && !enter_vehicle(tx, order, milestone)) return MilestoneResult::vin_in_use;
    if (milestone.action == Action::arrive) note_arrival(tx, order, milestone);
    http::Json detail = http::Json::object();
    if (!milestone.station.empty()) detail["station"] = milestone.station;
    if (milestone.action == Action::finish) detail["vin"] = milestone.vin;
    write_diary(tx, order, {milestone.at, diary_kind(milestone.action), line_actor, detail.dump(), {}});
    if (milestone.action == Action::arrive) compare_at_arrival(tx, order, milestone.at);
    save(tx, order, milestone.at);
    tell_pages(tx, order, real_now);
    return MilestoneResult::moved;
}

}  // namespace marque::orders
