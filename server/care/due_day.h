#pragma once

#include <optional>

#include "care/care_rule.h"
#include "core/time.h"

/// When a rule's call falls due; pure.
namespace marque::care {

/// What is taken for a car's daily distance before two readings of its odometer allow a forecast: 12,800 km a year.
inline constexpr int assumed_metres_per_day = 35'000;

/// How far a car has run and runs a day.
struct Mileage {
    int km = 0;
    core::Date on;
    int metres_per_day = assumed_metres_per_day;
    int readings = 0;  ///< 0 when the daily distance is assumed

    bool assumed() const { return readings == 0; }
    int km_on(core::Date day) const;
    /// The day on which the odometer shows `km`, in the past when it already does; nothing for a car that stands still
    /// or needs decades.
    std::optional<core::Date> day_at(int km_wanted) const;
};

struct DueDay {
    core::Date on;                      ///< the earlier of the two
    std::optional<core::Date> by_date;  ///< days after the cause
    std::optional<core::Date> by_km;    ///< forecast
};
/// Nothing for a rule that has neither days nor kilometres, or kilometres that the car will not run.
std::optional<DueDay> due_day(const CareRule& rule, int occurrence, core::Date caused_on, const Mileage& mileage);

}  // namespace marque::care
