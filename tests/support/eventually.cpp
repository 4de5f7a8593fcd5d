#include "support/eventually.h"

#include <poll.h>

#include <algorithm>

namespace marque::support {

bool eventually(std::chrono::milliseconds longest, const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + longest;
    for (int patience_ms = 2;; patience_ms = std::min(patience_ms * 2, 50)) {
        if (condition()) return true;
        if (std::chrono::steady_clock::now() >= deadline) return false;
        ::poll(nullptr, 0, patience_ms);
    }
}

}  // namespace marque::support
