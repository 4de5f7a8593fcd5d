#include "orders/order.h"

#include <boost/test/unit_test.hpp>
#include <set>

namespace marque {
namespace {

using marque::orders::Action;
using marque::orders::State;

constexpr auto states = core::EnumText<State>::names;
constexpr auto actions = core::EnumText<Action>::names;

std::string refusal(marque::orders::Order order, Action action) {
    try {
        order.apply(action);
        return "none";
    } catch (const core::Error& error) {
        return std::string(error.spec().code);
    }
}

BOOST_AUTO_TEST_SUITE(orders)
BOOST_AUTO_TEST_SUITE(order)

BOOST_AUTO_TEST_CASE(a_car_goes_from_its_placing_to_its_buyer) {
    marque::orders::Order order;
    const std::pair<Action, int> way[]{{Action::release, 3000},   {Action::link_build, 3100},
                                       {Action::give_slot, 3300}, {Action::start_production, 3400},
                                       {Action::finish, 3800},    {Action::enter_yard, 4000},
                                       {Action::ship, 4200},      {Action::arrive, 5000},
                                       {Action::hand_over, 6000}};
    for (const auto& [action, code] : way) {
        order.apply(action);
        BOOST_TEST(order.event_code == code);
    }
    BOOST_TEST((order.state == State::delivered));
}

BOOST_AUTO_TEST_CASE(what_is_not_in_the_table_is_refused_and_changes_nothing) {
    for (const auto& [state, state_name] : states) {
        for (const auto& [action, action_name] : actions) {
            marque::orders::Order order;
            order.state = state;
            const auto* const row = marque::orders::find_transition(state, action);
            BOOST_TEST(refusal(order, action) == (row ? "none" : "order.illegal_move"),
                       state_name << " " << action_name);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_move_stands_in_the_table_twice) {
    std::set<std::pair<State, Action>> moves;
    for (const auto& row : marque::orders::transitions()) BOOST_TEST(moves.emplace(row.from, row.action).second);
}

BOOST_AUTO_TEST_CASE(nothing_moves_an_order_that_is_over) {
    for (const auto state : {State::delivered, State::refused, State::cancelled})
        BOOST_TEST(marque::orders::legal_actions(state).empty());
}

BOOST_AUTO_TEST_CASE(a_car_that_is_built_is_neither_changed_nor_cancelled) {
    for (const auto state : {State::built, State::in_yard, State::in_transit, State::arrived}) {
        for (const auto action : {Action::request_change, Action::request_cancel, Action::cancel})
            BOOST_TEST(!marque::orders::find_transition(state, action));
    }
}

BOOST_AUTO_TEST_CASE(every_order_can_come_to_an_end) {
    std::set<State> ending{State::delivered, State::refused, State::cancelled};
    for (std::size_t before = 0; before != ending.size();) {
        before = ending.size();
        for (const auto& row : marque::orders::transitions()) {
            if (ending.contains(row.to)) ending.insert(row.from);
        }
    }
    BOOST_TEST(ending.size() == states.size());
}

BOOST_AUTO_TEST_CASE(a_draft_is_submitted_waits_and_is_accepted_under_the_trades_codes) {
    marque::orders::Order order;
    order.state = State::draft;
    order.event_code = 0;
    order.apply(Action::submit);
    BOOST_TEST(order.event_code == 1100);
    order.apply(Action::hold);
    BOOST_TEST((order.state == State::on_hold));
    BOOST_TEST(order.event_code == 1100);
    order.apply(Action::resume);
    order.apply(Action::accept);
    BOOST_TEST((order.state == State::accepted));
    BOOST_TEST(order.event_code == 2000);
}

BOOST_AUTO_TEST_CASE(only_before_its_release_is_an_order_held) {
    for (const auto& [state, name] : states) {
        const bool early = state == State::waiting || state == State::accepted;
        BOOST_TEST((marque::orders::find_transition(state, Action::hold) != nullptr) == early, name);
    }
}

BOOST_AUTO_TEST_CASE(the_buyer_changes_until_the_hand_over_and_the_destination_until_the_road) {
    for (const auto state : {State::in_transit, State::arrived}) {
        BOOST_TEST(marque::orders::find_transition(state, Action::change_buyer));
        BOOST_TEST(!marque::orders::find_transition(state, Action::change_destination));
    }
    for (const auto state : {State::delivered, State::cancelled, State::refused})
        BOOST_TEST(!marque::orders::find_transition(state, Action::change_buyer));
    BOOST_TEST(marque::orders::find_transition(State::in_yard, Action::change_destination));
}

BOOST_AUTO_TEST_CASE(a_refusal_says_what_is_possible_instead) {
    marque::orders::Order order;
    order.state = State::arrived;
    try {
        order.apply(Action::request_change);
        BOOST_ERROR("an arrived car was changed");
    } catch (const core::Error& error) {
        BOOST_TEST(
            error.sentence(core::Language::en) ==
            "It is not possible to change the configuration while the order is at the dealer. Possible now: hand "
            "over the car, change the buyer, change the requested date or the note, sign off the differences in the car.");
        BOOST_TEST(
            error.sentence(core::Language::zh) ==
            "订单状态为「已到店」，不能更改配置；目前可以：交车、更换买主、更改期望交车日期或备注、签认配置差异。");
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_about_an_order_that_is_over_says_so) {
    marque::orders::Order order;
    order.state = State::cancelled;
    try {
        order.apply(Action::hand_over);
        BOOST_ERROR("a cancelled order was handed over");
    } catch (const core::Error& error) {
        BOOST_TEST(error.spec().code == "order.illegal_move");
        BOOST_TEST(
            error.sentence(core::Language::en) ==
            "It is no longer possible to hand over the car: the order is cancelled, and that is its end. Place a "
            "new order if a car is still wanted.");
        BOOST_TEST(error.sentence(core::Language::zh) == "订单已结束（已取消），不能交车。如仍需要车辆，请重新下单。");
    }
}

BOOST_AUTO_TEST_CASE(every_refusal_speaks_in_words_and_of_what_people_can_do) {
    for (const auto& [state, state_name] : core::EnumText<State>::names) {
        for (const auto& [action, action_name] : core::EnumText<Action>::names) {
            if (marque::orders::find_transition(state, action)) continue;
            marque::orders::Order order;
            order.state = state;
            try {
                order.apply(action);
                BOOST_ERROR(state_name << " allowed " << action_name);
            } catch (const core::Error& error) {
                for (const auto language : {core::Language::en, core::Language::zh}) {
                    const auto said = error.sentence(language);
                    BOOST_TEST(said.find('_') == std::string::npos, said);
                    BOOST_TEST(said.find('{') == std::string::npos, said);
                    BOOST_TEST(said.find(state_name) == std::string::npos, said);
                    BOOST_TEST(said.find("give its car") ==
                                   (action == Action::give_car ? said.find("give its car") : std::string::npos),
                               said);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(only_the_present_version_is_changed) {
    marque::orders::Order order;
    order.version = 4;
    BOOST_CHECK_NO_THROW(order.require_version(4));
    for (const int other : {3, 5, 0, -1}) BOOST_CHECK_THROW(order.require_version(other), core::Error);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
