#include "care_world.h"

namespace marque {
namespace {

using care_world::CareWorld;
using care_world::day;
using care_world::today;

void close_repair(CareWorld& world, const CareWorld::Owned& owned, const char* number, core::Date on,
                  std::vector<std::string> operations = {}) {
    db::in_tx(world.pool, [&](db::Tx& tx) {
        marque::care::plan_after_repair(tx, {owned.car.id, on, number, std::move(operations), on});
    });
}

void read_odometer(CareWorld& world, const CareWorld::Owned& owned, const char* on, int km) {
    world.execute("INSERT INTO odometer_reading (vehicle_id, read_on, km, source) VALUES (?, ?, ?, 'REPAIR_ORDER')",
                  owned.car.id, day(on), km);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(care, CareWorld)

BOOST_AUTO_TEST_CASE(a_hand_over_plans_the_years_that_follow_it) {
    const auto owned = make_owned(today);
    plan_hand_over(owned, today, today);
    // Without readings 35 km a day are assumed, so 5,000 km come after 143 days and 10,000 after 286.
    expect_plan({"FIRST_VISIT 1 2026-12-23 PLANNED", "MAINT_5000 1 2027-04-25 PLANNED",
                 "MAINT_10000 1 2027-09-15 PLANNED", "ANNUAL 1 2027-12-03 PLANNED", "ANNUAL 2 2028-12-02 PLANNED",
                 "ANNUAL 3 2029-12-02 PLANNED"});
}

BOOST_AUTO_TEST_CASE(planning_twice_plans_once) {
    const auto owned = make_owned(today);
    plan_hand_over(owned, today, today);
    const auto once = plan();
    plan_hand_over(owned, today, today);
    expect_plan(once);
}

BOOST_AUTO_TEST_CASE(what_should_have_been_said_long_ago_is_not_planned_any_more) {
    const auto on = day("2025-11-20");
    const auto owned = make_owned(on);
    plan_hand_over(owned, on, today);
    // The first year was over on 20 November and may be spoken of until 20 December.
    expect_plan({"ANNUAL 1 2026-11-20 PLANNED", "ANNUAL 2 2027-11-20 PLANNED", "ANNUAL 3 2028-11-19 PLANNED"});
}

BOOST_AUTO_TEST_CASE(maintenance_is_planned_by_the_forecast_of_the_readings) {
    const auto on = day("2026-09-01");
    const auto owned = make_owned(on);
    read_odometer(*this, owned, "2026-11-30", 4'512);  // 50 km a day
    plan_hand_over(owned, on, today);
    expect_plan({"MAINT_5000 1 2026-12-10 PLANNED", "MAINT_10000 1 2027-03-20 PLANNED", "ANNUAL 1 2027-09-01 PLANNED",
                 "ANNUAL 2 2028-08-31 PLANNED", "ANNUAL 3 2029-08-31 PLANNED"});
}

BOOST_AUTO_TEST_CASE(for_a_person_who_said_no_nothing_is_planned_not_even_for_a_new_car_at_another_dealer) {
    const auto refusing = support::make_customer(pool, net.other_dealer.id);
    const auto owned = make_owned(today);
    execute("UPDATE customer SET phone = ? WHERE id = ?", refusing.phone, owned.owner.id);
    execute("UPDATE customer SET do_not_call = TRUE WHERE id = ?", refusing.id);
    plan_hand_over(owned, today, today);
    close_repair(*this, owned, "RO-1", today);
    expect_plan({});
}

BOOST_AUTO_TEST_CASE(a_new_owner_is_cared_for_and_not_asked_about_the_former_ones_repair) {
    const auto on = day("2026-11-25");
    auto owned = make_owned(on);
    plan_hand_over(owned, on, on);
    close_repair(*this, owned, "RO-1", day("2026-12-01"));
    const auto former = owned.owner;
    owned.owner = support::make_customer(pool, net.dealer.id);
    plan_hand_over(owned, today, today);
    for (const auto& planned : calls()) {
        const bool follow_up = planned.rule == "REPAIR_FOLLOW_UP";
        BOOST_TEST((planned.customer == (follow_up ? former.id : owned.owner.id)));
        BOOST_TEST(planned.outcome == (follow_up ? "OWNER_CHANGED" : ""));
    }
}

BOOST_AUTO_TEST_CASE(each_repair_is_followed_up_once_three_days_later) {
    const auto owned = make_owned(day("2026-06-01"));
    close_repair(*this, owned, "RO-1", today);
    close_repair(*this, owned, "RO-1", today);
    close_repair(*this, owned, "RO-2", today + std::chrono::days{10});
    expect_plan({"REPAIR_FOLLOW_UP 1 2026-12-06 PLANNED", "REPAIR_FOLLOW_UP 2 2026-12-16 PLANNED"});
}

BOOST_AUTO_TEST_CASE(nobody_is_called_about_a_car_without_an_owner) {
    const auto owned = make_owned(today);
    execute("UPDATE vehicle SET owner_id = NULL WHERE id = ?", owned.car.id);
    close_repair(*this, owned, "RO-1", today);
    expect_plan({});
}

BOOST_AUTO_TEST_CASE(a_repair_moves_maintenance_to_where_the_new_mileage_puts_it) {
    const auto on = day("2026-10-04");
    const auto owned = make_owned(on);
    plan_hand_over(owned, on, day("2026-11-05"));
    read_odometer(*this, owned, "2026-12-03", 3'012);  // 50 km a day
    close_repair(*this, owned, "RO-1", today);
    expect_plan({"REPAIR_FOLLOW_UP 1 2026-12-06 PLANNED", "MAINT_5000 1 2027-01-12 PLANNED",
                 "MAINT_10000 1 2027-04-22 PLANNED", "ANNUAL 1 2027-10-04 PLANNED", "ANNUAL 2 2028-10-03 PLANNED",
                 "ANNUAL 3 2029-10-03 PLANNED"});
    BOOST_TEST(value<int>("SELECT JSON_VALUE(k.reason, '$.metres_per_day') AS it FROM care_call k JOIN care_rule r ON "
                          "r.id = k.rule_id "
                          "WHERE r.code = 'MAINT_5000'") == 50'000);
}

BOOST_AUTO_TEST_CASE(a_day_agreed_with_the_customer_is_not_moved) {
    const auto on = day("2026-10-04");
    const auto owned = make_owned(on);
    plan_hand_over(owned, on, day("2026-11-05"));
    execute("UPDATE care_call SET attempts = 1, due_on = '2027-02-01' WHERE priority = 40 AND due_on < '2027-06-01'");
    read_odometer(*this, owned, "2026-12-03", 3'012);
    close_repair(*this, owned, "RO-1", today);
    BOOST_TEST(value<std::string>("SELECT k.due_on AS it FROM care_call k JOIN care_rule r ON r.id = k.rule_id "
                                  "WHERE r.code = 'MAINT_5000'") == "2027-02-01");
}

BOOST_AUTO_TEST_CASE(maintenance_just_done_is_not_called_for_any_more) {
    const auto on = day("2026-10-04");
    const auto owned = make_owned(on);
    plan_hand_over(owned, on, day("2026-11-05"));
    const auto service = support::make_labour_operation(pool, 5000);
    close_repair(*this, owned, "RO-1", today, {support::make_labour_operation(pool).code, service.code});
    for (const auto& planned : calls()) {
        const bool done = planned.rule == "MAINT_5000";
        BOOST_TEST(planned.state == (done ? "DROPPED" : "PLANNED"));
        BOOST_TEST(planned.outcome == (done ? "WORK_DONE" : ""));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
