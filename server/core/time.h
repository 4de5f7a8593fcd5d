#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace marque::core {

/// A moment, in UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A day of the civil calendar, without a zone.
using Date = std::chrono::sys_days;

/// RFC 3339 with an offset, "2026-11-21T10:00:00.123+08:00" or "…Z"; nothing for anything else, a leap second included.
std::optional<Instant> parse_rfc3339(std::string_view text);
/// "2026-11-21T10:00:00.123Z"
std::string to_rfc3339(Instant at);

/// ISO 8601 "2026-11-21", a day that exists.
std::optional<Date> parse_date(std::string_view text);
std::string to_iso_date(Date day);

/// How the database writes a DATETIME(3): "2026-11-21 10:00:00.123".
std::optional<Instant> parse_sql_datetime(std::string_view text);
std::string to_sql_datetime(Instant at);

/// The civil day at `at` in the IANA zone; throws std::runtime_error for a zone that does not exist.
Date local_date(Instant at, const std::string& zone);
/// "HH:MM" at `at` in the zone.
std::string local_time_of_day(Instant at, const std::string& zone);

}  // namespace marque::core
