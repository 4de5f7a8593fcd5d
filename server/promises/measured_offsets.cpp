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

}  // namespace marque::promises
