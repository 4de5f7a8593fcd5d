#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/enum_text.h"
#include "core/error.h"
#include "core/ids.h"
#include "core/money.h"
#include "core/time.h"

namespace marque::quotes {

using QuoteId = core::Id<struct QuoteTag>;

/// EXPIRED is never kept: it is what OPEN, WAITING_APPROVAL and APPROVED become once their last day is over.
enum class State { open, waiting_approval, approved, declined, expired, ordered, withdrawn };

enum class Action {
    revise,        ///< new terms within the limit of whoever sets them
    ask_approval,  ///< new terms above it
    approve,
    decline,
    order,
    withdraw
};

struct Transition {
    State from;
    Action action;
    State to;
};

/// Every legal move, one row each. What is not here is refused.
std::span<const Transition> transitions();
const Transition* find_transition(State from, Action action);
std::vector<Action> legal_actions(State from);

/// What is offered: the configuration's list price, whoever asks, and what the dealer takes off it.
struct Terms {
    core::ModelId model;
    core::Money list_price;
    core::Money discount;
    core::Date valid_until;
    core::Money price() const { return list_price - discount; }
};

/// A quote as its use cases change it: locked, moved, saved.
struct Quote {
    QuoteId id;
    std::string number;
    core::OrganisationId dealer;
    core::OrganisationId region;
    core::PersonId salesperson;
    core::PersonId terms_by;  ///< who set the terms as they stand
    core::CustomerId customer;
    State state = State::open;
    Terms terms;
    std::string note;
    std::optional<core::OrderId> order;
    int event_seq = 0;
    int version = 1;

    State state_on(core::Date today) const;
    /// Moves by the table; throws `quote.expired`, `quote.approval_waiting`, `quote.illegal_move`.
    void apply(Action action, core::Date today);
    /// Throws `quote.stale_version` with both versions unless `expected` is the present one.
    void require_version(int expected) const;
    /// Nobody approves what they sold, or what they asked for: throws `quote.own_quote`.
    void require_other(core::PersonId approver) const;
};

/// The state that a kept one has become by the day.
State state_on(State kept, core::Date valid_until, core::Date today);

}  // namespace marque::quotes

template <>
struct marque::core::EnumText<marque::quotes::State> {
    using E = marque::quotes::State;
    static constexpr std::array<std::pair<E, std::string_view>, 7> names{{{E::open, "OPEN"},
                                                                          {E::waiting_approval, "WAITING_APPROVAL"},
                                                                          {E::approved, "APPROVED"},
                                                                          {E::declined, "DECLINED"},
                                                                          {E::expired, "EXPIRED"},
                                                                          {E::ordered, "ORDERED"},
                                                                          {E::withdrawn, "WITHDRAWN"}}};
};
template <>
struct marque::core::EnumText<marque::quotes::Action> {
    using E = marque::quotes::Action;
    static constexpr std::array<std::pair<E, std::string_view>, 6> names{{{E::revise, "REVISE"},
                                                                          {E::ask_approval, "ASK_APPROVAL"},
                                                                          {E::approve, "APPROVE"},
                                                                          {E::decline, "DECLINE"},
                                                                          {E::order, "ORDER"},
                                                                          {E::withdraw, "WITHDRAW"}}};
};
