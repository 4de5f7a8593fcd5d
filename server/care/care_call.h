#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/enum_text.h"
#include "core/error.h"
#include "core/ids.h"
#include "core/time.h"

/// One planned call, the moves it can make, and what each outcome of a call does.
namespace marque::care {

enum class CallState { planned, claimed, done, dropped };
enum class Action { claim, release, record, drop };

/// What came of one attempt, as the agent records it.
enum class Outcome {
    reached,
    booked,
    call_back,
    no_answer,
    busy,
    answering_machine,
    wrong_number,
    do_not_call,
    sold_car
};

/// Why a call is over. The first five are outcomes that end it.
enum class Ending { reached, booked, wrong_number, do_not_call, sold_car, not_reached, work_done, owner_changed };

struct Move {
    CallState from;
    Action action;
    CallState to;
    bool operator==(const Move&) const = default;
};
/// Every legal move; where RECORD leads is the outcome's choice.
inline constexpr std::array<Move, 8> moves{{
    {CallState::planned, Action::claim, CallState::claimed},
    {CallState::claimed, Action::claim, CallState::claimed},  // by its holder, or when the claim ran out
    {CallState::claimed, Action::release, CallState::planned},
    {CallState::claimed, Action::record, CallState::done},
    {CallState::claimed, Action::record, CallState::planned},
    {CallState::claimed, Action::record, CallState::dropped},
    {CallState::planned, Action::drop, CallState::dropped},
    {CallState::claimed, Action::drop, CallState::dropped},
}};
constexpr bool is_legal(const Move& move) {
    for (const Move& legal : moves) {
        if (legal == move) return true;
    }
    return false;
}

/// When a call that is not over is tried again: at the time agreed, or after the wait of its kind.
enum class Retry { none, as_agreed, unanswered, busy };
/// Which further planned calls fall with it.
enum class Spread { none, person, car };

struct Effect {
    Outcome outcome;
    CallState to;
    std::optional<Ending> ending;
    Retry retry;
    bool visit_check;  ///< a call is planned that asks whether the booked visit happened
    Spread spread;
};
inline constexpr std::array<Effect, 9> effects{{
    {Outcome::reached, CallState::done, Ending::reached, Retry::none, false, Spread::none},
    {Outcome::booked, CallState::done, Ending::booked, Retry::none, true, Spread::none},
    {Outcome::call_back, CallState::planned, {}, Retry::as_agreed, false, Spread::none},
    {Outcome::no_answer, CallState::planned, {}, Retry::unanswered, false, Spread::none},
    {Outcome::busy, CallState::planned, {}, Retry::busy, false, Spread::none},
    {Outcome::answering_machine, CallState::planned, {}, Retry::unanswered, false, Spread::none},
    {Outcome::wrong_number, CallState::dropped, Ending::wrong_number, Retry::none, false, Spread::none},
    {Outcome::do_not_call, CallState::dropped, Ending::do_not_call, Retry::none, false, Spread::person},
    {Outcome::sold_car, CallState::dropped, Ending::sold_car, Retry::none, false, Spread::car},
}};
const Effect& effect_of(Outcome outcome);

/// After so many attempts that reached nobody the call is dropped.
inline constexpr int most_unanswered = 4;
inline constexpr std::chrono::days farthest_call_back{60};

/// One attempt as it is about to be recorded.
struct Attempt {
    Outcome outcome = Outcome::reached;
    core::Instant at;
    std::optional<core::Instant> call_back_at;  ///< checked with call_back_fault
    int unanswered_before = 0;                  ///< earlier attempts of this call that reached nobody
    std::string zone;                           ///< the customer's
};
/// What is wrong with the time to call back, if anything; it goes with CALL_BACK and with nothing else.
std::optional<core::FieldError> call_back_fault(const Attempt& attempt);

class CareCall {
  public:
    struct Data {
        core::CareCallId id;
        core::VehicleId vehicle;
        core::CustomerId customer;
        core::OrganisationId region;
        core::CareRuleId rule;
        unsigned occurrence = 1;
        CallState state = CallState::planned;
        core::Date due_on;
        std::optional<core::Instant> not_before;
        unsigned priority = 50;
        std::optional<core::PersonId> claimed_by;
        std::optional<core::Instant> claimed_until;  ///< real time
        unsigned attempts = 0;
        std::optional<Ending> ending;
        std::optional<core::Instant> done_at;
        unsigned version = 1;
    };
    explicit CareCall(Data data) : data_(std::move(data)) {}
    const Data& data() const { return data_; }

    /// Throws `care.call_changed` when the asker read another version.
    void require_version(unsigned version) const;
    /// Throws `care.claimed_by_other` while somebody else's claim runs, `care.call_over`.
    void require_claimable(core::PersonId person, core::Instant real_now) const;
    void claim(core::PersonId person, core::Instant until, core::Instant real_now);
    /// Throws `care.not_claimed`, `care.claimed_by_other`, `care.call_over`.
    void require_holder(core::PersonId person) const;
    /// Back into the queue, from whoever holds it.
    void release();
    void drop(Ending why, core::Instant at);
    /// The car has a new owner, with whom nothing has been agreed yet.
    void pass_to(core::CustomerId owner, core::OrganisationId region);
    /// Counts the attempt and goes where its outcome leads; returns when the call is tried again, if it is.
    std::optional<core::Instant> record(const Attempt& attempt);

  private:
    void move(Action action, CallState to);
    void finish(Action action, CallState to, Ending why, core::Instant at);

    Data data_;
};

}  // namespace marque::care

namespace marque::core {

template <>
struct EnumText<care::CallState> {
    static constexpr std::array<std::pair<care::CallState, std::string_view>, 4> names{{
        {care::CallState::planned, "PLANNED"},
        {care::CallState::claimed, "CLAIMED"},
        {care::CallState::done, "DONE"},
        {care::CallState::dropped, "DROPPED"},
    }};
};

template <>
struct EnumText<care::Outcome> {
    static constexpr std::array<std::pair<care::Outcome, std::string_view>, 9> names{{
        {care::Outcome::reached, "REACHED"},
        {care::Outcome::booked, "BOOKED"},
        {care::Outcome::call_back, "CALL_BACK"},
        {care::Outcome::no_answer, "NO_ANSWER"},
        {care::Outcome::busy, "BUSY"},
        {care::Outcome::answering_machine, "ANSWERING_MACHINE"},
        {care::Outcome::wrong_number, "WRONG_NUMBER"},
        {care::Outcome::do_not_call, "DO_NOT_CALL"},
        {care::Outcome::sold_car, "SOLD_CAR"},
    }};
};

template <>
struct EnumText<care::Ending> {
    static constexpr std::array<std::pair<care::Ending, std::string_view>, 8> names{{
        {care::Ending::reached, "REACHED"},
        {care::Ending::booked, "BOOKED"},
        {care::Ending::wrong_number, "WRONG_NUMBER"},
        {care::Ending::do_not_call, "DO_NOT_CALL"},
        {care::Ending::sold_car, "SOLD_CAR"},
        {care::Ending::not_reached, "NOT_REACHED"},
        {care::Ending::work_done, "WORK_DONE"},
        {care::Ending::owner_changed, "OWNER_CHANGED"},
    }};
};

}  // namespace marque::core
