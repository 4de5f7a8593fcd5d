#pragma once

#include <string_view>

namespace marque {

// A message as it came from the broker; looks at what it was read from.
struct Arrival {
    std::string_view topic, payload;
};

}  // namespace marque
