#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "sequencing/sequencing.h"

namespace marque::scheduling {

struct RatioFeature {
    catalog::Family family = catalog::Family::option;
    std::string code;

    auto operator<=>(const RatioFeature&) const = default;
};
MARQUE_JSON(RatioFeature, family, code)

/// The line can build at most `most` of any `window` cars in a row that have one of the features.
struct Ratio {
    std::string code;
    core::Localized name;
    int most = 1;
    int window = 1;
    std::vector<RatioFeature> features;
};
MARQUE_JSON(Ratio, code, name, most, window, features)

/// What a planner sets for a line.
struct LineSchedule {
    int takt_ms = 60'000;           ///< from one car onto the line to the next
    std::vector<int> working_days;  ///< 1 = Monday … 7 = Sunday
    std::string working_from;       ///< "HH:MM", the plant's own time
    std::string working_until;      ///< the same as `working_from`: around the clock; before it: past midnight
    int slot_cars = 10;             ///< the cars of a slot, into which orders are laid before they are sequenced
    int dealer_cars = 0;            ///< cars of one dealer in a slot at most; 0: no limit
    int frozen_cars = 0;            ///< the next cars, whose places stay as they are
    int paint_batch = 0;            ///< cars of one colour before the guns are cleaned; 0: no limit
    int lead_days = 7;              ///< from the line to the dealer
    std::vector<Ratio> ratios;
    int version = 0;
};
MARQUE_JSON(LineSchedule, takt_ms, working_days, working_from, working_until, slot_cars, dealer_cars, frozen_cars,
            paint_batch, lead_days, ratios, version)

/// Throws `request.fields_at_fault` for settings that cannot be meant.
void require_sound(const LineSchedule& schedule);

std::vector<sequencing::Option> options_of(const LineSchedule& schedule);
/// A bit a ratio: whether the car has one of its features.
std::uint64_t options_of(const LineSchedule& schedule, const std::vector<RatioFeature>& features);
/// The longest window less one: as many cars on the line are looked back at.
int cars_looked_back(const LineSchedule& schedule);

}  // namespace marque::scheduling
