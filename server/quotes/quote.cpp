#include "quotes/quote.h"

#include <array>

#include "core/transitions.h"
#include "quotes/quote_errors.h"
#include "quotes/quote_words.h"

namespace marque::quotes {
namespace {

using A = Action;
using S = State;

constexpr std::array table{
    Transition{S::open, A::revise, S::open},
    Transition{S::open, A::ask_approval, S::waiting_approval},
    Transition{S::open, A::order, S::ordered},
    Transition{S::open, A::withdraw, S::withdrawn},
    Transition{S::waiting_approval, A::revise, S::open},
    Transition{S::waiting_approval, A::ask_approval, S::waiting_approval},
    Transition{S::waiting_approval, A::approve, S::approved},
    Transition{S::waiting_approval, A::decline, S::declined},
    Transition{S::waiting_approval, A::withdraw, S::withdrawn},
    Transition{S::approved, A::revise, S::open},
    Transition{S::approved, A::ask_approval, S::waiting_approval},
    Transition{S::approved, A::order, S::ordered},
    Transition{S::approved, A::withdraw, S::withdrawn},
    Transition{S::declined, A::revise, S::open},
    Transition{S::declined, A::ask_approval, S::waiting_approval},
    Transition{S::declined, A::withdraw, S::withdrawn},
    Transition{S::expired, A::revise, S::open},
    Transition{S::expired, A::ask_approval, S::waiting_approval},
    Transition{S::expired, A::withdraw, S::withdrawn},
};

core::Error illegal_move(State state, Action action) {
    auto legal = legal_actions(state);
    // To people it is one act with REVISE: the discount says which it is.
    std::erase(legal, Action::ask_approval);
    return core::refused_move(errors::illegal_move, errors::quote_over, state, action, legal);
}

}  // namespace

std::span<const Transition> transitions() { return table; }

const Transition* find_transition(State from, Action action) { return core::find_transition(table, from, action); }

std::vector<Action> legal_actions(State from) { return core::legal_actions(table, from); }

State state_on(State kept, core::Date valid_until, core::Date today) {
    const bool runs_out = kept == S::open || kept == S::waiting_approval || kept == S::approved;
    return runs_out && valid_until < today ? S::expired : kept;
}

State Quote::state_on(core::Date today) const { return quotes::state_on(state, terms.valid_until, today); }

void Quote::apply(Action action, core::Date today) {
    const State from = state_on(today);
    const auto* const row = find_transition(from, action);
    if (row) {
        state = row->to;
        return;
    }
    if (from == S::expired) throw core::Error(errors::expired, {{"day", core::to_iso_date(terms.valid_until)}});
    if (from == S::waiting_approval) throw core::Error(errors::approval_waiting);
    throw illegal_move(from, action);
}

void Quote::require_version(int expected) const {
    if (expected == version) return;
    throw core::Error(errors::stale_version, {{"yours", std::to_string(expected)}, {"now", std::to_string(version)}});
}

void Quote::require_other(core::PersonId approver) const {
    if (approver == salesperson || approver == terms_by) throw core::Error(errors::own_quote);
}

}  // namespace marque::quotes
