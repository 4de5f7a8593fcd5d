#include "scheduling/working_times.h"

#include <algorithm>

namespace marque::scheduling {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

int weekday_of(core::Date day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }

/// The moment that the zone's clocks show so; in the hour that a change of clocks leaves out, the moment after it.
core::Instant moment(core::Date day, minutes time, const std::string& zone) {
    const core::Instant wanted = day + milliseconds(time);
    const auto shown = [&](core::Instant at) {
        const auto clock = minutes_of_day(core::local_time_of_day(at, zone)).value();
        return core::Instant(core::local_date(at, zone)) + minutes{clock};
    };
    core::Instant at = wanted - (shown(wanted) - wanted);
    at -= shown(at) - wanted;
    return at;
}

}  // namespace

std::optional<int> minutes_of_day(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0'), minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

core::Instant start_of(core::Date day, const std::string& zone) { return moment(day, minutes{0}, zone); }

WorkingTimes::WorkingTimes(const LineSchedule& schedule, std::string zone)
    : takt_(schedule.takt_ms),
      days_(schedule.working_days),
      from_(minutes_of_day(schedule.working_from).value_or(0)),
      until_(minutes_of_day(schedule.working_until).value_or(0)),
      zone_(std::move(zone)) {
    std::sort(days_.begin(), days_.end());
    days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
    always_ = from_ == until_ && days_.size() == 7;
}

std::optional<WorkingTimes::Shift> WorkingTimes::shift_of(core::Date day) const {
    if (std::find(days_.begin(), days_.end(), weekday_of(day)) == days_.end()) return std::nullopt;
    const auto last_day = until_ > from_ ? day : day + days{1};
    return Shift{moment(day, from_, zone_), moment(last_day, until_, zone_)};
}

WorkingTimes::Shift WorkingTimes::next_shift(core::Instant at) const {
    auto day = core::local_date(at, zone_) - days{1};
    for (int looked = 0; looked <= 9; ++looked, day += days{1}) {
        if (const auto shift = shift_of(day); shift && shift->until > at) return *shift;
    }
    return {at, core::Instant::max()};
}

std::vector<core::Instant> WorkingTimes::starts(core::Instant now, int cars) const {
    std::vector<core::Instant> starts;
    core::Instant at = now;
    Shift shift = always_ ? Shift{at, core::Instant::max()} : next_shift(at);
    for (int car = 0; car < cars; ++car) {
        at = std::max(at, shift.from);
        starts.push_back(at);
        // What a shift does not finish of a takt is done at the start of the next.
        auto left = takt_;
        while (left > milliseconds::zero()) {
            const auto step = std::min<milliseconds>(left, shift.until - at);
            left -= step;
            at += step;
            if (left == milliseconds::zero() && at < shift.until) break;
            if (at < shift.until) continue;
            shift = next_shift(at);
            at = std::max(at, shift.from);
        }
    }
    return starts;
}

}  // namespace marque::scheduling
