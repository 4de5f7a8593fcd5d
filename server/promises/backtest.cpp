#include <algorithm>
#include <array>

#include "promises/backtest.h"
#include "promises/promise_store.h"

namespace marque::promises {
namespace {

constexpr std::array<const char*, 4> moments{"LINKED", "STARTED", "LINE_OFF", "SHIPPED"};

StepKind kind_of(const std::string& state, bool rework) {
    if (state == "COMPLETED") return rework ? StepKind::rework : StepKind::completed;
    if (state == "HELD") return StepKind::held;
    return state == "ABORTED" ? StepKind::aborted : StepKind::running;
}

}  // namespace

Replay::Replay(LineTimes times) : times_(std::move(times)), coverage_(moments.size()) {
    for (std::size_t i = 0; i < moments.size(); ++i) coverage_[i].moment = moments[i];
}

void Replay::forecast(std::size_t moment, Ride& ride, core::Instant at) {
    if (const auto said = estimate(times_, ride.car, at)) ride.said.at(moment) = *said;
}

void Replay::compare(const Ride& ride) {
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (!ride.said.at(i)) continue;
        ++coverage_[i].forecasts;
        coverage_[i].within_p50 += ride.car.since <= ride.said.at(i)->p50;
        coverage_[i].within_p90 += ride.car.since <= ride.said.at(i)->p90;
    }
}

void Replay::take(const BuildStep& step, core::OrganisationId destination, int turn) {
    Ride& ride = rides_[step.order];
    Car& car = ride.car;
    if (step.kind == StepKind::linked) {
        car.order = step.order;
        car.destination = destination;
        ride.turn = turn;
        car.ahead = 0;
        for (const auto& [other, count] : waiting_) car.ahead += other <= turn ? count : 0;
        ++waiting_[turn];
        follow(times_, car, step);
        return forecast(0, ride, step.at);
    }
    if (!car.linked || car.phase == Phase::ended) return;
    const auto phase = car.phase;
    const int done = car.done;
    follow(times_, car, step);
    if (phase == Phase::queue) --waiting_[ride.turn];
    if (phase == Phase::queue && car.phase == Phase::line) forecast(1, ride, step.at);
    if (phase != Phase::road && car.phase == Phase::road) forecast(2, ride, step.at);
    const int shipped = times_.places() - 1;
    if (done < shipped && car.done == shipped) forecast(3, ride, step.at);
    if (car.phase == Phase::ended && car.done == times_.places()) compare(ride);
    if (car.phase == Phase::ended) rides_.erase(step.order);
}

namespace {

/// A date that no car can have that was taken when this one was: nothing is learnt by it.
void leave_out_nonsense(std::vector<RecordedStep>& steps) {
    constexpr auto clock_off = std::chrono::days{1}, longest_way = std::chrono::days{3 * 365};
    std::map<core::OrderId, core::Instant> linked;
    for (const auto& each : steps) {
        if (each.step.kind == StepKind::linked) linked.emplace(each.step.order, each.step.at);
    }
    std::erase_if(steps, [&](const RecordedStep& each) {
        const auto taken = linked.find(each.step.order);
        return taken != linked.end() &&
               (each.step.at < taken->second - clock_off || each.step.at > taken->second + longest_way);
    });
}

}  // namespace

std::vector<RecordedStep> recorded_steps(db::Tx& tx, const std::string& line, int most) {
    std::vector<RecordedStep> steps;
    const auto first =
        tx.value<std::uint64_t>("id",
                                "SELECT COALESCE(MIN(id), 0) AS id FROM (SELECT id FROM build WHERE line_code = ? "
                                "AND state <> 'CANCELLED' ORDER BY id DESC LIMIT ?) latest",
                                line, most)
            .value();
    tx.each(
        [&](const db::Row& row) {
            steps.push_back({{row.get<core::OrderId>("order_id"), StepKind::linked, row.get<core::Instant>("at")},
                             row.get<core::OrganisationId>("destination_id"),
                             row.get<int>("turn")});
        },
        "SELECT b.order_id, o.destination_id, IF(o.kind = 'CUSTOMER', 0, 1) AS turn, r.answered_at AS at FROM build b "
        "JOIN customer_order o ON o.id = b.order_id "
        "JOIN line_request r ON r.order_id = o.id AND r.action = 'RELEASE' AND r.answer = 'ACCEPTED' "
        "WHERE b.id >= ? AND b.line_code = ? AND b.state <> 'CANCELLED' ORDER BY r.answered_at, b.id",
        first, line);
    tx.each(
        [&](const db::Row& row) {
            const bool rework = row.opt<std::string>("disposition") == "REWORK";
            steps.push_back({{row.get<core::OrderId>("order_id"), kind_of(row.get<std::string>("state"), rework),
                              row.get<core::Instant>("at"), row.get<std::string>("station"),
                              row.opt<std::string>("hold_reason").value_or("")},
                             {},
                             0});
        },
        "SELECT b.order_id, e.station, e.state, e.at, e.hold_reason, e.disposition FROM build b "
        "JOIN build_event e ON e.build_pk = b.id WHERE b.id >= ? AND b.line_code = ? AND b.state <> 'CANCELLED' "
        "ORDER BY b.id, e.seq",
        first, line);
    leave_out_nonsense(steps);
    std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.step.at < b.step.at; });
    return steps;
}

std::vector<Coverage> backtest(db::Tx& tx, const std::string& line, int most) {
    auto times = LineTimes::of(read_times(tx, line).stations());
    Replay replay(std::move(times));
    for (const auto& [step, destination, turn] : recorded_steps(tx, line, most)) replay.take(step, destination, turn);
    return replay.coverage();
}

void learn_from_history(db::Tx& tx, const std::string& line, int most, std::optional<double> takt_seconds) {
    const auto stations = lock_times(tx, line).stations();
    Replay replay(LineTimes::of(stations));
    for (const auto& [step, destination, turn] : recorded_steps(tx, line, most)) replay.take(step, destination, turn);
    LineTimes times = replay.times();
    if (takt_seconds) {
        // Of the cars that were on the line together only some are on record.
        times.forget(std::string(LineTimes::takt));
        times.forget(std::string(LineTimes::crowd));
        for (const double share : {0.6, 0.8, 1.0, 1.0, 1.2, 1.4})
            times.add(std::string(LineTimes::takt), *takt_seconds * share);
    }
    forget_times(tx, line);
    save_times(tx, line, times);
}

}  // namespace marque::promises
