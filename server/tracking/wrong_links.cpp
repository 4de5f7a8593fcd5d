#include "tracking/wrong_links.h"

#include <algorithm>

namespace marque::tracking {

std::chrono::seconds WrongLinks::to_wait(const std::string& asker, core::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto known = by_name_.find(asker);
    if (known == by_name_.end()) return {};
    const auto free = known->second->forgiven - (most - 1) * forgiven_after;
    if (free <= now) return {};
    return std::chrono::ceil<std::chrono::seconds>(free - now);
}

void WrongLinks::note(const std::string& asker, core::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto known = by_name_.find(asker);
    if (known == by_name_.end()) {
        latest_first_.push_front({asker, now});
        by_name_.emplace(asker, latest_first_.begin());
    } else {
        latest_first_.splice(latest_first_.begin(), latest_first_, known->second);
    }
    auto& forgiven = latest_first_.front().forgiven;
    forgiven = std::max(forgiven, now) + forgiven_after;
    if (latest_first_.size() <= most_askers) return;
    by_name_.erase(latest_first_.back().name);
    latest_first_.pop_back();
}

std::size_t WrongLinks::askers() const {
    const std::lock_guard lock(mutex_);
    return latest_first_.size();
}

}  // namespace marque::tracking
