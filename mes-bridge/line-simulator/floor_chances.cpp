#include <algorithm>
#include <cmath>
#include <cstdio>

#include "line-simulator/floor.h"

// What the floor leaves to chance: how long, how well, and which lot.
namespace marque::line {

using std::chrono::milliseconds;

namespace {

std::string decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

constexpr int cars_a_lot = 40;

// The engine's code, the day, and a number that no other engine of this plant has.
std::string make_engine_number(const Car& car, int serial) {
    std::string code = "ENG";
    for (const auto& feature : car.features)
        if (feature.family == "ENGINE") code = feature.code;
    auto day = b2mml::format_instant(car.last_event_at);
    char digits[16];
    std::snprintf(digits, sizeof digits, "%06d", serial);
    return code.substr(0, 12) + day.substr(2, 2) + day.substr(5, 2) + day.substr(8, 2) + digits;
}

}  // namespace

milliseconds Floor::scaled(double seconds) const {
    return milliseconds{std::llround(std::max(1.0, seconds * pace_.scale * 1000))};
}

milliseconds Floor::on_the_road(double share) const {
    return milliseconds{std::llround(std::max(1.0, pace_.road_seconds * share * 1000))};
}

milliseconds Floor::work_content(const Car& car) const {
    const auto& station = plan_.stations[static_cast<std::size_t>(car.station)];
    return scaled(chance_.log_normal(station.seconds, station.spread, car.build_id, "work", car.station, car.pass_no));
}

bool Floor::will_be_held(const Car& car) const {
    auto rate = pace_.hold_rate / static_cast<double>(plan_.stations.size());
    return chance_.happens(rate, car.build_id, "hold", car.station, car.pass_no);
}

milliseconds Floor::hold_after(const Car& car) const {
    auto share = chance_.uniform(car.build_id, "hold-after", car.station, car.pass_no);
    return milliseconds{std::llround(static_cast<double>(work_content(car).count()) * share)};
}

milliseconds Floor::clock_error(const Car& car) const {
    if (!chance_.happens(pace_.clock_skew_rate, car.build_id, "clock", car.station, car.pass_no))
        return milliseconds{0};
    auto share = 2 * chance_.uniform(car.build_id, "clock-error", car.station, car.pass_no) - 1;
    return milliseconds{std::llround(pace_.clock_skew_seconds * 1000 * share)};
}

// The shelf is found empty: this car waits, and every other that needs the part until it is back.
void Floor::use_up_parts(const Car& car, Instant now) {
    const auto& station = station_of(car);
    if (station.parts.empty() ||
        !chance_.happens(pace_.shortage_rate, car.build_id, "shortage", car.station, car.pass_no))
        return;
    auto which = chance_.pick(static_cast<int>(station.parts.size()), car.build_id, "shortage-of", car.station);
    auto length =
        chance_.log_normal(pace_.shortage_seconds, 0.5, car.build_id, "shortage-length", car.station, car.pass_no);
    const auto& part_no = station.parts[static_cast<std::size_t>(which)].part_no;
    auto until = now + milliseconds{std::llround(std::max(1.0, length * 1000))};
    auto& back = out_of_[part_no];
    back = std::max(back, until);
    new_shortages_.push_back({part_no, station.id, now, back});
}

const std::string* Floor::missing_part(const Car& car, Instant now) const {
    for (const auto& part : station_of(car).parts) {
        auto found = out_of_.find(part.part_no);
        if (found != out_of_.end() && found->second > now) return &found->first;
    }
    return nullptr;
}

// The third time round a car passes: nothing circles for ever.
bool Floor::add_test(const Car& car, b2mml::Segment& segment) const {
    const auto& test = plan_.stations[static_cast<std::size_t>(car.station)].test;
    if (!test) return true;
    auto rate = car.pass_no > 2 ? 0 : pace_.rework_rate * test->share_of_rework / car.pass_no;
    bool failed = chance_.happens(rate, car.build_id, "fail", car.station, car.pass_no);
    auto where = chance_.uniform(car.build_id, "measure", car.station, car.pass_no);
    auto value = failed ? test->limit + (test->high - test->limit) * std::max(where, 0.05)
                        : test->low + (test->limit - test->low) * where;
    segment.tests.push_back({test->id, !failed, {{test->measures, decimal(value)}}});
    return !failed;
}

void Floor::add_parts(Car& car, b2mml::Segment& segment) {
    for (const auto& plan : plan_.stations[static_cast<std::size_t>(car.station)].parts) {
        b2mml::Part part;
        part.part_no = plan.part_no;
        part.quantity = plan.quantity;
        switch (plan.tracked_by) {
            case PartPlan::Tracked::lot:
                part.lot = "L" + std::to_string(car.arrival / cars_a_lot + 1) + "-" + plan.part_no.substr(0, 12);
                break;
            case PartPlan::Tracked::serial:
                part.serial = plan.part_no.substr(0, 12) + "-" + car.build_id + "-" + std::to_string(car.pass_no);
                break;
            case PartPlan::Tracked::engine:
                if (car.engine_number.empty())
                    car.engine_number = make_engine_number(car, serials_.next_engine_serial());
                part.serial = car.engine_number;
                break;
        }
        segment.parts.push_back(std::move(part));
    }
}

// A mistake takes what lies on the shelf beside the right thing, or leaves an option out. Where neither can be done the
// car is built right after all.
std::vector<b2mml::Feature> Floor::as_built(const Car& car) const {
    auto built = car.features;
    if (!chance_.happens(pace_.wrong_option, car.build_id, "wrong-option")) return built;
    std::vector<std::size_t> spoilable;
    for (std::size_t i = 0; i < built.size(); ++i)
        if (built[i].family == "OPTION" || plan_.beside(built[i])) spoilable.push_back(i);
    if (spoilable.empty()) return built;
    auto which = spoilable[static_cast<std::size_t>(
        chance_.pick(static_cast<int>(spoilable.size()), car.build_id, "wrong-option-which"))];
    b2mml::Feature mistaken{built[which].family, ""};
    if (const auto* other = plan_.beside(built[which])) mistaken.code = *other;
    built.erase(built.begin() + static_cast<std::ptrdiff_t>(which));
    if (!mistaken.code.empty() && std::find(built.begin(), built.end(), mistaken) == built.end())
        built.push_back(std::move(mistaken));
    return built;
}

}  // namespace marque::line
