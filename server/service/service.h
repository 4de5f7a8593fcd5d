#pragma once

#include <string>

#include "core/time.h"
#include "db/number_series.h"
#include "http/router.h"
#include "http/services.h"

/// Service stations: repair orders with their operations and parts. The door of the slice.
namespace marque::service {

void add_routes(http::Router& router, http::Services& services);

/// The number of a repair order opened on that day at its service station, "RO-2026-0000123": one series for the
/// network.
std::string next_repair_order_number(db::NumberSeries& numbers, core::Date on);

}  // namespace marque::service
