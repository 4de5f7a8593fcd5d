#include "orders/order.h"

#include <array>

#include "core/transitions.h"
#include "orders/order_errors.h"
#include "orders/order_words.h"

namespace marque::orders {
namespace {

using A = Action;
using S = State;

constexpr int same_code = 0;

constexpr std::array table{
    Transition{S::draft, A::submit, S::waiting, placed_event_code},
    Transition{S::draft, A::request_change, S::draft, same_code},
    Transition{S::draft, A::request_cancel, S::draft, same_code},
    Transition{S::draft, A::cancel, S::cancelled, 9000},
    Transition{S::draft, A::change_buyer, S::draft, same_code},
    Transition{S::draft, A::change_wish, S::draft, same_code},
    Transition{S::draft, A::change_destination, S::draft, same_code},
    Transition{S::waiting, A::accept, S::accepted, accepted_event_code},
    Transition{S::waiting, A::hold, S::on_hold, same_code},
    Transition{S::waiting, A::request_change, S::waiting, same_code},
    Transition{S::waiting, A::request_cancel, S::waiting, same_code},
    Transition{S::waiting, A::cancel, S::cancelled, 9000},
    Transition{S::waiting, A::change_buyer, S::waiting, same_code},
    Transition{S::waiting, A::change_wish, S::waiting, same_code},
    Transition{S::waiting, A::change_destination, S::waiting, same_code},
    Transition{S::waiting, A::take_over, S::waiting, same_code},
    Transition{S::on_hold, A::resume, S::waiting, placed_event_code},
    Transition{S::on_hold, A::request_change, S::on_hold, same_code},
    Transition{S::on_hold, A::request_cancel, S::on_hold, same_code},
    Transition{S::on_hold, A::cancel, S::cancelled, 9000},
    Transition{S::on_hold, A::change_buyer, S::on_hold, same_code},
    Transition{S::on_hold, A::change_wish, S::on_hold, same_code},
    Transition{S::on_hold, A::change_destination, S::on_hold, same_code},
    Transition{S::accepted, A::hold, S::on_hold, same_code},
    Transition{S::accepted, A::release, S::released, 3000},
    Transition{S::accepted, A::link_build, S::scheduled, 3100},
    Transition{S::accepted, A::refuse, S::refused, 2000},
    Transition{S::accepted, A::request_change, S::accepted, 2000},
    Transition{S::accepted, A::request_cancel, S::accepted, 2000},
    Transition{S::accepted, A::cancel, S::cancelled, 9000},
    Transition{S::accepted, A::change_buyer, S::accepted, same_code},
    Transition{S::accepted, A::change_wish, S::accepted, same_code},
    Transition{S::accepted, A::change_destination, S::accepted, same_code},
    Transition{S::accepted, A::take_over, S::accepted, same_code},
    Transition{S::released, A::link_build, S::scheduled, 3100},
    Transition{S::released, A::refuse, S::refused, 2000},
    Transition{S::released, A::request_change, S::released, 3000},
    Transition{S::released, A::request_cancel, S::released, 3000},
    Transition{S::released, A::cancel, S::cancelled, 9000},
    Transition{S::released, A::change_buyer, S::released, same_code},
    Transition{S::released, A::change_wish, S::released, same_code},
    Transition{S::released, A::change_destination, S::released, same_code},
    Transition{S::released, A::take_over, S::released, same_code},
    Transition{S::scheduled, A::give_slot, S::scheduled, scheduled_event_code},
    Transition{S::scheduled, A::start_production, S::in_production, 3400},
    Transition{S::scheduled, A::request_change, S::scheduled, same_code},
    Transition{S::scheduled, A::request_cancel, S::scheduled, same_code},
    Transition{S::scheduled, A::cancel, S::cancelled, 9000},
    Transition{S::scheduled, A::change_buyer, S::scheduled, same_code},
    Transition{S::scheduled, A::change_wish, S::scheduled, same_code},
    Transition{S::scheduled, A::change_destination, S::scheduled, same_code},
    Transition{S::scheduled, A::take_over, S::scheduled, same_code},
    Transition{S::scheduled, A::give_car, S::scheduled, same_code},
    Transition{S::in_production, A::finish, S::built, 3800},
    Transition{S::in_production, A::request_change, S::in_production, 3400},
    Transition{S::in_production, A::request_cancel, S::in_production, 3400},
    Transition{S::in_production, A::cancel, S::cancelled, 9000},
    Transition{S::in_production, A::change_buyer, S::in_production, same_code},
    Transition{S::in_production, A::change_wish, S::in_production, same_code},
    Transition{S::in_production, A::change_destination, S::in_production, same_code},
    Transition{S::in_production, A::take_over, S::in_production, same_code},
    Transition{S::in_production, A::give_car, S::in_production, same_code},
    Transition{S::built, A::enter_yard, S::in_yard, 4000},
    Transition{S::built, A::ship, S::in_transit, 4200},
    Transition{S::built, A::change_buyer, S::built, same_code},
    Transition{S::built, A::change_wish, S::built, same_code},
    Transition{S::built, A::change_destination, S::built, same_code},
    Transition{S::built, A::give_car, S::built, same_code},
    Transition{S::in_yard, A::ship, S::in_transit, 4200},
    Transition{S::in_yard, A::change_buyer, S::in_yard, same_code},
    Transition{S::in_yard, A::change_wish, S::in_yard, same_code},
    Transition{S::in_yard, A::change_destination, S::in_yard, same_code},
    Transition{S::in_yard, A::give_car, S::in_yard, same_code},
    Transition{S::in_transit, A::arrive, S::arrived, 5000},
    Transition{S::in_transit, A::change_buyer, S::in_transit, same_code},
    Transition{S::in_transit, A::change_wish, S::in_transit, same_code},
    Transition{S::in_transit, A::give_car, S::in_transit, same_code},
    Transition{S::arrived, A::hand_over, S::delivered, 6000},
    Transition{S::arrived, A::change_buyer, S::arrived, same_code},
    Transition{S::arrived, A::change_wish, S::arrived, same_code},
    Transition{S::arrived, A::give_car, S::arrived, same_code},
    Transition{S::arrived, A::sign_off, S::arrived, same_code},
};

core::Error illegal_move(State state, Action action) {
    auto legal = legal_actions(state);
    std::erase_if(legal, [](Action one) { return !is_for_people(one); });
    return core::refused_move(errors::illegal_move, errors::order_over, state, action, legal);
}

}  // namespace

std::span<const Transition> transitions() { return table; }

const Transition* find_transition(State from, Action action) { return core::find_transition(table, from, action); }

std::vector<Action> legal_actions(State from) { return core::legal_actions(table, from); }

bool is_before_the_line(State state) {
    return state == State::draft || state == State::waiting || state == State::on_hold;
}

void Order::apply(Action action) {
    const auto* const row = find_transition(state, action);
    if (!row) throw illegal_move(state, action);
    state = row->to;
    if (row->event_code != same_code) event_code = row->event_code;
}

void Order::require_version(int expected) const {
    if (expected == version) return;
    throw core::Error(errors::stale_version, {{"yours", std::to_string(expected)}, {"now", std::to_string(version)}});
}

}  // namespace marque::orders
