#include "care/care_call.h"

#include <stdexcept>

#include "care/calling_hours.h"
#include "care/care_errors.h"

namespace marque::care {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// The wait after the first, second and third attempt that reached nobody. An engaged line is worth an early second
/// try.
constexpr std::array<minutes, most_unanswered - 1> unanswered_waits{hours{4}, hours{24}, hours{72}};
constexpr std::array<minutes, most_unanswered - 1> busy_waits{minutes{30}, hours{4}, hours{24}};

constexpr const char* call_back_field = "/call_back_at";

/// When to try again; nothing when it has been tried often enough.
std::optional<core::Instant> next_try(const Effect& effect, const Attempt& attempt) {
    if (effect.retry == Retry::as_agreed) return attempt.call_back_at.value();
    if (attempt.unanswered_before + 1 >= most_unanswered) return std::nullopt;
    const auto& waits = effect.retry == Retry::busy ? busy_waits : unanswered_waits;
    return next_calling_time(attempt.at + waits[static_cast<std::size_t>(attempt.unanswered_before)], attempt.zone);
}

bool is_over(CallState state) { return state == CallState::done || state == CallState::dropped; }

}  // namespace

const Effect& effect_of(Outcome outcome) {
    for (const Effect& effect : effects) {
        if (effect.outcome == outcome) return effect;
    }
    throw std::logic_error("an outcome without effect");
}

std::optional<core::FieldError> call_back_fault(const Attempt& attempt) {
    const bool wanted = effect_of(attempt.outcome).retry == Retry::as_agreed;
    const auto fault = [](const core::ErrorSpec& spec, core::ErrorParams params = {}) {
        return core::FieldError{call_back_field, &spec, std::move(params)};
    };
    if (!attempt.call_back_at) return wanted ? std::optional(fault(errors::call_back_missing)) : std::nullopt;
    const core::Instant at = *attempt.call_back_at;
    if (!wanted) return fault(errors::call_back_unexpected);
    if (at <= attempt.at) return fault(errors::call_back_past);
    if (at > attempt.at + farthest_call_back) {
        return fault(errors::call_back_too_far, {{"days", std::to_string(farthest_call_back.count())}});
    }
    if (!may_call_at(at, attempt.zone)) {
        return fault(errors::call_back_at_night, {{"time", core::local_time_of_day(at, attempt.zone)}});
    }
    return std::nullopt;
}

void CareCall::require_version(unsigned version) const {
    if (version != data_.version) throw core::Error(errors::call_changed);
}

void CareCall::move(Action action, CallState to) {
    if (is_over(data_.state)) throw core::Error(errors::call_over);
    if (!is_legal({data_.state, action, to})) throw core::Error(errors::not_claimed);
    data_.state = to;
}

void CareCall::require_claimable(core::PersonId person, core::Instant real_now) const {
    if (is_over(data_.state)) throw core::Error(errors::call_over);
    const bool running = data_.state == CallState::claimed && data_.claimed_until > real_now;
    if (running && data_.claimed_by != person) throw core::Error(errors::claimed_by_other);
}

void CareCall::claim(core::PersonId person, core::Instant until, core::Instant real_now) {
    require_claimable(person, real_now);
    move(Action::claim, CallState::claimed);
    data_.claimed_by = person;
    data_.claimed_until = until;
}

void CareCall::require_holder(core::PersonId person) const {
    if (is_over(data_.state)) throw core::Error(errors::call_over);
    if (data_.state != CallState::claimed) throw core::Error(errors::not_claimed);
    // A claim that ran out still counts until a colleague takes the call: the talk may just have been long.
    if (data_.claimed_by != person) throw core::Error(errors::claimed_by_other);
}

void CareCall::release() {
    move(Action::release, CallState::planned);
    data_.claimed_by.reset();
    data_.claimed_until.reset();
}

void CareCall::drop(Ending why, core::Instant at) { finish(Action::drop, CallState::dropped, why, at); }

void CareCall::pass_to(core::CustomerId owner, core::OrganisationId region) {
    data_.customer = owner;
    data_.region = region;
    data_.not_before.reset();
}

void CareCall::finish(Action action, CallState to, Ending why, core::Instant at) {
    move(action, to);
    data_.ending = why;
    data_.done_at = at;
    data_.claimed_until.reset();
}

std::optional<core::Instant> CareCall::record(const Attempt& attempt) {
    const Effect& effect = effect_of(attempt.outcome);
    if (effect.to != CallState::planned) {
        finish(Action::record, effect.to, effect.ending.value(), attempt.at);
        ++data_.attempts;
        return std::nullopt;
    }
    const auto next = next_try(effect, attempt);
    if (next) {
        move(Action::record, CallState::planned);
        data_.not_before = *next;
        data_.due_on = core::local_date(*next, attempt.zone);
        data_.claimed_by.reset();
        data_.claimed_until.reset();
    } else {
        finish(Action::record, CallState::dropped, Ending::not_reached, attempt.at);
    }
    ++data_.attempts;
    return next;
}

}  // namespace marque::care
