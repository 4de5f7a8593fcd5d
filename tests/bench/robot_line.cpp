#include "bench/robot_line.h"

#include <charconv>
#include <cstdio>
#include <stdexcept>

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "support/world.h"

namespace marque::bench {
namespace {

/// As many as stand on a line of forty stations and its yard.
constexpr std::size_t most_side_by_side = 400;
/// Every event's BODID is this and its number, so that a receipt is read without parsing.
constexpr std::string_view bodid_head = "6d617271-0000-4000-8000-";

std::string bodid_of(std::size_t number) {
    char tail[13];
    std::snprintf(tail, sizeof tail, "%012zx", number);
    return std::string(bodid_head) + tail;
}

b2mml::Envelope envelope(std::string bodid) { return {std::move(bodid), b2mml::now(), "mes/plant-01", "marque"}; }

}  // namespace

RobotLine::RobotLine(const std::string& broker_url, std::vector<std::string> stations)
    : stations_(std::move(stations)),
      topics_("marque/plant-01/vehicle/ga-1"),
      link_({{broker_url}, "robot-line", "", "", "", "", ""}, topics_.read_by_line(),
            [this](const std::string&, std::string_view payload) { receive(payload); }) {
    link_.start([] {});
}

std::size_t RobotLine::builds_taken() const {
    const std::lock_guard lock(mutex_);
    return taken_;
}

std::size_t RobotLine::confirmed() const {
    const std::lock_guard lock(mutex_);
    return confirmed_;
}

std::size_t RobotLine::rejected() const {
    const std::lock_guard lock(mutex_);
    return rejected_;
}

std::vector<double> RobotLine::take_ways() {
    const std::lock_guard lock(mutex_);
    return std::exchange(ways_, {});
}

void RobotLine::receive(std::string_view payload) {
    if (const auto at = payload.find(bodid_head); at != std::string_view::npos) {
        return confirm(payload.substr(at, 36), payload.find("REJECTED") == std::string_view::npos);
    }
    const auto parsed = b2mml::parse(payload);
    const auto* const message = std::get_if<b2mml::Message>(&parsed);
    if (!message) return;
    if (const auto* const release = std::get_if<b2mml::OrderRequest>(message)) answer(*release);
}

void RobotLine::answer(const b2mml::OrderRequest& release) {
    std::string build_id;
    {
        const std::lock_guard lock(mutex_);
        build_id = "RB" + std::to_string(++taken_);
        waiting_.push_back({build_id, release.order_number});
    }
    b2mml::OrderAnswer answer;
    answer.envelope = envelope(b2mml::new_bodid());
    answer.original_bodid = release.envelope.bodid;
    answer.accepted = true;
    answer.order_number = release.order_number;
    answer.configuration_version = release.configuration_version;
    answer.build_id = build_id;
    answer.planned_start = b2mml::now();
    answer.planned_end = b2mml::now() + std::chrono::hours{24};
    b2mml::Message message = std::move(answer);
    link_.publish(topics_.of(message, false), b2mml::write(message));
}

void RobotLine::confirm(std::string_view bodid, bool accepted) {
    std::size_t number = 0;
    std::from_chars(bodid.data() + bodid_head.size(), bodid.data() + bodid.size(), number, 16);
    const std::lock_guard lock(mutex_);
    if (number >= said_at_.size()) return;
    ++(accepted ? confirmed_ : rejected_);
    ways_.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - said_at_[number]).count());
}

b2mml::Segment RobotLine::next_segment(const Car& car) const {
    b2mml::Segment segment;
    segment.seq = static_cast<int>(car.said) + 1;
    segment.started_at = b2mml::now();
    segment.state = b2mml::SegmentState::completed;
    segment.ended_at = segment.started_at;
    const std::size_t after = 2 * stations_.size();
    if (car.said < after) {
        segment.station = stations_[car.said / 2];
        if (car.said % 2 != 0) return segment;
        segment.state = b2mml::SegmentState::running;
        segment.ended_at.reset();
        return segment;
    }
    segment.station = std::array{"LINE-OFF", "YARD-IN", "SHIPPED", "ARRIVED"}[car.said - after];
    if (car.said == after) {
        segment.vin = support::make_vin();
        segment.engine_number = "EN" + segment.vin.substr(9);
        segment.odometer_km = 3;
    } else {
        segment.operations_type = b2mml::OperationsType::inventory;
    }
    return segment;
}

void RobotLine::say(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t number = 0;
        {
            const std::lock_guard lock(mutex_);
            while (on_the_line_.size() < most_side_by_side && !waiting_.empty()) {
                on_the_line_.push_back(std::move(waiting_.front()));
                waiting_.pop_front();
            }
            if (on_the_line_.empty()) throw std::runtime_error("the robot line has run out of builds");
            number = said_at_.size();
            said_at_.push_back(std::chrono::steady_clock::now());
        }
        Car car = std::move(on_the_line_.front());
        on_the_line_.pop_front();
        b2mml::Message message =
            b2mml::Performance{envelope(bodid_of(number)), car.build_id, car.order_number, next_segment(car)};
        if (!link_.publish(topics_.of(message, false), b2mml::write(message)))
            throw std::runtime_error("the broker is gone");
        if (++car.said < events_a_build()) on_the_line_.push_back(std::move(car));
    }
}

}  // namespace marque::bench
