#include "care/record_outcome.h"

#include "care/care_call_view.h"
#include "care_world.h"

namespace marque {
namespace {

using care_world::CareWorld;
using care_world::day;
using care_world::now;
using care_world::today;
using namespace std::chrono_literals;

/// Claims the call and records what came of it.
marque::care::CareCallView make_the_call(CareWorld& world, core::CareCallId id, marque::care::RecordOutcome command) {
    const auto desk = world.desk(world.net.care_agent);
    command.version = marque::care::claim_call(world.pool, desk, id, world.call(id).version).version;
    return db::in_tx(world.pool, [&](db::Tx& tx) {
        marque::care::record_outcome(tx, desk, id, command);
        return marque::care::read_call(tx, desk, id);
    });
}

marque::care::RecordOutcome outcome(marque::care::Outcome outcome, std::optional<std::string> note = std::nullopt) {
    return {0, outcome, std::move(note), std::nullopt};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(care, CareWorld)

BOOST_AUTO_TEST_CASE(a_booked_visit_is_asked_about_two_days_later) {
    const auto id = make_call(today);
    const auto after = make_the_call(*this, id, outcome(marque::care::Outcome::booked, "周六上午"));
    BOOST_TEST((after.state == marque::care::CallState::done));
    BOOST_REQUIRE(after.follow_up.has_value());
    BOOST_TEST(after.follow_up->rule.code == "VISIT_CHECK");
    BOOST_TEST(core::to_iso_date(after.follow_up->due_on) == "2026-12-05");
    BOOST_REQUIRE(after.attempts.size() == 1U);
    BOOST_TEST(after.attempts.front().note == "周六上午");
    BOOST_TEST(after.attempts.front().agent == net.care_agent.name);
    BOOST_TEST(audited(id).back() == "care_call.outcome_recorded");
}

BOOST_AUTO_TEST_CASE(every_call_enters_the_life_of_the_car_without_what_was_said) {
    const auto owned = make_owned(day("2026-11-11"));
    const auto id = make_call(owned, today);
    make_the_call(*this, id, outcome(marque::care::Outcome::reached, "客户的私事"));
    const auto summary = value<std::string>(
        "SELECT summary AS it FROM vehicle_event WHERE vehicle_id = ? AND kind = 'CARE_CALL'", owned.car.id);
    BOOST_TEST(http::Json::parse(summary) ==
               (http::Json{{"outcome", "REACHED"}, {"rule", {{"zh", "FIRST_VISIT"}, {"en", "FIRST_VISIT"}}}}));
}

BOOST_AUTO_TEST_CASE(after_the_fourth_try_in_vain_the_call_is_given_up) {
    const auto id = make_call(today);
    for (int attempt = 1; attempt <= 4; ++attempt) {
        BOOST_TEST(call(id).state == "PLANNED");
        make_the_call(*this, id, outcome(marque::care::Outcome::no_answer));
    }
    BOOST_TEST(call(id).state == "DROPPED");
    BOOST_TEST(call(id).outcome == "NOT_REACHED");
}

BOOST_AUTO_TEST_CASE(a_call_back_does_not_count_as_a_try_in_vain) {
    const auto id = make_call(today);
    for (int attempt = 0; attempt < 3; ++attempt) make_the_call(*this, id, outcome(marque::care::Outcome::no_answer));
    auto agreed = outcome(marque::care::Outcome::call_back);
    agreed.call_back_at = now + 24h;
    const auto after = make_the_call(*this, id, agreed);
    BOOST_TEST((after.state == marque::care::CallState::planned));
    BOOST_TEST((after.not_before == now + 24h));
    BOOST_TEST(after.facts.at(2).en == "The customer asked to be called back on 4 Dec at 10:00.");
}

BOOST_AUTO_TEST_CASE(a_no_is_kept_for_every_record_of_the_person_and_ends_all_their_calls) {
    const auto owned = make_owned(day("2026-11-11"));
    const auto twin = make_owned(day("2026-10-01"), net.far_dealer);
    execute("UPDATE customer SET phone = ? WHERE id = ?", owned.owner.phone, twin.owner.id);
    const auto id = make_call(owned, today);
    const auto other = make_call(owned, day("2027-06-01"), "ANNUAL");
    const auto twins = make_call(twin, day("2027-01-01"));
    const auto strangers = make_call(today);
    make_the_call(*this, id, outcome(marque::care::Outcome::do_not_call, "不要再打了"));
    for (const auto dropped : {id, other, twins}) {
        BOOST_TEST(call(dropped).state == "DROPPED");
        BOOST_TEST(call(dropped).outcome == "DO_NOT_CALL");
    }
    BOOST_TEST(call(strangers).state == "PLANNED");
    BOOST_TEST(
        value<int>(
            "SELECT COUNT(*) AS it FROM customer WHERE phone = ? AND do_not_call AND do_not_call_reason = '不要再打了'",
            owned.owner.phone) == 2);
    BOOST_TEST(audited(twins).back() == "care_call.dropped");
}

BOOST_AUTO_TEST_CASE(for_a_sold_car_its_calls_end_and_those_for_the_owners_other_car_do_not) {
    const auto owned = make_owned(day("2026-11-11"));
    const CareWorld::Owned second{owned.owner, support::make_vehicle(pool, model, owned.owner, day("2026-05-01"))};
    const auto id = make_call(owned, today);
    const auto same_car = make_call(owned, day("2027-06-01"), "ANNUAL");
    const auto other_car = make_call(second, today);
    make_the_call(*this, id, outcome(marque::care::Outcome::sold_car));
    BOOST_TEST(call(same_car).outcome == "SOLD_CAR");
    BOOST_TEST(call(other_car).state == "PLANNED");
}

BOOST_AUTO_TEST_CASE(only_the_agent_who_claimed_it_records_and_only_on_what_she_read) {
    const auto id = make_call(today);
    const auto record = [&](const support::Person& person, unsigned version) {
        return support::refusal_code([&] {
            db::in_tx(pool, [&](db::Tx& tx) {
                marque::care::record_outcome(tx, desk(person), id, {version, marque::care::Outcome::reached, {}, {}});
            });
        });
    };
    BOOST_TEST(record(net.care_agent, 1) == "care.not_claimed");
    marque::care::claim_call(pool, desk(net.care_agent), id, 1);
    BOOST_TEST(record(net.other_care_agent, 2) == "care.claimed_by_other");
    BOOST_TEST(record(net.care_agent, 1) == "care.call_changed");
    BOOST_TEST(record(net.care_agent, 2) == "none");
    BOOST_TEST(record(net.care_agent, 3) == "care.call_over");
    BOOST_TEST(value<int>("SELECT COUNT(*) AS it FROM care_attempt WHERE call_id = ?", id) == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
