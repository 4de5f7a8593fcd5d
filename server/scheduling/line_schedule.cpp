#include "scheduling/line_schedule.h"

#include <algorithm>
#include <set>

#include "scheduling/scheduling_errors.h"
#include "scheduling/working_times.h"

namespace marque::scheduling {
namespace {

constexpr std::size_t most_ratios = 20;
constexpr std::size_t most_features = 50;

class Faults {
  public:
    void range(const std::string& pointer, int value, int least, int most) {
        if (value >= least && value <= most) return;
        add(pointer, http::errors::field_range, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    }
    void length(const std::string& pointer, const std::string& text, std::size_t least, std::size_t most) {
        if (text.size() >= least && text.size() <= most) return;
        add(pointer, http::errors::field_length, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    }
    void time_of_day(const std::string& pointer, const std::string& text) {
        if (!minutes_of_day(text)) add(pointer, http::errors::field_value, {{"expected", "08:30"}});
    }
    void add(const std::string& pointer, const core::ErrorSpec& spec, core::ErrorParams params = {}) {
        faults_.push_back({pointer, &spec, std::move(params)});
    }
    void raise() const {
        if (!faults_.empty()) throw core::Error(http::errors::fields_at_fault, {}, faults_);
    }

  private:
    std::vector<core::FieldError> faults_;
};

void check_days(const LineSchedule& schedule, Faults& faults) {
    if (schedule.working_days.empty() || schedule.working_days.size() > 7)
        faults.add("/working_days", errors::no_working_day);
    for (std::size_t i = 0; i < schedule.working_days.size(); ++i) {
        faults.range("/working_days/" + std::to_string(i), schedule.working_days[i], 1, 7);
    }
    faults.time_of_day("/working_from", schedule.working_from);
    faults.time_of_day("/working_until", schedule.working_until);
}

void check_ratio(const Ratio& ratio, const std::string& pointer, Faults& faults) {
    faults.length(pointer + "/code", ratio.code, 1, 20);
    faults.length(pointer + "/name/zh", ratio.name.zh, 1, 120);
    faults.length(pointer + "/name/en", ratio.name.en, 1, 60);
    faults.range(pointer + "/window", ratio.window, 2, 60);
    if (ratio.most < 1 || ratio.most >= ratio.window) faults.add(pointer + "/most", errors::ratio_impossible);
    if (ratio.features.empty() || ratio.features.size() > most_features)
        faults.add(pointer + "/features", errors::ratio_without_feature);
    for (std::size_t i = 0; i < ratio.features.size(); ++i) {
        faults.length(pointer + "/features/" + std::to_string(i) + "/code", ratio.features[i].code, 1, 40);
    }
}

void check_ratios(const LineSchedule& schedule, Faults& faults) {
    faults.range("/ratios", static_cast<int>(schedule.ratios.size()), 0, static_cast<int>(most_ratios));
    std::set<std::string> codes;
    for (std::size_t i = 0; i < schedule.ratios.size() && i < most_ratios; ++i) {
        const auto pointer = "/ratios/" + std::to_string(i);
        check_ratio(schedule.ratios[i], pointer, faults);
        if (!codes.insert(schedule.ratios[i].code).second) faults.add(pointer + "/code", errors::ratio_twice);
    }
}

}  // namespace

void require_sound(const LineSchedule& schedule) {
    Faults faults;
    faults.range("/takt_ms", schedule.takt_ms, 100, 3'600'000);
    faults.range("/slot_cars", schedule.slot_cars, 1, 500);
    faults.range("/dealer_cars", schedule.dealer_cars, 0, 500);
    faults.range("/frozen_cars", schedule.frozen_cars, 0, 200);
    faults.range("/paint_batch", schedule.paint_batch, 0, 500);
    faults.range("/lead_days", schedule.lead_days, 0, 120);
    check_days(schedule, faults);
    check_ratios(schedule, faults);
    faults.raise();
}

std::vector<sequencing::Option> options_of(const LineSchedule& schedule) {
    std::vector<sequencing::Option> options;
    for (const auto& ratio : schedule.ratios) options.push_back({ratio.code, ratio.most, ratio.window});
    return options;
}

std::uint64_t options_of(const LineSchedule& schedule, const std::vector<RatioFeature>& features) {
    const std::set<RatioFeature> has(features.begin(), features.end());
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < schedule.ratios.size(); ++i) {
        const auto& wanted = schedule.ratios[i].features;
        if (std::any_of(wanted.begin(), wanted.end(), [&](const auto& feature) { return has.contains(feature); }))
            bits |= std::uint64_t{1} << i;
    }
    return bits;
}

int cars_looked_back(const LineSchedule& schedule) {
    int longest = 1;
    for (const auto& ratio : schedule.ratios) longest = std::max(longest, ratio.window);
    return longest - 1;
}

}  // namespace marque::scheduling
