#include <thread>

#include "line_of_orders.h"

namespace {

using namespace marque;
using namespace marque::scheduling_tests;

BOOST_AUTO_TEST_SUITE(scheduling)
BOOST_FIXTURE_TEST_SUITE(the_follower, LineOfOrders)

BOOST_AUTO_TEST_CASE(cars_that_wait_get_a_place_and_the_frozen_ones_are_told_to_the_line) {
    std::vector<Waiting> cars;
    for (int i = 0; i < 5; ++i) cars.push_back(wait());
    BOOST_TEST(round());
    BOOST_TEST(rows().size() == 5u);
    BOOST_TEST(told() == 2);
    BOOST_TEST(number<int>("SELECT COUNT(*) AS n FROM line_request r JOIN customer_order o ON o.id = r.order_id "
                           "WHERE o.line_code = ? AND r.action = 'SLOT'",
                           line.code) == 2);
    // Those have a firm place from now on; the others can still be sequenced either way.
    BOOST_TEST(scheduled() == 2);
    BOOST_TEST(number<std::string>(
                   "SELECT JSON_VALUE(payload, '$.action') AS n FROM outbox WHERE line_code = ? LIMIT 1", line.code) ==
               "RELEASE");
}

BOOST_AUTO_TEST_CASE(nothing_is_said_where_nothing_has_changed) {
    for (int i = 0; i < 4; ++i) wait();
    BOOST_TEST(round());
    const auto version = this->version();
    BOOST_TEST(!round());
    BOOST_TEST(!round());
    BOOST_TEST(told() == 2);
    BOOST_TEST(this->version() == version);
}

BOOST_AUTO_TEST_CASE(a_car_that_goes_onto_the_line_lets_the_next_into_the_frozen_horizon) {
    std::vector<Waiting> cars;
    for (int i = 0; i < 4; ++i) cars.push_back(wait());
    round();
    const auto before = rows();
    const auto planned = version();
    const auto first =
        std::find_if(cars.begin(), cars.end(), [&](const auto& car) { return car.build_id == before[0]; });
    start(*first);
    BOOST_TEST(round());
    BOOST_TEST((rows() == std::vector<std::string>(before.begin() + 1, before.end())));
    BOOST_TEST(told() == 3);
    // Nobody thought the order over, so what a planner looks at still holds.
    BOOST_TEST(version() == planned);
    const auto shown = board();
    BOOST_TEST((shown.items.front().zone == marque::scheduling::Zone::started));
    BOOST_TEST(shown.items.front().build_id == before[0]);
    BOOST_TEST(shown.items.at(1).position == shown.items.front().position + 1);
}

BOOST_AUTO_TEST_CASE(a_car_that_goes_onto_the_line_out_of_turn_is_counted_and_the_others_close_up) {
    std::vector<Waiting> cars;
    for (int i = 0; i < 4; ++i) cars.push_back(wait());
    round();
    const auto before = rows();
    start(*std::find_if(cars.begin(), cars.end(), [&](const auto& car) { return car.build_id == before[2]; }));
    round();
    BOOST_TEST((rows() == std::vector<std::string>{before[0], before[1], before[3]}));
    BOOST_TEST(number<int>("SELECT MIN(position) AS n FROM line_slot WHERE line_code = ? AND started_at IS NULL",
                           line.code) == 2);
}

BOOST_AUTO_TEST_CASE(a_cancelled_car_leaves_no_gap) {
    std::vector<Waiting> cars;
    for (int i = 0; i < 4; ++i) cars.push_back(wait());
    round();
    cancel(cars[1]);
    round();
    BOOST_TEST(rows().size() == 3u);
    BOOST_TEST(number<int>("SELECT MAX(position) - MIN(position) AS n FROM line_slot WHERE line_code = ?", line.code) ==
               2);
}

BOOST_AUTO_TEST_CASE(a_changed_car_is_told_again_and_counts_by_what_it_now_has) {
    const auto car = wait();
    wait();
    round();
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE customer_order SET configuration_version = 2 WHERE id = ?", car.order);
        for (const char* code : {"T1", "E1", "C2", "I1", "OB"})
            tx.execute("INSERT INTO order_line (order_id, version, feature_id, amount) VALUES (?, 2, ?, '0.00')",
                       car.order, model.features.at(code));
    });
    BOOST_TEST(round());
    BOOST_TEST(told() == 3);
    BOOST_TEST(scheduled() == 2);
    BOOST_TEST(number<int>("SELECT options AS n FROM line_slot WHERE order_id = ?", car.order) == 1);
    BOOST_TEST(number<std::string>("SELECT colour AS n FROM line_slot WHERE order_id = ?", car.order) == "C2");
}

BOOST_AUTO_TEST_CASE(the_ratio_is_kept_where_it_can_be) {
    for (int i = 0; i < 8; ++i) wait(i < 4);
    round();
    const auto shown = board();
    BOOST_TEST(shown.totals.violations == 0);
    BOOST_TEST(shown.ratios.at(0).cars == 4);
}

BOOST_AUTO_TEST_CASE(a_new_order_is_slipped_in_behind_the_frozen_cars) {
    for (int i = 0; i < 6; ++i) wait(false, 90);
    round();
    const auto frozen = rows();
    const auto late = wait(false, 40);
    round();
    const auto after = rows();
    BOOST_TEST((std::vector<std::string>(after.begin(), after.begin() + 2) ==
                std::vector<std::string>(frozen.begin(), frozen.begin() + 2)));
    const auto place = std::find(after.begin(), after.end(), late.build_id) - after.begin();
    BOOST_TEST(place <= 4);
    BOOST_TEST(told() == 2);
}

BOOST_AUTO_TEST_CASE(other_settings_are_taken_up_and_the_frozen_cars_stay) {
    for (int i = 0; i < 6; ++i) wait();
    round();
    const auto before = rows();
    set(4);
    BOOST_TEST(round());
    const auto after = rows();
    BOOST_TEST(after[0] == before[0]);
    BOOST_TEST(after[1] == before[1]);
    BOOST_TEST(told() == 4);
}

BOOST_AUTO_TEST_CASE(what_builds_are_said_to_start_at_follows_the_plan) {
    set(2, 3'600'000);
    std::vector<Waiting> cars;
    for (int i = 0; i < 6; ++i) cars.push_back(wait());
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute(
            "UPDATE build SET planned_start = '2030-06-01 06:00:00.000', planned_end = '2030-06-01 16:00:00.000' "
            "WHERE line_code = ?",
            line.code);
    });
    const auto said = [&](const std::string& build_id) {
        return number<core::Instant>("SELECT planned_start AS n FROM build WHERE build_id = ?", build_id);
    };
    const auto hours = [&](const std::string& build_id) {
        return number<int>("SELECT TIMESTAMPDIFF(HOUR, planned_start, planned_end) AS n FROM build WHERE build_id = ?",
                           build_id);
    };
    round();
    auto shown = board().items;
    for (const auto& car : shown) {
        BOOST_TEST(std::chrono::abs(said(car.build_id) - car.starts_at).count() < 60'000);
        BOOST_TEST(hours(car.build_id) == 10);
    }
    BOOST_TEST((said(shown.front().build_id) == shown.front().starts_at));

    const auto late = shown.back().build_id;
    db::in_tx(pool, [&](db::Tx& tx) {
        marque::scheduling::change_plan(tx, scheduling, line_of(),
                                        {version(), marque::scheduling::Act::move, late, shown.at(2).position}, {});
    });
    BOOST_TEST(std::chrono::abs(said(late) - shown.at(2).starts_at).count() < 60'000);
    BOOST_TEST(hours(late) == 10);
    // One that has started keeps what was planned for it.
    const auto first = shown.front();
    start(*std::find_if(cars.begin(), cars.end(), [&](const auto& car) { return car.build_id == first.build_id; }));
    round();
    BOOST_TEST((said(first.build_id) == first.starts_at));
}

BOOST_AUTO_TEST_CASE(two_copies_at_once_come_to_one_sequence) {
    for (int i = 0; i < 12; ++i) wait(i % 3 == 0);
    std::vector<std::thread> copies;
    for (int i = 0; i < 4; ++i) copies.emplace_back([&] { marque::scheduling::plan_round(scheduling, line.code); });
    for (auto& copy : copies) copy.join();
    BOOST_TEST(rows().size() == 12u);
    BOOST_TEST(told() == 2);
    BOOST_TEST(number<int>("SELECT COUNT(DISTINCT position) AS n FROM line_slot WHERE line_code = ?", line.code) == 12);
}

BOOST_AUTO_TEST_CASE(a_line_whose_copy_was_killed_is_taken_up_when_its_lease_has_run_out) {
    wait();
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("INSERT INTO line_plan (line_code, leased_until) VALUES (?, ?)", line.code,
                   clock.real_now() + std::chrono::hours{1});
    });
    marque::scheduling::follow_plans(services, catalog);
    BOOST_TEST(rows().empty());
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE line_plan SET leased_until = ? WHERE line_code = ?",
                   clock.real_now() - std::chrono::seconds{1}, line.code);
    });
    marque::scheduling::follow_plans(services, catalog);
    BOOST_TEST(rows().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_line_without_a_schedule_is_left_alone) {
    wait();
    db::in_tx(pool, [&](db::Tx& tx) { tx.execute("DELETE FROM line_schedule WHERE line_code = ?", line.code); });
    BOOST_TEST(!round());
    BOOST_TEST(rows().empty());
    BOOST_TEST(board().items.empty());
}

BOOST_AUTO_TEST_CASE(a_plan_that_somebody_else_changed_while_it_was_thought_over_is_refused) {
    for (int i = 0; i < 5; ++i) wait();
    round();
    const auto car = rows().back();
    const auto version = this->version();
    db::in_tx(pool, [&](db::Tx& tx) {
        marque::scheduling::change_plan(tx, scheduling, marque::scheduling::require_line(tx, line.code),
                                        {version, marque::scheduling::Act::pin, car, {}}, {});
    });
    BOOST_CHECK_EXCEPTION(marque::scheduling::plan_now(scheduling, line_of(), version, 0.1, {}), core::Error,
                          [](const core::Error& refused) { return refused.spec().code == "schedule.stale_plan"; });
    marque::scheduling::plan_now(scheduling, line_of(), version + 1, 0.1, {});
    BOOST_TEST(rows().back() == car);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
