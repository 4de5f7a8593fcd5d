#pragma once

#include <string>

#include "core/time.h"

/// When a customer may be rung: from 08:00 to before 20:00 of the customer's own day.
namespace marque::care {

bool may_call_at(core::Instant at, const std::string& zone);
/// `at` itself if one may call then, else the next 08:00 in the zone.
core::Instant next_calling_time(core::Instant at, const std::string& zone);
/// The first moment of the civil day in the zone.
core::Instant start_of_day(core::Instant at, const std::string& zone);

}  // namespace marque::care
