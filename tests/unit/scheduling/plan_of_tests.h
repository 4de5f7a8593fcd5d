#pragma once

#include <boost/test/unit_test.hpp>

#include "scheduling/plan.h"
#include "scheduling/slots.h"
#include "scheduling/working_times.h"

namespace marque::scheduling_tests {

using scheduling::LineSchedule;
using scheduling::Plan;
using scheduling::PlannedCar;

inline const core::Instant morning = *core::parse_rfc3339("2026-11-23T00:00:00Z");

inline LineSchedule around_the_clock() {
    LineSchedule schedule;
    schedule.takt_ms = 60'000;
    schedule.working_days = {1, 2, 3, 4, 5, 6, 7};
    schedule.working_from = schedule.working_until = "00:00";
    schedule.slot_cars = 5;
    return schedule;
}

/// Cars in a row, a letter each: 'S' has the option, '.' has not. Their orders and builds are numbered from 1.
inline Plan plan_of(const std::string& cars, int frozen = 0) {
    Plan plan;
    plan.schedule = around_the_clock();
    plan.schedule.frozen_cars = frozen;
    plan.schedule.ratios = {{"SUN", {"天窗", "Sunroof"}, 1, 2, {{catalog::Family::option, "CF5"}}}};
    plan.next_position = 101;
    for (std::size_t i = 0; i < cars.size(); ++i) {
        PlannedCar car;
        car.order.value = i + 1;
        car.build_id = "B" + std::to_string(i + 1);
        car.options = cars[i] == 'S' ? 1 : 0;
        car.requested = std::chrono::floor<std::chrono::days>(morning) + std::chrono::days{60};
        car.position = plan.next_position + static_cast<std::uint32_t>(i);
        plan.waiting.push_back(car);
    }
    plan.starts = scheduling::WorkingTimes(plan.schedule, "Asia/Shanghai").starts(morning, plan.places());
    settle(plan, as_it_is(plan));
    return plan;
}

inline std::string builds(const Plan& plan) {
    std::string text;
    for (const auto& car : plan.waiting) text += (text.empty() ? "" : " ") + car.build_id;
    return text;
}
inline std::string options(const Plan& plan) {
    std::string text;
    for (const auto& car : plan.waiting) text += car.options != 0 ? 'S' : '.';
    return text;
}

}  // namespace marque::scheduling_tests
