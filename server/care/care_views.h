#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/care_call.h"
#include "core/localized.h"
#include "http/json_fields.h"
#include "identity/identity.h"

/// What pages are shown, in the words of docs/openapi.yaml.
namespace marque::care {

struct RuleRef {
    std::string code;
    core::Localized name;
};
MARQUE_JSON(RuleRef, code, name)

/// One line of the queue.
struct CareCallSummary {
    core::CareCallId id;
    CallState state = CallState::planned;
    RuleRef rule;
    core::Date due_on;
    std::optional<core::Instant> not_before;
    int overdue_days = 0;
    std::string vin;
    core::Localized model_name;
    std::string customer_name;
    unsigned attempts = 0;
    std::optional<Ending> outcome;
    std::optional<std::string> claimed_by;

    unsigned priority = 0;                 ///< not shown: part of the cursor
    std::optional<core::Instant> done_at;  ///< not shown
};
MARQUE_JSON(CareCallSummary, id, state, rule, due_on, not_before, overdue_days, vin, model_name, customer_name,
            attempts, outcome, claimed_by)

struct CareCounts {
    unsigned due = 0;
    unsigned overdue = 0;
    unsigned claimed = 0;
    unsigned done_today = 0;
    bool capped = false;  ///< one of them is more than can be counted at leisure
};
MARQUE_JSON(CareCounts, due, overdue, claimed, done_today, capped)

struct CarePlanItem {
    core::CareCallId id;
    RuleRef rule;
    CallState state = CallState::planned;
    core::Date due_on;
    unsigned occurrence = 1;
    std::optional<Ending> outcome;
};
MARQUE_JSON(CarePlanItem, id, rule, state, due_on, occurrence, outcome)

struct CarePlan {
    std::vector<CarePlanItem> items;
};
MARQUE_JSON(CarePlan, items)

struct CalledCustomer {
    core::CustomerId id;
    std::string name;
    std::string phone;
    std::string locale;
    bool do_not_call = false;
    std::string local_time;  ///< HH:MM
};
MARQUE_JSON(CalledCustomer, id, name, phone, locale, do_not_call, local_time)

struct CalledVehicle {
    std::string vin;
    std::optional<std::string> plate;
    core::Localized model_name;
    std::optional<core::Date> delivered_on;
    int odometer_km = 0;
    std::optional<core::Date> odometer_on;
    std::optional<identity::OrganisationRef> dealer;
};
MARQUE_JSON(CalledVehicle, vin, plate, model_name, delivered_on, odometer_km, odometer_on, dealer)

struct AttemptView {
    core::Instant at;
    std::string agent;
    Outcome outcome = Outcome::reached;
    std::string note;
    std::optional<core::Instant> next_at;
};
MARQUE_JSON(AttemptView, at, agent, outcome, note, next_at)

/// One call with everything that whoever makes it wants before them.
struct CareCallView {
    core::CareCallId id;
    unsigned version = 1;
    CallState state = CallState::planned;
    RuleRef rule;
    core::Date due_on;
    std::optional<core::Instant> not_before;
    unsigned occurrence = 1;
    std::vector<core::Localized> facts;
    core::Localized script;
    CalledCustomer customer;
    CalledVehicle vehicle;
    std::vector<AttemptView> attempts;
    std::optional<identity::PersonRef> claimed_by;
    std::optional<core::Instant> claimed_until;
    std::optional<Ending> outcome;
    std::optional<CarePlanItem> follow_up;
};
MARQUE_JSON(CareCallView, id, version, state, rule, due_on, not_before, occurrence, facts, script, customer, vehicle,
            attempts, claimed_by, claimed_until, outcome, follow_up)

}  // namespace marque::care
