#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/care_rule.h"
#include "care/due_day.h"
#include "core/localized.h"
#include "core/time.h"
#include "http/json_fields.h"

/// Why a call is made and why now: the figures are kept with the call, the sentences are made when it is read.
namespace marque::care {

/// What the planner knew when it set the due day.
struct Reason {
    Cause cause = Cause::hand_over;
    core::Date caused_on;
    std::optional<std::string> reference;  ///< of a repair: its order's number
    std::optional<int> due_days;           ///< after the cause
    std::optional<int> due_km;             ///< on the odometer
    std::optional<core::Date> by_date;
    std::optional<core::Date> by_km;
    std::optional<int> km;  ///< run on km_on, as far as was known
    std::optional<core::Date> km_on;
    std::optional<int> metres_per_day;
    std::optional<int> readings;  ///< 0: the daily distance is assumed
};
MARQUE_JSON(Reason, cause, caused_on, reference, due_days, due_km, by_date, by_km, km, km_on, metres_per_day, readings)

Reason reason_of(const CareRule& rule, int occurrence, core::Date caused_on, const DueDay& due, const Mileage& mileage);

/// What has happened to the call since.
struct CallSoFar {
    core::Localized rule_name;
    core::Date due_on;
    int window_days = 30;
    bool over = false;
    int unanswered = 0;                       ///< attempts that reached nobody
    std::optional<core::Instant> agreed_for;  ///< the customer asked for this time
    std::string zone;                         ///< the customer's
    core::Date today;
};

/// "Why this call, why now": the cause, the due day with the figures it comes from, where it stands today. One to five.
std::vector<core::Localized> facts_of(const Reason& reason, const CallSoFar& call);

}  // namespace marque::care
