#include "vehicles/odometer.h"

#include <algorithm>
#include <cmath>

namespace marque::vehicles {
namespace {

using std::chrono::days;

constexpr days forecast_window{731};
constexpr double farthest_look_days = 50 * 366;

bool contradicts(const OdometerReading& earlier, const OdometerReading& later) {
    const auto between = std::max<std::int64_t>(1, (later.on - earlier.on).count());
    return later.km < earlier.km || later.km - earlier.km > between * most_km_a_day;
}

/// The readings to judge by, oldest first.
void keep_relevant(std::vector<OdometerReading>& readings, core::Date today) {
    std::sort(readings.begin(), readings.end(), [](const OdometerReading& a, const OdometerReading& b) {
        return a.on != b.on ? a.on < b.on : a.km < b.km;
    });
    auto first = std::find_if(readings.begin(), readings.end(),
                              [&](const OdometerReading& reading) { return reading.on >= today - forecast_window; });
    while (first != readings.begin() && (first == readings.end() || first->on == readings.back().on)) --first;
    readings.erase(readings.begin(), first);
}

struct Slope {
    double km_per_day = 0;
    double weight = 0;
};

double weighted_median(std::vector<Slope> slopes) {
    std::sort(slopes.begin(), slopes.end(), [](const Slope& a, const Slope& b) { return a.km_per_day < b.km_per_day; });
    double total = 0;
    for (const auto& slope : slopes) total += slope.weight;
    double passed = 0;
    for (const auto& slope : slopes) {
        passed += slope.weight;
        if (passed * 2 >= total) return slope.km_per_day;
    }
    return 0;
}

}  // namespace

bool is_suspect(const OdometerReading& reading, const std::optional<OdometerReading>& before,
                const std::optional<OdometerReading>& after) {
    return (before && contradicts(*before, reading)) || (after && contradicts(reading, *after));
}

std::optional<MileageForecast> forecast_from(std::vector<OdometerReading> readings, core::Date today) {
    keep_relevant(readings, today);
    std::vector<Slope> slopes;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        for (std::size_t j = i + 1; j < readings.size(); ++j) {
            const auto between = static_cast<double>((readings[j].on - readings[i].on).count());
            if (between > 0) slopes.push_back({(readings[j].km - readings[i].km) / between, between});
        }
    }
    if (slopes.empty()) return std::nullopt;
    const auto& last = readings.back();
    MileageForecast forecast;
    forecast.km_per_day = std::clamp(weighted_median(std::move(slopes)), 0.0, static_cast<double>(most_km_a_day));
    const auto since = static_cast<double>(std::max<std::int64_t>(0, (today - last.on).count()));
    forecast.km_today = last.km + static_cast<int>(std::lround(forecast.km_per_day * since));
    forecast.readings = static_cast<int>(readings.size());
    forecast.as_of = today;
    return forecast;
}

std::optional<core::Date> MileageForecast::day_at(int km) const {
    if (km <= km_today) return as_of;
    if (km_per_day <= 0) return std::nullopt;
    const double ahead = std::ceil((km - km_today) / km_per_day);
    if (ahead > farthest_look_days) return std::nullopt;
    return as_of + days{static_cast<int>(ahead)};
}

}  // namespace marque::vehicles
