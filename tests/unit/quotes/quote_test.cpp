#include "quotes/quote.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

namespace marque {
namespace {

using marque::quotes::Action;
using marque::quotes::State;

constexpr auto states = core::EnumText<State>::names;
constexpr auto actions = core::EnumText<Action>::names;

constexpr core::Date today{std::chrono::days{20'779}};

marque::quotes::Quote quote_in(State state) {
    marque::quotes::Quote quote;
    quote.state = state == State::expired ? State::open : state;
    quote.terms.valid_until = today - std::chrono::days{state == State::expired ? 1 : 0};
    return quote;
}

/// The state that the action leads to, or the code of its refusal.
std::string outcome(State state, Action action) {
    auto quote = quote_in(state);
    try {
        quote.apply(action, today);
        return std::string(core::to_text(quote.state));
    } catch (const core::Error& error) {
        BOOST_TEST((quote.state == quote_in(state).state));
        return std::string(error.spec().code);
    }
}

BOOST_AUTO_TEST_SUITE(quotes)
BOOST_AUTO_TEST_SUITE(quote)

BOOST_AUTO_TEST_CASE(every_state_answers_every_action) {
    const std::string illegal = "quote.illegal_move", waiting = "quote.approval_waiting", expired = "quote.expired";
    // In the order REVISE, ASK_APPROVAL, APPROVE, DECLINE, ORDER, WITHDRAW.
    const std::map<State, std::array<std::string, 6>> answers{
        {State::open, {"OPEN", "WAITING_APPROVAL", illegal, illegal, "ORDERED", "WITHDRAWN"}},
        {State::waiting_approval, {"OPEN", "WAITING_APPROVAL", "APPROVED", "DECLINED", waiting, "WITHDRAWN"}},
        {State::approved, {"OPEN", "WAITING_APPROVAL", illegal, illegal, "ORDERED", "WITHDRAWN"}},
        {State::declined, {"OPEN", "WAITING_APPROVAL", illegal, illegal, illegal, "WITHDRAWN"}},
        {State::expired, {"OPEN", "WAITING_APPROVAL", expired, expired, expired, "WITHDRAWN"}},
        {State::ordered, {illegal, illegal, illegal, illegal, illegal, illegal}},
        {State::withdrawn, {illegal, illegal, illegal, illegal, illegal, illegal}}};
    for (const auto& [state, state_name] : states) {
        for (std::size_t i = 0; i < actions.size(); ++i)
            BOOST_TEST(outcome(state, actions[i].first) == answers.at(state)[i],
                       state_name << " " << actions[i].second);
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_says_in_words_what_is_possible_instead) {
    const auto said = [](State state, Action action, core::Language language) {
        auto quote = quote_in(state);
        try {
            quote.apply(action, today);
            return std::string("none");
        } catch (const core::Error& error) {
            return error.sentence(language);
        }
    };
    BOOST_TEST(said(State::declined, Action::order, core::Language::en) ==
               "It is not possible to make it an order while the quote is declined. Possible now: quote anew, withdraw "
               "the quote.");
    BOOST_TEST(said(State::declined, Action::order, core::Language::zh) ==
               "报价单状态为「未批准」，不能转为订单；目前可以：重新报价、撤回报价。");
    BOOST_TEST(said(State::ordered, Action::withdraw, core::Language::zh) ==
               "报价单已结束（已下单），不能撤回报价。如有需要，请为客户重新报价。");
}

BOOST_AUTO_TEST_CASE(no_move_stands_in_the_table_twice) {
    std::set<std::pair<State, Action>> moves;
    for (const auto& row : marque::quotes::transitions()) BOOST_TEST(moves.emplace(row.from, row.action).second);
}

BOOST_AUTO_TEST_CASE(a_quote_expires_when_its_last_day_is_over_and_not_on_it) {
    for (const auto state : {State::open, State::waiting_approval, State::approved}) {
        auto offered = quote_in(state);
        BOOST_TEST((offered.state_on(today) == state));
        BOOST_TEST((offered.state_on(today + std::chrono::days{1}) == State::expired));
    }
    for (const auto state : {State::declined, State::ordered, State::withdrawn})
        BOOST_TEST((quote_in(state).state_on(today + std::chrono::days{400}) == state));
}

BOOST_AUTO_TEST_CASE(nobody_decides_on_what_they_sold_or_asked_for) {
    auto waiting = quote_in(State::waiting_approval);
    waiting.salesperson = core::PersonId{1};
    waiting.terms_by = core::PersonId{2};
    BOOST_CHECK_THROW(waiting.require_other(core::PersonId{1}), core::Error);
    BOOST_CHECK_THROW(waiting.require_other(core::PersonId{2}), core::Error);
    BOOST_CHECK_NO_THROW(waiting.require_other(core::PersonId{3}));
}

BOOST_AUTO_TEST_CASE(only_the_present_version_is_changed) {
    auto offered = quote_in(State::open);
    offered.version = 4;
    BOOST_CHECK_NO_THROW(offered.require_version(4));
    try {
        offered.require_version(3);
        BOOST_ERROR("an old version was taken");
    } catch (const core::Error& stale) {
        const auto said = stale.sentence(core::Language::en);
        BOOST_TEST((said.find("version 3, it is now 4") != std::string::npos), said);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
