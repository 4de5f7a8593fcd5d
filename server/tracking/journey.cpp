#include "tracking/journey.h"

#include <algorithm>

namespace marque::tracking {

std::optional<Stage> stage_of(orders::State state) {
    using State = orders::State;
    switch (state) {
        case State::draft:
        case State::waiting:
        case State::on_hold:
        case State::accepted:
            return Stage::ordered;
        case State::released:
        case State::scheduled:
            return Stage::planned;
        case State::in_production:
            return Stage::body;
        case State::built:
        case State::in_yard:
            return Stage::ready;
        case State::in_transit:
            return Stage::on_the_way;
        case State::arrived:
        case State::delivered:
            return Stage::at_dealer;
        case State::refused:
        case State::cancelled:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Stage> stage_of_shop(std::string_view shop) {
    if (shop == "PRESS" || shop == "BODY") return Stage::body;
    if (shop == "PAINT") return Stage::paint;
    if (shop == "POWERTRAIN" || shop == "ASSEMBLY" || shop == "QUALITY") return Stage::assembly;
    return std::nullopt;
}

std::optional<Ending> ending_of(orders::State state) {
    using State = orders::State;
    if (state == State::delivered) return Ending::delivered;
    if (state == State::cancelled || state == State::refused) return Ending::cancelled;
    return std::nullopt;
}

void Journey::reach(std::optional<Stage> stage, core::Instant at) {
    if (!stage) return;
    const auto [entry, fresh] = reached_.emplace(*stage, at);
    if (!fresh) entry->second = std::min(entry->second, at);
}

Stage Journey::stage() const { return reached_.empty() ? Stage::ordered : reached_.rbegin()->first; }

}  // namespace marque::tracking
