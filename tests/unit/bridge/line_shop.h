#pragma once

#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "line-simulator/floor.h"

namespace marque::line {

/// When a segment was said to have happened.
inline Instant time_of(const b2mml::Segment& segment) {
    return segment.ended_at ? *segment.ended_at : *segment.started_at;
}

/// The demonstration's line with a clock that jumps from event to event, and all that it said.
struct Shop {
    LinePlan plan = read_line_plan(LINES_DIR "/ga-1.json");
    Pace pace{1, 600, 0, 0};
    int vin = 0, engine = 0;
    std::map<std::string, std::vector<b2mml::Segment>> told;
    std::optional<Floor> floor;
    Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};

    void open(std::uint64_t seed = 1) {
        floor.emplace(plan, pace, Chance(seed), Floor::Serials{[this] { return ++vin; }, [this] { return ++engine; }},
                      [this](Car& car, b2mml::Segment segment) { told[car.build_id].push_back(std::move(segment)); });
    }
    Car car(const std::string& build_id, int priority = 50) {
        static int arrival = 0;
        Car c;
        c.build_id = build_id;
        c.order_number = "ORD-" + build_id;
        c.priority = priority;
        c.arrival = ++arrival;
        c.model_code = "4NB69";
        c.model_year = 2026;
        c.features = {{"ENGINE", "LIY"}};
        return c;
    }
    void admit(const std::string& build_id, int priority = 50) { floor->admit(car(build_id, priority), now); }
    // Runs the clock from event to event; false when nothing moves any more.
    bool step() {
        auto due = floor->next_due();
        if (!due) return false;
        now = *due;
        floor->advance(now);
        return true;
    }
    void run_dry() {
        while (step()) {
        }
    }
    void check_history(const std::string& build_id) {
        const auto& history = told.at(build_id);
        auto last = Instant{};
        for (std::size_t i = 0; i < history.size(); ++i) {
            BOOST_TEST(history[i].seq == static_cast<int>(i) + 1);
            const auto at = time_of(history[i]);
            BOOST_TEST((at >= last));
            last = at;
        }
        BOOST_TEST(history.back().station == "ARRIVED");
    }
    std::vector<std::string> stations_of(const std::string& build_id) {
        std::vector<std::string> stations;
        for (const auto& s : told.at(build_id))
            if (s.state == b2mml::SegmentState::completed) stations.push_back(s.station);
        return stations;
    }
};

}  // namespace marque::line
