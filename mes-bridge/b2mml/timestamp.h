#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace marque::b2mml {

// A point in time, UTC, to the millisecond (finer fractions on the wire are cut off).
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// RFC 3339 with an offset, in the years 2000 to 2199: "2026-11-21T10:00:00.250+08:00". Anything else, a leap second
// included, gives nothing.
std::optional<Instant> parse_instant(std::string_view text);

// "2026-11-21T02:00:00.250Z"
std::string format_instant(Instant at);

Instant now();

}  // namespace marque::b2mml
