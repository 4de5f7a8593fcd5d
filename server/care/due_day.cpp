#include "care/due_day.h"

#include <algorithm>

namespace marque::care {
namespace {

using std::chrono::days;

constexpr std::int64_t farthest_days = 30 * 366;

}  // namespace

int Mileage::km_on(core::Date day) const {
    return std::max(0, km + static_cast<int>((day - on).count() * metres_per_day / 1000));
}

std::optional<core::Date> Mileage::day_at(int km_wanted) const {
    if (metres_per_day <= 0) return km_wanted <= km ? std::optional(on) : std::nullopt;
    const std::int64_t metres = (std::int64_t{km_wanted} - km) * 1000;
    // Rounded up, for the past as well: the day on which the figure shows, not the day before.
    const std::int64_t ahead = metres > 0 ? (metres + metres_per_day - 1) / metres_per_day : metres / metres_per_day;
    if (ahead > farthest_days || ahead < -farthest_days) return std::nullopt;
    return on + days{ahead};
}

std::optional<DueDay> due_day(const CareRule& rule, int occurrence, core::Date caused_on, const Mileage& mileage) {
    DueDay due;
    if (rule.due_days) due.by_date = caused_on + days{*rule.due_days * occurrence};
    if (rule.due_km) due.by_km = mileage.day_at(*rule.due_km * occurrence);
    if (!due.by_date && !due.by_km) return std::nullopt;
    // A car that was driven before its hand-over is not called for before it.
    if (due.by_km) due.by_km = std::max(*due.by_km, caused_on);
    due.on = std::min(due.by_date.value_or(core::Date::max()), due.by_km.value_or(core::Date::max()));
    return due;
}

}  // namespace marque::care
