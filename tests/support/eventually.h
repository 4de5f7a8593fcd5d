#pragma once

#include <chrono>
#include <functional>

namespace marque::support {

/// Looks again and again until `condition` holds or the time is over; returns whether it held. The one place of the
/// tests that waits by looking. A condition that throws is a failure at once.
bool eventually(std::chrono::milliseconds longest, const std::function<bool()>& condition);

}  // namespace marque::support
