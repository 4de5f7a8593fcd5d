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

namespace marque::orders {

enum class State {
    draft,    ///< the dealer is still thinking it over
    waiting,  ///< submitted; the dealer's allocation of the month is used up
    on_hold,  ///< nothing happens until whoever holds it lets it go
    accepted,
    released,
    scheduled,
    in_production,
    built,
    in_yard,
    in_transit,
    arrived,
    delivered,
    refused,
    cancelled
};
enum class Kind { customer, stock };
enum class HeldBy { dealer, plant };
/// What laying a car beside its order came to.
enum class AsBuilt { not_reported, same, differs, signed_off };

/// What can happen to an order. Those of the line come with its messages, the others from people.
enum class Action {
    submit,  ///< the draft is meant
    accept,  ///< there is allocation for it
    hold,
    resume,
    release,           ///< the bridge keeps the release
    link_build,        ///< the line gave a build ID
    give_slot,         ///< its place in the sequence is fixed, and the line has been told
    refuse,            ///< the line refused the release
    start_production,  ///< first line station
    finish,            ///< line-off
    enter_yard,
    ship,
    arrive,
    hand_over,
    request_change,  ///< leaves the state as it is: the line decides
    request_cancel,  ///< likewise
    cancel,          ///< the line let go of it, or never knew it
    change_buyer,
    change_destination,
    change_wish,  ///< another requested date, another note
    take_over,    ///< the buyer takes a car that was ordered for stock
    give_car,     ///< the other side of it
    sign_off      ///< the car was built otherwise, and is taken as it is
};

/// A legal move, and the event code that GM's order system gives the state it leads to; 0 where the code stays.
struct Transition {
    State from;
    Action action;
    State to;
    int event_code;
};

constexpr int placed_event_code = 1100;
constexpr int accepted_event_code = 2000;
constexpr int scheduled_event_code = 3300;

/// Every legal move, one row each. What is not here is refused.
std::span<const Transition> transitions();
const Transition* find_transition(State from, Action action);
std::vector<Action> legal_actions(State from);
/// The line has never heard of an order in this state: what is done to it is done at once.
bool is_before_the_line(State state);

/// An order as its use cases change it: locked, moved, saved.
struct Order {
    core::OrderId id;
    std::string number;
    core::OrganisationId dealer;
    core::OrganisationId region;
    std::optional<core::CustomerId> customer;
    Kind kind = Kind::customer;
    State state = State::accepted;
    int event_code = accepted_event_code;
    bool cancel_requested = false;
    std::string line;
    core::ModelId model;
    int configuration_version = 1;
    core::Money price;
    std::optional<std::string> build_id;
    std::optional<std::string> vin;
    core::OrganisationId destination;
    std::optional<std::uint64_t> allocation;  ///< the row that counts it as used
    std::optional<std::string> hold_reason;
    std::optional<HeldBy> held_by;
    int event_seq = 0;
    int version = 1;

    /// Moves by the table; throws `order.illegal_move` that says what is legal now.
    void apply(Action action);
    /// Throws `order.stale_version` with both versions unless `expected` is the present one.
    void require_version(int expected) const;
};

}  // namespace marque::orders

template <>
struct marque::core::EnumText<marque::orders::State> {
    using E = marque::orders::State;
    static constexpr std::array<std::pair<E, std::string_view>, 14> names{{{E::draft, "DRAFT"},
                                                                           {E::waiting, "WAITING"},
                                                                           {E::on_hold, "ON_HOLD"},
                                                                           {E::accepted, "ACCEPTED"},
                                                                           {E::released, "RELEASED"},
                                                                           {E::scheduled, "SCHEDULED"},
                                                                           {E::in_production, "IN_PRODUCTION"},
                                                                           {E::built, "BUILT"},
                                                                           {E::in_yard, "IN_YARD"},
                                                                           {E::in_transit, "IN_TRANSIT"},
                                                                           {E::arrived, "ARRIVED"},
                                                                           {E::delivered, "DELIVERED"},
                                                                           {E::refused, "REFUSED"},
                                                                           {E::cancelled, "CANCELLED"}}};
};
template <>
struct marque::core::EnumText<marque::orders::Kind> {
    using E = marque::orders::Kind;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{
        {{E::customer, "CUSTOMER"}, {E::stock, "STOCK"}}};
};
template <>
struct marque::core::EnumText<marque::orders::HeldBy> {
    using E = marque::orders::HeldBy;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::dealer, "DEALER"}, {E::plant, "PLANT"}}};
};
template <>
struct marque::core::EnumText<marque::orders::Action> {
    using E = marque::orders::Action;
    static constexpr std::array<std::pair<E, std::string_view>, 23> names{
        {{E::submit, "SUBMIT"},
         {E::accept, "ACCEPT"},
         {E::hold, "HOLD"},
         {E::resume, "RESUME"},
         {E::release, "RELEASE"},
         {E::link_build, "LINK_BUILD"},
         {E::give_slot, "GIVE_SLOT"},
         {E::refuse, "REFUSE"},
         {E::start_production, "START_PRODUCTION"},
         {E::finish, "FINISH"},
         {E::enter_yard, "ENTER_YARD"},
         {E::ship, "SHIP"},
         {E::arrive, "ARRIVE"},
         {E::hand_over, "HAND_OVER"},
         {E::request_change, "CHANGE"},
         {E::request_cancel, "CANCEL"},
         {E::cancel, "CANCELLED"},
         {E::change_buyer, "CHANGE_BUYER"},
         {E::change_destination, "CHANGE_DESTINATION"},
         {E::change_wish, "CHANGE_WISH"},
         {E::take_over, "TAKE_OVER"},
         {E::give_car, "GIVE_CAR"},
         {E::sign_off, "SIGN_OFF"}}};
};
template <>
struct marque::core::EnumText<marque::orders::AsBuilt> {
    using E = marque::orders::AsBuilt;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::not_reported, "NOT_REPORTED"}, {E::same, "SAME"}, {E::differs, "DIFFERS"}, {E::signed_off, "SIGNED_OFF"}}};
};
