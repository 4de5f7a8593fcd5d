#pragma once

#include <optional>
#include <vector>

#include "vehicles/vehicles.h"

namespace marque::vehicles {

struct OdometerReading {
    core::Date on;
    int km = 0;
};

/// Nobody drives farther: a day and night at motorway speed with two drivers.
inline constexpr int most_km_a_day = 1500;

/// Whether `reading` runs backwards or too fast against the trusted readings around it. Readings of one day may be a
/// day's distance apart.
bool is_suspect(const OdometerReading& reading, const std::optional<OdometerReading>& before,
                const std::optional<OdometerReading>& after);

/// The forecast from trusted readings on or before `today`, in any order: the last reading carried on at the median of
/// the slopes between all pairs of the last two years' readings, each pair weighted by the days between them
/// (Theil 1950, Sen 1968; a reading that is wrong but was believed moves it little). A car with fewer than two days of
/// readings in those years is judged by its last two. Never below the last reading.
std::optional<MileageForecast> forecast_from(std::vector<OdometerReading> readings, core::Date today);

}  // namespace marque::vehicles
