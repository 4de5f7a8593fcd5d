#include "plan_of_tests.h"

namespace {

using namespace marque;
using namespace marque::scheduling_tests;
using std::chrono::days;
using std::chrono::minutes;

PlannedCar fresh(int number, bool option = false) {
    PlannedCar car;
    car.order.value = static_cast<std::uint64_t>(number);
    car.build_id = "B" + std::to_string(number);
    car.options = option ? 1 : 0;
    car.requested = std::chrono::floor<days>(morning) + days{60};
    return car;
}

void add(Plan& plan, PlannedCar car) {
    plan.waiting.push_back(std::move(car));
    plan.starts = marque::scheduling::WorkingTimes(plan.schedule, "Asia/Shanghai").starts(morning, plan.places());
}

int windows(const Plan& plan) {
    return marque::sequencing::evaluate(problem_of(plan), sequence_of(plan, as_it_is(plan))).violations;
}

BOOST_AUTO_TEST_SUITE(scheduling)
BOOST_AUTO_TEST_SUITE(a_plan)

BOOST_AUTO_TEST_CASE(the_first_cars_are_frozen_and_have_a_time_each) {
    const auto plan = plan_of(".....", 2);
    BOOST_TEST(plan.frozen() == 2);
    BOOST_TEST((plan.waiting[0].starts_at == morning));
    BOOST_TEST((plan.waiting[1].starts_at == morning + minutes{1}));
    BOOST_TEST(!plan.waiting[2].starts_at.has_value());
    BOOST_TEST((plan.start_of(3) == morning + minutes{3}));
}

BOOST_AUTO_TEST_CASE(a_car_that_has_gone_onto_the_line_moves_the_horizon_and_no_told_time) {
    auto plan = plan_of(".....", 2);
    plan.waiting.erase(plan.waiting.begin());
    plan.next_position = 102;
    plan.starts =
        marque::scheduling::WorkingTimes(plan.schedule, "Asia/Shanghai").starts(morning + std::chrono::seconds{30}, 4);
    settle(plan, as_it_is(plan));
    BOOST_TEST(builds(plan) == "B2 B3 B4 B5");
    BOOST_TEST(plan.waiting[0].position == 102u);
    BOOST_TEST((plan.waiting[0].starts_at == morning + minutes{1}));
    BOOST_TEST(plan.waiting[1].frozen);
    BOOST_TEST((*plan.waiting[1].starts_at > *plan.waiting[0].starts_at));
}

BOOST_AUTO_TEST_CASE(a_line_that_runs_far_ahead_of_its_told_times_is_told_anew) {
    auto plan = plan_of(".....", 2);
    for (auto& start : plan.starts) start -= minutes{30};
    settle(plan, as_it_is(plan));
    BOOST_TEST((plan.waiting[0].starts_at == morning - minutes{30}));
}

BOOST_AUTO_TEST_CASE(a_line_that_goes_on_after_a_stop_is_told_when_its_next_cars_start) {
    auto plan = plan_of(".....", 4);
    // B1 goes onto the line three hours after it should have.
    const auto now = morning + std::chrono::hours{3};
    plan.started.push_back(plan.waiting.front());
    plan.started.back().started_at = now;
    plan.waiting.erase(plan.waiting.begin());
    ++plan.next_position;
    plan.starts = marque::scheduling::WorkingTimes(plan.schedule, "Asia/Shanghai").starts(now + minutes{1}, 4);
    settle(plan, as_it_is(plan));
    BOOST_TEST(builds(plan) == "B2 B3 B4 B5");
    for (int place = 0; place < 4; ++place)
        BOOST_TEST((plan.waiting[static_cast<std::size_t>(place)].starts_at == now + minutes{1 + place}));
}

BOOST_AUTO_TEST_CASE(a_line_that_stands_is_told_new_times_but_not_with_every_takt) {
    auto plan = plan_of(".....", 3);
    auto before = plan.waiting.front();
    before.started_at = morning - minutes{1};
    plan.started.push_back(before);
    int told = 0;
    for (int minute = 1; minute <= 180; ++minute) {
        const auto now = morning + minutes{minute};
        const auto said = plan.waiting.front().starts_at;
        plan.starts = marque::scheduling::WorkingTimes(plan.schedule, "Asia/Shanghai").starts(now, 5);
        settle(plan, as_it_is(plan));
        told += plan.waiting.front().starts_at != said;
        BOOST_TEST((*plan.waiting.front().starts_at >= now - minutes{20}));
    }
    BOOST_TEST(told > 5);
    BOOST_TEST(told < 20);
}

BOOST_AUTO_TEST_CASE(a_line_that_is_a_car_or_two_behind_keeps_its_told_times) {
    auto plan = plan_of(".....", 3);
    auto before = plan.waiting.front();
    before.started_at = morning + minutes{1};
    plan.started.push_back(before);
    plan.starts = marque::scheduling::WorkingTimes(plan.schedule, "Asia/Shanghai").starts(morning + minutes{2}, 5);
    settle(plan, as_it_is(plan));
    BOOST_TEST((plan.waiting.front().starts_at == morning));
}

BOOST_AUTO_TEST_CASE(a_car_that_was_frozen_while_the_order_was_thought_over_keeps_its_place_and_its_time) {
    auto plan = plan_of(".....", 2);
    const std::vector<marque::core::OrderId> wanted{{1}, {2}, {5}, {4}, {3}};
    // Meanwhile B1 goes onto the line and B3 comes into the frozen horizon.
    plan.waiting.erase(plan.waiting.begin());
    ++plan.next_position;
    plan.starts = marque::scheduling::WorkingTimes(plan.schedule, "Asia/Shanghai").starts(morning + minutes{1}, 4);
    settle(plan, as_it_is(plan));
    const auto told = plan.waiting[1].starts_at;
    settle(plan, order_of(plan, wanted));
    BOOST_TEST(builds(plan) == "B2 B3 B5 B4");
    BOOST_TEST((plan.waiting[1].frozen && plan.waiting[1].starts_at == told));
}

BOOST_AUTO_TEST_CASE(moving_a_car_moves_those_between_and_leaves_times_with_their_places) {
    auto plan = plan_of(".....", 3);
    settle(plan, move_to(plan, 3, 1));
    BOOST_TEST(builds(plan) == "B1 B4 B2 B3 B5");
    BOOST_TEST((plan.waiting[1].starts_at == morning + minutes{1}));
    BOOST_TEST((plan.waiting[2].starts_at == morning + minutes{2}));
    // Pushed out of the frozen cars, it is known to the line by a time behind them.
    BOOST_TEST(!plan.waiting[3].frozen);
    BOOST_TEST((plan.waiting[3].starts_at == morning + minutes{3}));
}

BOOST_AUTO_TEST_CASE(a_pinned_car_keeps_its_number_whatever_moves_around_it) {
    auto plan = plan_of("......");
    plan.waiting[3].pinned = true;
    settle(plan, move_to(plan, 5, 0));
    BOOST_TEST(builds(plan) == "B6 B1 B2 B4 B3 B5");
    // A car in front of it is cancelled.
    plan.waiting.erase(plan.waiting.begin() + 1);
    settle(plan, as_it_is(plan));
    BOOST_TEST(builds(plan) == "B6 B2 B3 B4 B5");
    BOOST_TEST(plan.waiting[3].position == 104u);
}

BOOST_AUTO_TEST_CASE(a_pin_behind_the_last_car_moves_up_with_it) {
    auto plan = plan_of("....");
    plan.waiting[3].pinned = true;
    plan.waiting.erase(plan.waiting.begin(), plan.waiting.begin() + 2);
    settle(plan, as_it_is(plan));
    BOOST_TEST(builds(plan) == "B3 B4");
}

BOOST_AUTO_TEST_CASE(pinned_cars_that_another_overtakes_stay_in_front_in_their_order) {
    auto plan = plan_of(".....");
    plan.waiting[0].pinned = plan.waiting[1].pinned = true;
    // Both wait for a part, and the third goes onto the line: the line's count is past the first one's number.
    plan.waiting.erase(plan.waiting.begin() + 2);
    plan.next_position = 102;
    settle(plan, as_it_is(plan));
    BOOST_TEST(builds(plan) == "B1 B2 B4 B5");
    BOOST_TEST(plan.waiting[0].position == 102u);
    settle(plan, arrange(plan, 0.1, 1));
    BOOST_TEST(builds(plan).substr(0, 5) == "B1 B2");
    settle(plan, move_to(plan, 3, 0));
    BOOST_TEST(plan.places() == 4);
}

BOOST_AUTO_TEST_CASE(every_pinned_car_has_a_place_however_far_the_line_is_past_their_numbers) {
    for (const std::uint32_t overtaken : {0u, 1u, 3u, 50u}) {
        auto plan = plan_of("....");
        for (auto& car : plan.waiting) car.pinned = true;
        plan.next_position += overtaken;
        settle(plan, as_it_is(plan));
        BOOST_TEST(builds(plan) == "B1 B2 B3 B4");
    }
}

BOOST_AUTO_TEST_CASE(arranging_keeps_the_ratio_and_the_frozen_cars) {
    auto plan = plan_of("SSSS....", 2);
    settle(plan, arrange(plan, 0.3, 1));
    BOOST_TEST(options(plan).substr(0, 2) == "SS");
    BOOST_TEST(builds(plan).substr(0, 5) == "B1 B2");
    BOOST_TEST(windows(plan) == 1);
}

BOOST_AUTO_TEST_CASE(arranging_leaves_a_pinned_car_where_it_is) {
    auto plan = plan_of("SSSS....");
    plan.waiting[1].pinned = true;
    settle(plan, arrange(plan, 0.3, 1));
    BOOST_TEST(plan.waiting[1].build_id == "B2");
    BOOST_TEST(windows(plan) == 0);
}

BOOST_AUTO_TEST_CASE(new_cars_are_slipped_in_and_the_others_keep_their_order) {
    auto plan = plan_of("S.S...");
    add(plan, fresh(7, true));
    settle(plan, slip_in_fresh(plan));
    BOOST_TEST(plan.places() == 7);
    BOOST_TEST(windows(plan) == 0);
    auto text = builds(plan);
    text.erase(text.find(" B7"), 3);
    BOOST_TEST(text == "B1 B2 B3 B4 B5 B6");
}

BOOST_AUTO_TEST_CASE(a_late_car_is_slipped_in_as_early_as_asked_without_breaking_a_window) {
    auto plan = plan_of("S.S......S");
    settle(plan, slip_in(plan, 9, 4));
    const auto place = plan.find("B10").value();
    BOOST_TEST(place <= 4);
    BOOST_TEST(windows(plan) == 0);
}

BOOST_AUTO_TEST_CASE(a_car_that_is_more_urgent_than_the_others_comes_first_behind_the_frozen_ones) {
    auto plan = plan_of("........................", 3);
    for (auto& car : plan.waiting) car.priority = 90;
    auto urgent = fresh(99);
    urgent.priority = 40;
    add(plan, urgent);
    settle(plan, slip_in_fresh(plan));
    BOOST_TEST(plan.find("B99").value() >= 3);
    BOOST_TEST(plan.find("B99").value() <= 5);
}

BOOST_AUTO_TEST_CASE(a_wished_day_ends_when_the_plants_day_ends) {
    auto plan = plan_of(".");
    plan.schedule.lead_days = 7;
    plan.waiting[0].requested = core::parse_date("2026-12-08").value();
    const auto in_time = [&](const char* at) { return *core::parse_rfc3339(at) <= plan.due(plan.waiting[0]); };
    BOOST_TEST(in_time("2026-12-01T23:59:59+08:00"));
    BOOST_TEST(!in_time("2026-12-02T00:00:00+08:00"));
    BOOST_TEST(!in_time("2026-12-02T07:59:00+08:00"));
    plan.zone = "Europe/Berlin";
    BOOST_TEST(in_time("2026-12-01T23:59:59+01:00"));
    BOOST_TEST(!in_time("2026-12-02T00:00:00+01:00"));
}

BOOST_AUTO_TEST_CASE(an_empty_plan_stays_empty) {
    auto plan = plan_of("", 3);
    settle(plan, arrange(plan, 0.1, 1));
    settle(plan, slip_in_fresh(plan));
    BOOST_TEST(plan.places() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
