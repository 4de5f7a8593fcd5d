#include "line-simulator/order_desk.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "b2mml/write.h"

namespace marque::line {

using b2mml::OrderRequest;
using b2mml::RequestAction;

namespace {

std::set<b2mml::Feature> as_set(const std::vector<b2mml::Feature>& features) {
    return {features.begin(), features.end()};
}

bool same_car(const Car& car, const OrderRequest& request) {
    return car.model_code == request.model_code && car.model_year == request.model_year &&
           as_set(car.features) == as_set(request.features);
}

// A wished window is days wide; a place in the sequence is one takt.
bool names_slot(const OrderRequest& request) {
    return request.wished_start && request.wished_end &&
           *request.wished_end - *request.wished_start < std::chrono::hours{24};
}

bool is_over(const Car& car) { return car.state == BuildState::cancelled || car.state == BuildState::disowned; }

void configure(Car& car, const OrderRequest& request) {
    car.configuration_version = request.configuration_version;
    car.priority = request.priority;
    car.model_code = request.model_code;
    car.model_year = request.model_year;
    car.features = request.features;
    car.destination = request.destination;
}

}  // namespace

void OrderDesk::take(const OrderRequest& request, Instant now) {
    if (auto decided = ledger_.decision(request.envelope.bodid)) return ledger_.answer_again(decided->answer_bodid);
    switch (request.action) {
        case RequestAction::release:
            return answer(request, release(request, now), now);
        case RequestAction::change:
            return answer(request, change(request, now), now);
        case RequestAction::cancel:
            return answer(request, cancel(request, now), now);
    }
}

OrderDesk::Verdict OrderDesk::release(const OrderRequest& request, Instant now) {
    auto known = ledger_.latest_car_of(request.order_number);
    if (!known) return start_build(request, now);
    if (request.configuration_version < known->configuration_version) return {false, "STALE_VERSION", known->build_id};
    bool same_version = request.configuration_version == known->configuration_version;
    if (is_over(*known)) {
        if (same_version) return {false, "STALE_VERSION", known->build_id};
        return start_build(request, now);
    }
    if (!same_version) return {false, "ORDER_HAS_LIVE_BUILD", known->build_id};
    auto* car = floor_.find(known->build_id);
    if (car && names_slot(request)) floor_.give_slot(*car, *request.wished_start, request.envelope.created_at, now);
    return accept(car ? *car : *known, now);
}

OrderDesk::Verdict OrderDesk::change(const OrderRequest& request, Instant now) {
    auto known = ledger_.latest_car_of(request.order_number);
    if (!known) return {false, "UNKNOWN_ORDER"};
    if (is_over(*known)) return {false, "ORDER_CANCELLED", known->build_id};
    bool same_version = request.configuration_version == known->configuration_version;
    if (request.configuration_version < known->configuration_version || (same_version && !same_car(*known, request)))
        return {false, "STALE_VERSION", known->build_id};
    if (same_version) return accept(*known, now);
    auto* car = floor_.find(known->build_id);
    if (!car || !window_is_open(*car, request)) return {false, "CHANGE_WINDOW_CLOSED", known->build_id};
    configure(*car, request);
    floor_.requeue(*car);
    return accept(*car, now);
}

OrderDesk::Verdict OrderDesk::cancel(const OrderRequest& request, Instant now) {
    auto known = ledger_.latest_car_of(request.order_number);
    if (!known) return {false, "UNKNOWN_ORDER"};
    if (request.configuration_version < known->configuration_version) return {false, "STALE_VERSION", known->build_id};
    if (is_over(*known)) return {true, "", known->build_id};
    auto* car = floor_.find(known->build_id);
    if (!car || car->furthest >= plan_.cancel_until) return {false, "CHANGE_WINDOW_CLOSED", known->build_id};
    car->configuration_version = request.configuration_version;
    floor_.withdraw(*car, BuildState::cancelled, now);
    return {true, "", known->build_id};
}

OrderDesk::Verdict OrderDesk::accept(const Car& car, Instant now) const {
    return {true, "", car.build_id, floor_.expected_window(car, now)};
}

OrderDesk::Verdict OrderDesk::start_build(const OrderRequest& request, Instant now) {
    Car car;
    car.build_id = next_build_id(now);
    car.order_number = request.order_number;
    car.arrival = ledger_.next("arrival", 1);
    configure(car, request);
    auto planned = floor_.expected_window(car, now);
    return {true, "", car.build_id, planned, std::move(car)};
}

// Two digits of the year, the line's letter, a running number: "26B0004711".
std::string OrderDesk::next_build_id(Instant now) {
    char number[16];
    std::snprintf(number, sizeof number, "%07d", ledger_.next("build", 1));
    return b2mml::format_instant(now).substr(2, 2) + plan_.build_id_letter + number;
}

// A change is taken whole or not at all: each feature it touches must still be open.
bool OrderDesk::window_is_open(const Car& car, const OrderRequest& request) const {
    if (car.model_code != request.model_code || car.model_year != request.model_year)
        if (car.furthest >= 0) return false;
    auto before = as_set(car.features), after = as_set(request.features);
    std::vector<b2mml::Feature> touched;
    std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                  std::back_inserter(touched));
    return std::all_of(touched.begin(), touched.end(), [&](const b2mml::Feature& feature) {
        auto closing = plan_.closing_of(feature);
        return closing && car.furthest < *closing;
    });
}

void OrderDesk::answer(const OrderRequest& request, const Verdict& verdict, Instant now) {
    b2mml::OrderAnswer answer;
    answer.envelope = {b2mml::new_bodid(), std::max(now, request.envelope.created_at), ends_.plant_id, ends_.office_id};
    answer.original_bodid = request.envelope.bodid;
    answer.accepted = verdict.accepted;
    answer.reason = verdict.reason;
    answer.order_number = request.order_number;
    answer.configuration_version = request.configuration_version;
    answer.build_id = verdict.build_id;
    if (verdict.planned) {
        answer.planned_start = verdict.planned->start;
        answer.planned_end = verdict.planned->end;
    }
    ledger_.add(Decision{request.envelope.bodid, request.order_number, request.configuration_version,
                         b2mml::name_of(request.action), verdict.build_id, verdict.accepted, verdict.reason,
                         answer.envelope.bodid});
    auto bodid = answer.envelope.bodid;
    b2mml::Message message = std::move(answer);
    ledger_.add(Outgoing{0, bodid, verdict.build_id, request.order_number, topics_.of(message, false),
                         b2mml::write(message), 0, 0});
    if (!verdict.fresh) return;
    ledger_.save(*verdict.fresh);
    floor_.admit(*verdict.fresh, now);
}

}  // namespace marque::line
