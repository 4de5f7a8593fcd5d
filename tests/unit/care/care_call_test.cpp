#include "care/care_call.h"
#include "support/refusal_code.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

using namespace std::chrono_literals;
using marque::care::Action;
using marque::care::CallState;
using marque::care::CareCall;
using marque::care::Ending;
using marque::care::Outcome;

constexpr core::PersonId agent{7};
constexpr core::PersonId colleague{8};
constexpr const char* zone = "Asia/Shanghai";
/// 10:00 in Shanghai.
const core::Instant now = core::parse_rfc3339("2026-12-03T02:00:00Z").value();
const core::Instant real_now = core::parse_rfc3339("2026-11-21T02:00:00Z").value();

CareCall planned() {
    CareCall::Data data;
    data.id = {1};
    data.due_on = core::parse_date("2026-12-01").value();
    return CareCall(data);
}
CareCall claimed(core::PersonId by = agent) {
    auto call = planned();
    call.claim(by, real_now + 15min, real_now);
    return call;
}
CareCall in_state(CallState state) {
    auto data = planned().data();
    data.state = state;
    if (state == CallState::claimed) {
        data.claimed_by = agent;
        data.claimed_until = real_now + 15min;
    }
    return CareCall(data);
}

marque::care::Attempt attempt(Outcome outcome, int unanswered_before = 0) {
    marque::care::Attempt made{outcome, now, std::nullopt, unanswered_before, zone};
    if (outcome == Outcome::call_back) made.call_back_at = now + 24h;
    return made;
}

std::string call_back_fault_of(const marque::care::Attempt& made) {
    const auto fault = marque::care::call_back_fault(made);
    return fault ? std::string(fault->spec->code) : std::string();
}

/// What the action needs done to the call.
void act(CareCall& call, Action action) {
    switch (action) {
        case Action::claim:
            return call.claim(agent, real_now + 15min, real_now);
        case Action::release:
            return call.release();
        case Action::record:
            call.record(attempt(Outcome::reached));
            return;
        case Action::drop:
            return call.drop(Ending::work_done, now);
    }
}

constexpr std::array states{CallState::planned, CallState::claimed, CallState::done, CallState::dropped};
constexpr std::array actions{Action::claim, Action::release, Action::record, Action::drop};

}  // namespace

BOOST_AUTO_TEST_SUITE(care)

BOOST_AUTO_TEST_CASE(every_pair_of_state_and_action_is_legal_or_refused_as_the_table_says) {
    for (const CallState from : states) {
        for (const Action action : actions) {
            BOOST_TEST_CONTEXT(core::to_text(from) << " action " << static_cast<int>(action)) {
                bool in_table = false;
                for (const auto& move : marque::care::moves)
                    in_table = in_table || (move.from == from && move.action == action);
                auto call = in_state(from);
                const auto code = support::refusal_code([&] { act(call, action); });
                BOOST_TEST((code == "none") == in_table);
                if (in_table) {
                    BOOST_TEST(marque::care::is_legal({from, action, call.data().state}));
                } else {
                    BOOST_TEST((call.data().state == from));
                    const bool over = from == CallState::done || from == CallState::dropped;
                    BOOST_TEST(code == (over ? "care.call_over" : "care.not_claimed"));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_outcome_has_one_effect_that_the_moves_allow) {
    for (const auto& [outcome, name] : core::EnumText<Outcome>::names) {
        BOOST_TEST_CONTEXT(name) {
            int rows = 0;
            for (const auto& effect : marque::care::effects) rows += effect.outcome == outcome ? 1 : 0;
            BOOST_TEST(rows == 1);
            const auto& effect = marque::care::effect_of(outcome);
            BOOST_TEST(marque::care::is_legal({CallState::claimed, Action::record, effect.to}));
            // Over with a reason, or tried again.
            BOOST_TEST((effect.to == CallState::planned) == !effect.ending.has_value());
            BOOST_TEST((effect.to == CallState::planned) == (effect.retry != marque::care::Retry::none));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_outcome_takes_the_call_where_its_row_says) {
    for (const auto& effect : marque::care::effects) {
        BOOST_TEST_CONTEXT(core::to_text(effect.outcome)) {
            auto call = claimed();
            const auto next = call.record(attempt(effect.outcome));
            BOOST_TEST((call.data().state == effect.to));
            BOOST_TEST((call.data().ending == effect.ending));
            BOOST_TEST(call.data().attempts == 1U);
            BOOST_TEST(next.has_value() == (effect.to == CallState::planned));
            BOOST_TEST(call.data().done_at.has_value() == effect.ending.has_value());
            BOOST_TEST(!call.data().claimed_until.has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_falls_with_a_call_and_what_follows_it) {
    BOOST_TEST(marque::care::effect_of(Outcome::booked).visit_check);
    BOOST_TEST((marque::care::effect_of(Outcome::do_not_call).spread == marque::care::Spread::person));
    BOOST_TEST((marque::care::effect_of(Outcome::sold_car).spread == marque::care::Spread::car));
    for (const auto& effect : marque::care::effects) {
        if (effect.outcome != Outcome::booked) BOOST_TEST(!effect.visit_check);
        if (effect.outcome == Outcome::do_not_call || effect.outcome == Outcome::sold_car) continue;
        BOOST_TEST((effect.spread == marque::care::Spread::none));
    }
}

BOOST_AUTO_TEST_CASE(a_claim_that_runs_keeps_colleagues_off_and_one_that_ran_out_does_not) {
    auto call = claimed(colleague);
    BOOST_TEST(support::refusal_code([&] { call.claim(agent, real_now + 15min, real_now); }) ==
               "care.claimed_by_other");
    BOOST_TEST(support::refusal_code([&] { call.claim(agent, real_now + 29min, real_now + 14min); }) ==
               "care.claimed_by_other");
    call.claim(agent, real_now + 30min, real_now + 15min);
    BOOST_TEST((call.data().claimed_by == agent));
}

BOOST_AUTO_TEST_CASE(only_the_holder_records_even_when_the_talk_outlasts_the_claim) {
    const auto call = claimed();
    BOOST_TEST(support::refusal_code([&] { call.require_holder(agent); }) == "none");
    BOOST_TEST(support::refusal_code([&] { call.require_holder(colleague); }) == "care.claimed_by_other");
    BOOST_TEST(support::refusal_code([&] { planned().require_holder(agent); }) == "care.not_claimed");
    BOOST_TEST(support::refusal_code([&] { in_state(CallState::done).require_holder(agent); }) == "care.call_over");
}

BOOST_AUTO_TEST_CASE(a_call_read_in_another_version_is_not_touched) {
    BOOST_TEST(support::refusal_code([&] { planned().require_version(1); }) == "none");
    BOOST_TEST(support::refusal_code([&] { planned().require_version(2); }) == "care.call_changed");
}

BOOST_AUTO_TEST_CASE(a_call_back_waits_for_the_time_that_was_agreed) {
    auto call = claimed();
    auto made = attempt(Outcome::call_back);
    made.call_back_at = core::parse_rfc3339("2026-12-10T23:30:00Z");  // the 11th, 07:30, in Shanghai
    BOOST_TEST((call.record(made) == made.call_back_at));
    BOOST_TEST((call.data().not_before == made.call_back_at));
    BOOST_TEST(core::to_iso_date(call.data().due_on) == "2026-12-11");
    BOOST_TEST(!call.data().claimed_by.has_value());
}

BOOST_AUTO_TEST_CASE(tries_that_reach_nobody_are_spaced_wider_and_the_fourth_is_the_last) {
    auto call = claimed();
    BOOST_TEST((call.record(attempt(Outcome::no_answer, 0)) == now + 4h));
    call.claim(agent, real_now + 15min, real_now);
    BOOST_TEST((call.record(attempt(Outcome::answering_machine, 1)) == now + 24h));
    call.claim(agent, real_now + 15min, real_now);
    BOOST_TEST((call.record(attempt(Outcome::no_answer, 2)) == now + 72h));
    call.claim(agent, real_now + 15min, real_now);
    BOOST_TEST(!call.record(attempt(Outcome::busy, 3)).has_value());
    BOOST_TEST((call.data().state == CallState::dropped));
    BOOST_TEST((call.data().ending == Ending::not_reached));
    BOOST_TEST(call.data().attempts == 4U);
}

BOOST_AUTO_TEST_CASE(an_engaged_line_is_tried_again_soon) {
    auto call = claimed();
    BOOST_TEST((call.record(attempt(Outcome::busy)) == now + 30min));
}

BOOST_AUTO_TEST_CASE(a_new_try_never_falls_into_the_night) {
    auto call = claimed();
    auto made = attempt(Outcome::no_answer);
    made.at = core::parse_rfc3339("2026-12-03T10:00:00Z").value();  // 18:00; four hours on it is 22:00
    BOOST_TEST((call.record(made) == core::parse_rfc3339("2026-12-04T00:00:00Z")));
    BOOST_TEST(core::to_iso_date(call.data().due_on) == "2026-12-04");
}

BOOST_AUTO_TEST_CASE(the_time_to_call_back_is_checked) {
    auto made = attempt(Outcome::call_back);
    BOOST_TEST(call_back_fault_of(made).empty());
    made.call_back_at.reset();
    BOOST_TEST(call_back_fault_of(made) == "care.call_back_missing");
    made.call_back_at = now;
    BOOST_TEST(call_back_fault_of(made) == "care.call_back_past");
    made.call_back_at = now + marque::care::farthest_call_back;
    BOOST_TEST(call_back_fault_of(made).empty());
    made.call_back_at = now + marque::care::farthest_call_back + 1ms;
    BOOST_TEST(call_back_fault_of(made) == "care.call_back_too_far");
    made.call_back_at = core::parse_rfc3339("2026-12-04T12:00:00Z");  // 20:00
    BOOST_TEST(call_back_fault_of(made) == "care.call_back_at_night");
    made.call_back_at = core::parse_rfc3339("2026-12-04T00:00:00Z");  // 08:00
    BOOST_TEST(call_back_fault_of(made).empty());
}

BOOST_AUTO_TEST_CASE(a_time_to_call_back_goes_with_no_other_outcome) {
    for (const auto& [outcome, name] : core::EnumText<Outcome>::names) {
        if (outcome == Outcome::call_back) continue;
        auto made = attempt(outcome);
        BOOST_TEST(call_back_fault_of(made).empty());
        made.call_back_at = now + 1h;
        BOOST_TEST(call_back_fault_of(made) == "care.call_back_unexpected");
    }
}

BOOST_AUTO_TEST_CASE(a_new_owner_is_bound_by_nothing_the_former_one_agreed) {
    auto call = claimed();
    call.record(attempt(Outcome::call_back));
    call.pass_to({55}, {3});
    BOOST_TEST((call.data().customer == core::CustomerId{55}));
    BOOST_TEST(!call.data().not_before.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
