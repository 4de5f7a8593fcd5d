#include <cmath>

#include "promises/promise_store.h"

namespace marque::promises {

std::map<std::string, double> measured_offsets(db::Tx& tx, const std::string& line) {
    const auto times = read_times(tx, line);
    std::map<std::string, double> offsets;
    if (!times.known()) return offsets;
    double seconds = 0;
    for (int place = 1; place <= times.line_off(); ++place) {
        offsets[times.stations()[static_cast<std::size_t>(place - 1)]] = seconds;
        seconds += times.stage(place).mean;
    }
    return offsets;
}

std::optional<int> road_difference(db::Tx& tx, const std::string& line, core::OrganisationId from,
                                   core::OrganisationId to) {
    const auto times = read_times(tx, line);
    const auto there = times.own_road(to), here = times.own_road(from);
    if (!there || !here) return std::nullopt;
    return static_cast<int>(std::lround((there->mean - here->mean) / 86400));
}

UsualTimes usual_times(db::Tx& tx, const std::string& line) {
    constexpr double least_measured = 20, nearly_all = 0.99;
    const auto times = read_times(tx, line);
    UsualTimes usual{times.stations(), {}, {}};
    for (const auto& [key, sketch] : times.sketches()) {
        if (key.dealer.value != 0 || sketch.weight() < least_measured) continue;
        if (key.stage == LineTimes::held) {
            usual.hold_p99 = sketch.quantile(nearly_all);
        } else if (times.place_of(key.stage) > 0) {
            usual.p99[key.stage] = sketch.quantile(nearly_all);
        }
    }
    return usual;
}

}  // namespace marque::promises
