#include <barrier>
#include <map>
#include <mutex>
#include <thread>

#include "care_world.h"

namespace marque {
namespace {

using care_world::CareWorld;
using care_world::day;
using care_world::now;
using care_world::real_now;
using care_world::today;
using namespace std::chrono_literals;

std::optional<core::CareCallId> next(CareWorld& world, const marque::care::Desk& desk) {
    const auto call = marque::care::claim_next_call(world.pool, desk);
    return call ? std::optional(call->id) : std::nullopt;
}

/// Who got which call when as many agents ask at the same moment as there are in `desks`, each until there is no more.
std::map<core::CareCallId, int> claimed_at_once(CareWorld& world, const std::vector<marque::care::Desk>& desks) {
    std::map<core::CareCallId, int> holders;
    std::mutex mutex;
    std::barrier start(static_cast<std::ptrdiff_t>(desks.size()));
    std::vector<std::jthread> threads;
    for (const auto& desk : desks) {
        threads.emplace_back([&] {
            start.arrive_and_wait();
            if (const auto call = next(world, desk)) {
                const std::lock_guard guard(mutex);
                ++holders[*call];
            }
        });
    }
    threads.clear();
    return holders;
}

std::vector<marque::care::Desk> sixteen_agents(CareWorld& world) {
    std::vector<marque::care::Desk> desks;
    for (int i = 0; i < 16; ++i) {
        desks.push_back(world.desk(support::make_person(world.pool, world.net.care_centre, {core::Role::care_agent})));
    }
    return desks;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(care, CareWorld)

BOOST_AUTO_TEST_CASE(the_oldest_call_comes_first_and_of_one_day_the_most_urgent) {
    const auto later = make_call(today);
    const auto urgent = make_call(day("2026-12-01"), "REPAIR_FOLLOW_UP");
    const auto older = make_call(day("2026-11-30"), "ANNUAL");
    const auto same_day = make_call(day("2026-12-01"), "ANNUAL");
    make_call(day("2026-12-04"));
    for (const auto expected : {older, urgent, same_day, later}) {
        const auto agent = support::make_person(pool, net.care_centre, {core::Role::care_agent});
        BOOST_TEST((next(*this, desk(agent)) == expected));
    }
    BOOST_TEST(!next(*this, desk(net.care_agent)).has_value());
}

BOOST_AUTO_TEST_CASE(an_agent_who_asks_again_is_given_the_call_that_she_holds) {
    make_call(today);
    make_call(day("2026-12-01"));
    const auto first = marque::care::claim_next_call(pool, desk(net.care_agent));
    const auto again = marque::care::claim_next_call(pool, desk(net.care_agent));
    BOOST_TEST((first->id == again->id));
    BOOST_TEST(first->version == again->version);
    BOOST_TEST((again->claimed_until == real_now + 15min));
}

BOOST_AUTO_TEST_CASE(a_claim_that_ran_out_goes_to_whoever_asks_next) {
    const auto call = make_call(today);
    BOOST_TEST((next(*this, desk(net.care_agent)) == call));
    auto colleague = desk(net.other_care_agent);
    colleague.real_now = real_now + 15min - 1ms;
    BOOST_TEST(!next(*this, colleague).has_value());
    colleague.real_now = real_now + 15min;
    BOOST_TEST((next(*this, colleague) == call));
    BOOST_TEST(!next(*this, desk(net.care_agent)).has_value());
}

BOOST_AUTO_TEST_CASE(nobody_is_rung_before_the_time_that_was_agreed) {
    const auto call = make_call(today);
    execute("UPDATE care_call SET not_before = ? WHERE id = ?", now + 1h, call);
    BOOST_TEST(!next(*this, desk(net.care_agent)).has_value());
    auto later = desk(net.care_agent);
    later.now = now + 1h;
    BOOST_TEST((next(*this, later) == call));
}

BOOST_AUTO_TEST_CASE(a_no_said_since_the_call_was_planned_is_heard_before_the_telephone_rings) {
    const auto owned = make_owned(day("2026-11-11"));
    const auto refused = make_call(owned, day("2026-12-01"));
    const auto other = make_call(today);
    // It was said to another dealer, who knows the person by the same number.
    const auto twin = support::make_customer(pool, net.far_dealer.id);
    execute("UPDATE customer SET phone = ?, do_not_call = TRUE WHERE id = ?", owned.owner.phone, twin.id);
    BOOST_TEST((next(*this, desk(net.care_agent)) == other));
    BOOST_TEST(call(refused).state == "DROPPED");
    BOOST_TEST(call(refused).outcome == "DO_NOT_CALL");
    BOOST_TEST(audited(refused) == std::vector<std::string>{"care_call.dropped"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_former_owner_is_not_called) {
    const auto owned = make_owned(day("2026-11-11"));
    const auto outdated = make_call(owned, today);
    execute("UPDATE vehicle SET owner_id = ? WHERE id = ?", support::make_customer(pool, net.dealer.id).id,
            owned.car.id);
    BOOST_TEST(!next(*this, desk(net.care_agent)).has_value());
    BOOST_TEST(call(outdated).outcome == "OWNER_CHANGED");
}

BOOST_AUTO_TEST_CASE(nobody_is_called_at_night_but_a_demonstration_goes_on) {
    const auto call = make_call(today);
    auto evening = desk(net.care_agent);
    evening.now = core::parse_rfc3339("2026-12-03T20:00:00+08:00").value();
    BOOST_TEST(!next(*this, evening).has_value());
    BOOST_TEST(support::refusal_code([&] { marque::care::claim_call(pool, evening, call, 1); }) ==
               "care.outside_calling_hours");
    evening.any_hour = true;
    BOOST_TEST((next(*this, evening) == call));
}

BOOST_AUTO_TEST_CASE(where_it_is_still_night_people_sleep_on_while_others_are_called) {
    execute("UPDATE organisation SET time_zone = 'Asia/Urumqi' WHERE id = ?", net.far_dealer.id);
    const auto asleep = make_call(make_owned(day("2026-11-11"), net.far_dealer), day("2026-12-01"));
    const auto awake = make_call(today);
    auto morning = desk(net.care_agent);
    morning.now = core::parse_rfc3339("2026-12-03T09:00:00+08:00").value();  // 07:00 in Urumqi
    BOOST_TEST((next(*this, morning) == awake));
    morning.now += 1h;
    morning.scope = net.other_care_agent.scope;
    BOOST_TEST((next(*this, morning) == asleep));
}

BOOST_AUTO_TEST_CASE(sixteen_agents_at_one_call_are_one_agent_and_fifteen_without) {
    const auto agents = sixteen_agents(*this);
    for (int round = 0; round < 5; ++round) {
        const auto call = make_call(today);
        const auto holders = claimed_at_once(*this, agents);
        BOOST_TEST(holders.size() == 1U);
        BOOST_TEST(holders.at(call) == 1);
        execute("UPDATE care_call SET state = 'DONE', done_at = ? WHERE id = ?", now, call);
    }
}

BOOST_AUTO_TEST_CASE(sixteen_agents_at_sixteen_calls_have_one_each) {
    const auto agents = sixteen_agents(*this);
    for (int i = 0; i < 16; ++i) make_call(today);
    const auto holders = claimed_at_once(*this, agents);
    BOOST_TEST(holders.size() == 16U);
    for (const auto& [call, count] : holders) BOOST_TEST(count == 1);
    BOOST_TEST(value<int>("SELECT COUNT(DISTINCT claimed_by) AS it FROM care_call WHERE state = 'CLAIMED'") == 16);
}

BOOST_AUTO_TEST_CASE(a_call_is_claimed_by_name_once) {
    const auto wanted = make_call(day("2026-12-20"));
    BOOST_TEST(support::refusal_code([&] { marque::care::claim_call(pool, desk(net.care_agent), wanted, 2); }) ==
               "care.call_changed");
    BOOST_TEST(
        (marque::care::claim_call(pool, desk(net.care_agent), wanted, 1).state == marque::care::CallState::claimed));
    BOOST_TEST(support::refusal_code([&] { marque::care::claim_call(pool, desk(net.other_care_agent), wanted, 2); }) ==
               "care.claimed_by_other");
    BOOST_TEST(support::refusal_code([&] { marque::care::claim_call(pool, desk(net.care_agent), {999'999'999}, 1); }) ==
               "care.call_not_found");
}

BOOST_AUTO_TEST_CASE(claiming_the_call_of_a_person_who_said_no_drops_it) {
    const auto owned = make_owned(day("2026-11-11"));
    const auto refused = make_call(owned, today);
    execute("UPDATE customer SET do_not_call = TRUE WHERE id = ?", owned.owner.id);
    BOOST_TEST(support::refusal_code([&] { marque::care::claim_call(pool, desk(net.care_agent), refused, 1); }) ==
               "care.customer_refuses_calls");
    BOOST_TEST(call(refused).state == "DROPPED");
}

BOOST_AUTO_TEST_CASE(a_call_goes_back_by_its_holder_or_the_team_lead) {
    const auto wanted = make_call(today);
    next(*this, desk(net.care_agent));
    BOOST_TEST(support::refusal_code([&] { marque::care::release_call(pool, desk(net.other_care_agent), wanted); }) ==
               "care.claimed_by_other");
    marque::care::release_call(pool, desk(net.care_agent), wanted);
    BOOST_TEST(call(wanted).state == "PLANNED");
    BOOST_TEST(support::refusal_code([&] { marque::care::release_call(pool, desk(net.care_agent), wanted); }) ==
               "care.not_claimed");
    next(*this, desk(net.care_agent));
    marque::care::release_call(pool, desk(net.care_lead), wanted);
    BOOST_TEST(call(wanted).state == "PLANNED");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
