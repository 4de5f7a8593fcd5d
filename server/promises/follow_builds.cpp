#include <algorithm>

#include "promises/open_orders.h"

namespace marque::promises {

namespace {

/// A line may tell late, after an outage, and its clock may be a little fast. What lies further off is a mistake: the
/// car moves on by it, but one such date would spoil every forecast of the line.
constexpr auto latest_word = std::chrono::days{30};
constexpr auto fastest_clock = std::chrono::days{1};

BuildStep dated(BuildStep step, core::Instant now) {
    step.dated = step.at >= now - latest_word && step.at <= now + fastest_clock;
    if (!step.dated) step.at = now;
    return step;
}

}  // namespace

namespace {

/// A change by the buyer may send a car elsewhere: the road from now on, and the one before.
void follow_changes(db::Tx& tx, const std::vector<BuildStep>& steps, std::map<core::OrderId, OpenOrder>& open) {
    std::vector<core::OrderId> changed;
    for (const auto& step : steps) {
        if (step.kind == StepKind::changed && open.contains(step.order)) changed.push_back(step.order);
    }
    for (const auto& [order, destination] : destinations_of(tx, changed)) {
        auto& car = open.at(order).car;
        if (car.destination == destination) continue;
        car.former_destination = car.destination;
        car.destination = destination;
    }
}

}  // namespace

Settling::Settling(db::Tx& tx, const LineTimes& times, core::Instant now) : tx_(tx), times_(times), now_(now) {}

const std::string& Settling::zone_of(core::OrganisationId destination) {
    const auto known = zones_.find(destination);
    if (known != zones_.end()) return known->second;
    return zones_[destination] = zones_of(tx_, {destination}).at(destination);
}

std::chrono::days Settling::cost_of_change(Car car, std::optional<core::Date> p90_day) {
    if (!car.former_destination || !p90_day) return {};
    const auto& zone = zone_of(car.destination);
    car.destination = *car.former_destination;
    const auto unchanged = estimate(times_, car, now_);
    return unchanged ? std::max(*p90_day - core::local_date(unchanged->p90, zone), std::chrono::days{0})
                     : std::chrono::days{0};
}

void Settling::settle(OpenOrder& order) {
    Car& car = order.car;
    order.computed_at = now_;
    Consequence consequence;
    if (car.phase == Phase::ended) {
        ended_.push_back(car.order);
        const bool arrived = car.done == times_.places();
        consequence =
            conclude(order.promise, arrived, core::local_date(arrived ? car.since : now_, zone_of(car.destination)));
    } else {
        order.estimate = estimate(times_, car, now_);
        std::optional<core::Date> p90_day;
        if (order.estimate) p90_day = core::local_date(order.estimate->p90, zone_of(car.destination));
        consequence = weigh(order.promise, car, p90_day, cost_of_change(car, p90_day));
        car.former_destination.reset();
    }
    if (!consequence.entry && !consequence.open_task && !consequence.close_task) return;
    noted_.push_back(
        {car.order, car.cause, order.promise.promise_seq, order.promise.date, order.estimate, consequence});
}

std::set<core::OrderId> Settling::leave_held_orders() {
    if (noted_.empty()) return {};
    std::vector<core::OrderId> touched;
    for (const auto& one : noted_) touched.push_back(one.order);
    const auto ours = lock_free_orders(tx_, touched);
    std::erase_if(noted_, [&](const Noted& one) { return !ours.contains(one.order); });
    std::erase_if(touched, [&](core::OrderId order) { return ours.contains(order); });
    return {touched.begin(), touched.end()};
}

void Settling::write(core::Instant real_now) {
    write_consequences(tx_, noted_, now_, real_now);
    remove_open_orders(tx_, ended_);
}

void follow_builds(db::Tx& tx, const std::string& line, const std::vector<BuildStep>& steps, core::Instant now,
                   core::Instant real_now) {
    if (steps.empty()) return;
    auto times = lock_times(tx, line);
    std::set<core::OrderId> ids;
    for (const auto& step : steps) ids.insert(step.order);
    std::map<core::OrderId, OpenOrder> open;
    for (auto& order : lock_open_orders(tx, {ids.begin(), ids.end()})) open.emplace(order.car.order, std::move(order));
    std::optional<std::map<int, int>> waiting;
    for (const auto& step : steps) {
        const auto found = open.find(step.order);
        if (found == open.end()) continue;
        OpenOrder& order = found->second;
        if (step.kind == StepKind::linked) {
            if (!waiting) waiting = waiting_by_turn(tx, line);
            order.car.ahead = 0;
            for (const auto& [turn, count] : *waiting) order.car.ahead += turn <= order.turn ? count : 0;
            ++(*waiting)[order.turn];
        }
        follow(times, order.car, dated(step, now));
    }
    follow_changes(tx, steps, open);
    Settling settling(tx, times, now);
    std::vector<const OpenOrder*> still_open;
    for (auto& [id, order] : open) {
        settling.settle(order);
        if (order.car.phase != Phase::ended) still_open.push_back(&order);
    }
    save_times(tx, line, times);
    save_open_orders(tx, still_open);
    settling.write(real_now);
}

}  // namespace marque::promises
