#include "bench/robot_line.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <stdexcept>

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "support/world.h"

namespace marque::bench {
namespace {

using namespace std::chrono_literals;

/// As many as stand on a line of forty stations and its yard.
constexpr std::size_t most_side_by_side = 400;
/// Every event's BODID is this and its number, so that a receipt is read without parsing.
constexpr std::string_view bodid_head = "6d617271-0000-4000-8000-";
/// That of a replay's answer, for the same reason.
constexpr std::string_view replay_head = "6d617271-1111-4000-8000-";
constexpr std::string_view build_head = "RB";

std::string bodid_of(std::string_view head, std::size_t number) {
    char tail[13];
    std::snprintf(tail, sizeof tail, "%012zx", number);
    return std::string(head) + tail;
}

std::string engine_of(const std::string& vin) { return "EN" + vin.substr(9); }

b2mml::Envelope robot_envelope(std::string bodid) { return {std::move(bodid), b2mml::now(), "mes/plant-01", "marque"}; }

}  // namespace

RobotLine::RobotLine(const std::string& broker_url, std::vector<std::string> stations)
    : stations_(std::move(stations)),
      topics_("marque/plant-01/vehicle/ga-1"),
      link_({{broker_url}, "robot-line", "", "", "", "", ""}, topics_.read_by_line(),
            [this](std::span<const Arrival> arrivals) {
                for (const auto& arrival : arrivals) receive(arrival.payload);
            }) {
    link_.start([] {});
}

std::size_t RobotLine::builds_taken() const {
    const std::lock_guard lock(mutex_);
    return cars_.size();
}

std::size_t RobotLine::confirmed() const {
    const std::lock_guard lock(mutex_);
    return confirmed_;
}

std::size_t RobotLine::rejected() const {
    const std::lock_guard lock(mutex_);
    return rejected_;
}

std::size_t RobotLine::replays() const {
    const std::lock_guard lock(mutex_);
    return replays_;
}

std::vector<double> RobotLine::take_ways() {
    const std::lock_guard lock(mutex_);
    return std::exchange(ways_, {});
}

void RobotLine::receive(std::string_view payload) {
    if (const auto at = payload.find(bodid_head); at != std::string_view::npos) {
        return confirm(payload.substr(at, 36), payload.find("REJECTED") == std::string_view::npos);
    }
    if (const auto at = payload.find(replay_head); at != std::string_view::npos)
        return confirm_replay(payload.substr(at, 36));
    const auto parsed = b2mml::parse(payload);
    const auto* const message = std::get_if<b2mml::Message>(&parsed);
    if (!message) return;
    if (const auto* const release = std::get_if<b2mml::OrderRequest>(message)) answer(*release);
    if (const auto* const query = std::get_if<b2mml::PerformanceQuery>(message)) answer(*query);
}

void RobotLine::reply(b2mml::Message message) { link_.publish(topics_.of(message, false), b2mml::write(message)); }

void RobotLine::answer(const b2mml::OrderRequest& release) {
    std::string build_id;
    {
        const std::lock_guard lock(mutex_);
        build_id = std::string(build_head) + std::to_string(cars_.size());
        cars_.push_back({build_id, release.order_number, support::make_vin(), {}});
    }
    b2mml::OrderAnswer answer;
    answer.envelope = robot_envelope(b2mml::new_bodid());
    answer.original_bodid = release.envelope.bodid;
    answer.accepted = true;
    answer.order_number = release.order_number;
    answer.configuration_version = release.configuration_version;
    answer.build_id = build_id;
    answer.planned_start = b2mml::now();
    answer.planned_end = b2mml::now() + 24h;
    reply(std::move(answer));
}

void RobotLine::answer(const b2mml::PerformanceQuery& query) {
    b2mml::PerformanceHistory history;
    {
        const std::lock_guard lock(mutex_);
        std::size_t index = cars_.size();
        const auto digits = std::string_view(query.build_id).substr(build_head.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), index);
        if (index >= cars_.size()) return;
        const Car& car = cars_[index];
        history = {robot_envelope(bodid_of(replay_head, replays_++)),
                   query.envelope.bodid,
                   car.build_id,
                   car.order_number,
                   {}};
        auto& numbers = replayed_[history.envelope.bodid];
        for (std::size_t place = static_cast<std::size_t>(query.from_seq) - 1; place < car.events.size(); ++place) {
            history.segments.push_back(segment(car, place));
            numbers.push_back(car.events[place]);
        }
    }
    if (!history.segments.empty()) return reply(std::move(history));
    reply(b2mml::Receipt{robot_envelope(b2mml::new_bodid()), query.envelope.bodid, true, "", ""});
}

void RobotLine::confirm(std::string_view bodid, bool accepted) {
    std::size_t number = 0;
    std::from_chars(bodid.data() + bodid_head.size(), bodid.data() + bodid.size(), number, 16);
    const std::lock_guard lock(mutex_);
    if (number < events_.size()) enter(number, accepted);
}

void RobotLine::confirm_replay(std::string_view bodid) {
    const std::lock_guard lock(mutex_);
    const auto found = replayed_.find(std::string(bodid));
    if (found == replayed_.end()) return;
    for (const auto number : found->second) enter(number, true);
    replayed_.erase(found);
}

/// Once each, however often it is confirmed.
void RobotLine::enter(std::size_t number, bool accepted) {
    auto& event = events_[number];
    if (std::exchange(event.answered, true)) return;
    ++(accepted ? confirmed_ : rejected_);
    ways_.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - event.said_at).count());
}

b2mml::Segment RobotLine::segment(const Car& car, std::size_t place) const {
    b2mml::Segment segment;
    segment.seq = static_cast<int>(place) + 1;
    segment.started_at = b2mml::now();
    segment.state = b2mml::SegmentState::completed;
    segment.ended_at = segment.started_at;
    const std::size_t after = 2 * stations_.size();
    if (place < after) {
        segment.station = stations_[place / 2];
        if (place % 2 != 0) return segment;
        segment.state = b2mml::SegmentState::running;
        segment.ended_at.reset();
        return segment;
    }
    segment.station = std::array{"LINE-OFF", "YARD-IN", "SHIPPED", "ARRIVED"}[place - after];
    if (segment.station == "LINE-OFF") {
        segment.vin = car.vin;
        segment.engine_number = engine_of(car.vin);
        segment.odometer_km = 3;
        return segment;
    }
    segment.operations_type = b2mml::OperationsType::inventory;
    if (segment.station == "SHIPPED") {
        segment.carrier = "SAIC Anji";
        segment.eta = b2mml::now() + 72h;
    }
    return segment;
}

/// The first car on the line is the furthest.
std::size_t RobotLine::place_at_start(std::size_t car) const {
    return std::max<std::size_t>(1, events_a_build() - 1 - car * events_a_build() / most_side_by_side);
}

std::size_t RobotLine::events_to_fill() const {
    std::size_t events = 0;
    for (std::size_t car = 0; car < most_side_by_side; ++car) events += place_at_start(car);
    return events;
}

const MessageForm& RobotLine::form(std::size_t place) {
    while (forms_.size() <= place) forms_.emplace_back(segment(cars_.front(), forms_.size()));
    return forms_[place];
}

/// The car whose turn it is, and its next event's number and form.
RobotLine::Turn RobotLine::next_turn() {
    const std::lock_guard lock(mutex_);
    while (on_the_line_.size() < most_side_by_side && next_car_ < cars_.size())
        on_the_line_.push_back(&cars_[next_car_++]);
    if (on_the_line_.empty()) throw std::runtime_error("the robot line has run out of builds");
    Car* const car = on_the_line_.front();
    on_the_line_.pop_front();
    const Turn turn{car, events_.size(), &form(car->events.size())};
    events_.push_back({std::chrono::steady_clock::now()});
    car->events.push_back(turn.number);
    if (filled_ < most_side_by_side && car->events.size() < place_at_start(filled_)) {
        on_the_line_.push_front(car);
    } else {
        if (filled_ < most_side_by_side) ++filled_;
        if (car->events.size() < events_a_build()) on_the_line_.push_back(car);
    }
    return turn;
}

void RobotLine::say(std::size_t count) {
    const auto now = b2mml::format_instant(b2mml::now());
    std::vector<MqttLink::Saying> sayings;
    sayings.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto [car, number, form_here] = next_turn();
        const auto bodid = bodid_of(bodid_head, number);
        const auto engine = engine_of(car->vin);
        sayings.push_back({topics_.prefix() + "/b2mml/sync-operations-performance/" + car->build_id,
                           form_here->fill({bodid, car->build_id, car->order_number, car->vin, engine, now})});
    }
    if (!link_.publish(sayings)) throw std::runtime_error("the broker is gone");
    said_ += count;
}

}  // namespace marque::bench
