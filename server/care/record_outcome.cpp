#include "care/record_outcome.h"

#include <algorithm>

#include "care/call_check.h"
#include "care/care_call_store.h"
#include "care/care_planner.h"
#include "core/text.h"
#include "customers/customers.h"
#include "vehicles/vehicles.h"

namespace marque::care {
namespace {

constexpr std::size_t longest_note = 1000;
constexpr std::size_t longest_reason = 200;

void check(const RecordOutcome& command, const Attempt& attempt) {
    std::vector<core::FieldError> faults;
    if (command.note && core::characters(*command.note) > longest_note) {
        faults.push_back(
            {"/note", &http::errors::field_length, {{"least", "0"}, {"most", std::to_string(longest_note)}}});
    }
    if (auto fault = call_back_fault(attempt)) faults.push_back(*std::move(fault));
    if (!faults.empty()) throw core::Error(http::errors::fields_at_fault, {}, std::move(faults));
}

/// The agent's words, cut to whole characters.
std::string reason_from(const std::string& note) {
    std::string reason = note;
    while (core::characters(reason) > longest_reason) reason.pop_back();
    return reason;
}

void drop_further(db::Tx& tx, const Desk& desk, const CareCall& call, Spread spread) {
    if (spread == Spread::none) return;
    auto others = spread == Spread::person
                      ? store::lock_planned_of(tx, customers::same_person(tx, call.data().customer))
                      : store::lock_planned_of_car(tx, call.data().vehicle);
    for (CareCall& other : others) {
        if (spread == Spread::car && other.data().customer != call.data().customer) continue;
        drop_call(tx, desk, other, call.data().ending.value());
    }
}

struct TimelineSummary {
    core::Localized rule;
    Outcome outcome;
};
MARQUE_JSON(TimelineSummary, rule, outcome)

void tell_the_cars_life(db::Tx& tx, const Desk& desk, const CareCall& call, Outcome outcome) {
    const auto rule = tx.find(
        [](const db::Row& row) {
            return core::Localized{row.get<std::string>("name_zh"), row.get<std::string>("name_en")};
        },
        "SELECT name_zh, name_en FROM care_rule WHERE id = ?", call.data().rule);
    vehicles::TimelineEntry entry;
    entry.vehicle = call.data().vehicle;
    entry.at = desk.now;
    entry.kind = vehicles::EventKind::care_call;
    entry.organisation = desk.scope.organisation;
    entry.reference = std::to_string(call.data().id.value);
    entry.summary = http::to_json_value(TimelineSummary{rule.value(), outcome}).dump();
    vehicles::add_to_timeline(tx, entry);
}

}  // namespace

void record_outcome(db::Tx& tx, const Desk& desk, core::CareCallId id, const RecordOutcome& command) {
    CareCall call = store::lock(tx, id);
    call.require_holder(desk.person());
    call.require_version(command.version);
    const auto zone = customers::home_of(tx, call.data().customer).time_zone;
    const Attempt attempt{command.outcome, desk.now, command.call_back_at, store::unanswered_attempts(tx, id), zone};
    check(command, attempt);

    const auto before = audit_document(call);
    const auto next_at = call.record(attempt);
    store::save(tx, call);
    const auto note = command.note.value_or("");
    store::insert_attempt(tx, id, call.data().attempts, desk.person(), attempt, note, next_at);

    const Effect& effect = effect_of(command.outcome);
    if (effect.visit_check) plan_visit_check(tx, call, core::local_date(desk.now, zone));
    if (effect.spread == Spread::person) {
        customers::set_do_not_call(tx, call.data().customer, reason_from(note), desk.now, desk.actor);
    }
    drop_further(tx, desk, call, effect.spread);
    tell_the_cars_life(tx, desk, call, command.outcome);
    audit_call(tx, desk, "care_call.outcome_recorded", before, call);
}

}  // namespace marque::care
