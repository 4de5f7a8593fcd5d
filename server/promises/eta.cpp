#include "promises/eta.h"

#include <algorithm>
#include <cmath>

namespace marque::promises {
namespace {

constexpr std::string_view line_off_station = "LINE-OFF";
constexpr std::string_view shortage_reason = "PART_SHORTAGE";
constexpr double least_of_a_dealer = 5;  // roads to one dealer before they speak for themselves
constexpr double least_sd = 0.001;
constexpr double least_crowding = 0.5, most_crowding = 2;
constexpr double longest = 3.0 * 365 * 86400;  // nothing is forecast beyond three years

double seconds_between(core::Instant from, core::Instant to) {
    return std::chrono::duration<double>(to - from).count();
}

core::Instant later(core::Instant at, double seconds) {
    return at + std::chrono::milliseconds{std::llround(std::clamp(seconds, 0.0, longest) * 1000)};
}

std::size_t index(Phase phase) { return static_cast<std::size_t>(phase); }

/// Mean and variance of the time until the car is at its dealer.
Moments time_left(const LineTimes& times, const Car& car, core::Instant now) {
    if (car.phase == Phase::queue) return times.takt_times(car.ahead + 1) + times.after(0, car.destination, car.ahead);
    const int present = car.done + 1;
    const auto rest = times.after(present, car.destination);
    if (car.held_since) return times.left_of_hold(seconds_between(*car.held_since, now)) + times.stage(present) + rest;
    return times.left_of_stage(present, car.destination, seconds_between(car.since, now)) + rest;
}

void expect(const LineTimes& times, Car& car, core::Instant at) {
    if (!times.known()) return;
    const auto left = time_left(times, car, at);
    car.expected[index(car.phase)] = Expectation{later(at, left.mean), std::max(std::sqrt(left.variance), least_sd)};
}

void start(LineTimes& times, Car& car, core::Instant at, bool dated) {
    // The pace of the line shows only while somebody waits: a gap that nobody could fill is idle time.
    if (dated && times.last_start && car.linked && car.since <= *times.last_start) {
        times.add(std::string(LineTimes::takt), seconds_between(*times.last_start, at));
    }
    if (dated && (!times.last_start || *times.last_start < at)) times.last_start = at;
    car.phase = Phase::line;
    car.cause = Cause::line;
    car.ahead = 0;
    car.since = at;
    expect(times, car, at);
    times.enter_line();
}

void arrive(LineTimes& times, Car& car, core::Instant at, bool dated) {
    for (const auto phase : {Phase::queue, Phase::line, Phase::road}) {
        const auto& expected = car.expected[index(phase)];
        if (dated && expected) times.add_residual(phase, seconds_between(expected->at, at) / expected->sd);
    }
    car.phase = Phase::ended;
}

void measure_stages(LineTimes& times, const Car& car, int place, double lasted) {
    // A car that jumped places was in none of them: the stages still add up to its whole way.
    for (int skipped = car.done + 1; skipped < place; ++skipped) times.add_stage(skipped, 0);
    place == times.places() ? times.add_last_stage(car.destination, lasted) : times.add_stage(place, lasted);
}

void finish_place(LineTimes& times, Car& car, int place, core::Instant at, bool dated) {
    if (place <= car.done) return;
    if (dated) measure_stages(times, car, place, seconds_between(car.since, at));
    car.done = place;
    car.since = std::max(car.since, at);
    if (place >= times.line_off() && car.phase == Phase::line) times.leave_line();
    if (place == times.places()) return arrive(times, car, at, dated);
    if (place < times.line_off()) return;
    if (car.phase == Phase::road) return;
    car.phase = Phase::road;
    car.cause = Cause::transport;
    expect(times, car, at);
}

}  // namespace

LineTimes::LineTimes(std::vector<std::string> stations, int line_off)
    : stations_(std::move(stations)), line_off_(line_off) {
    for (int place = 1; place <= places(); ++place) places_[stations_[static_cast<std::size_t>(place - 1)]] = place;
}

LineTimes LineTimes::of(std::vector<std::string> stations) {
    const auto found = std::find(stations.begin(), stations.end(), line_off_station);
    const int line_off = static_cast<int>(found - stations.begin()) + (found != stations.end());
    return {std::move(stations), line_off};
}

int LineTimes::place_of(const std::string& station) const {
    const auto found = places_.find(station);
    return found == places_.end() ? 0 : found->second;
}

bool LineTimes::known() const { return !stations_.empty() && last_stage({}).weight() >= least_finished; }

const Sketch* LineTimes::find(const Key& key) const {
    const auto found = sketches_.find(key);
    return found == sketches_.end() ? nullptr : &found->second;
}

const Sketch& LineTimes::last_stage(core::OrganisationId dealer) const {
    static const Sketch nothing;
    if (const auto* own = own_last_stage(dealer)) return *own;
    const auto* all = find({stations_.back(), {}});
    return all ? *all : nothing;
}

const Sketch* LineTimes::own_last_stage(core::OrganisationId dealer) const {
    const auto* own = find({stations_.back(), dealer});
    return own && (dealer.value == 0 || own->weight() >= least_of_a_dealer) ? own : nullptr;
}

std::optional<Moments> LineTimes::own_road(core::OrganisationId dealer) const {
    const auto* own = stations_.empty() ? nullptr : own_last_stage(dealer);
    return own ? std::optional(own->moments()) : std::nullopt;
}

void LineTimes::add(const std::string& stage, double seconds) {
    sketches_[{stage, {}}].add(seconds);
    changed_.insert({stage, {}});
    behind_.clear();
}

void LineTimes::forget(const std::string& stage) {
    sketches_.erase({stage, {}});
    changed_.erase({stage, {}});
    behind_.clear();
}

void LineTimes::add_stage(int place, double seconds) {
    add(stations_.at(static_cast<std::size_t>(place - 1)), seconds);
}

void LineTimes::add_last_stage(core::OrganisationId dealer, double seconds) {
    add_stage(places(), seconds);
    sketches_[{stations_.back(), dealer}].add(seconds);
    changed_.insert({stations_.back(), dealer});
}

void LineTimes::add_residual(Phase phase, double standard_deviations) {
    residuals_.at(index(phase)).add(standard_deviations);
    quantiles_.at(index(phase)).reset();
    changed_residuals_.insert(phase);
}

Moments LineTimes::stage(int place) const {
    const auto* sketch = find({stations_.at(static_cast<std::size_t>(place - 1)), {}});
    return sketch ? sketch->moments() : Moments{};
}

Moments LineTimes::takt_times(int cars) const {
    const auto* sketch = find({std::string(takt), {}});
    if (!sketch) return {};
    const auto one = sketch->moments();
    return {one.mean * cars, one.variance * cars};
}

Moments LineTimes::left_of_stage(int place, core::OrganisationId dealer, double elapsed) const {
    if (place >= places()) return last_stage(dealer).left(elapsed);
    const auto* sketch = find({stations_.at(static_cast<std::size_t>(place - 1)), {}});
    return sketch ? sketch->left(elapsed) : Moments{};
}

Moments LineTimes::left_of_hold(double elapsed) const {
    const auto* sketch = find({std::string(held), {}});
    return sketch ? sketch->left(elapsed) : Moments{};
}

void LineTimes::enter_line() { add(std::string(crowd), on_line++); }

void LineTimes::leave_line() { on_line = std::max(0, on_line - 1); }

Moments LineTimes::crowd_moments() const {
    const auto* sketch = find({std::string(crowd), {}});
    return sketch ? sketch->moments() : Moments{static_cast<double>(on_line), 0};
}

double LineTimes::crowding(int ahead) const {
    // Half way between the stages as they were measured and as many takts as there are cars before it (Little 1961).
    // The first is right on a line where nobody waits, the second on one where everybody does.
    const double usual = crowd_moments().mean + 1;
    const double stretch = ((on_line + 1) / usual - 1) / 2;
    return std::clamp(1 + stretch * Bins::most_weight / (Bins::most_weight + ahead), least_crowding, most_crowding);
}

Moments LineTimes::line_behind(int place, int ahead) const {
    const auto& yard = behind_[static_cast<std::size_t>(line_off_)];
    const auto& rest = behind_[static_cast<std::size_t>(place)];
    const double factor = crowding(ahead);
    const double mean = (rest.mean - yard.mean) * factor;
    // The stages also vary together: half as much as the crowd, which is one draw now and another when the car gets
    // there.
    const auto crowd_now = crowd_moments();
    const double common = crowd_now.variance / ((crowd_now.mean + 1) * (crowd_now.mean + 1)) / 2;
    return {mean, (rest.variance - yard.variance) * factor * factor + common * mean * mean};
}

Moments LineTimes::after(int place, core::OrganisationId dealer, int ahead) const {
    if (place >= places()) return {};
    if (behind_.empty()) {
        behind_.resize(static_cast<std::size_t>(places()) + 1);
        for (int before = places() - 2; before >= 0; --before) {
            const auto at = static_cast<std::size_t>(before);
            behind_[at] = behind_[at + 1] + stage(before + 1);
        }
    }
    const auto last = last_stage(dealer).moments();
    if (place >= line_off_) return behind_[static_cast<std::size_t>(place)] + last;
    return line_behind(place, ahead) + behind_[static_cast<std::size_t>(line_off_)] + last;
}

void LineTimes::put(const Key& key, Sketch sketch) {
    sketches_.insert_or_assign(key, std::move(sketch));
    behind_.clear();
}

void LineTimes::put(Phase phase, Residuals residuals) {
    residuals_.at(index(phase)) = std::move(residuals);
    quantiles_.at(index(phase)).reset();
}

LineTimes::Quantiles LineTimes::quantiles(Phase phase) const {
    auto& known = quantiles_.at(index(phase));
    if (!known) {
        // Cars on the line at once come early or late together: all of them say hardly more than one does.
        const double alike = phase == Phase::road ? 0 : crowd_moments().mean;
        const double weight = Residuals::prior_weight + alike;
        known = Quantiles{residuals(phase).quantile(0.5, weight), residuals(phase).quantile(0.9, weight)};
    }
    return *known;
}

std::optional<Estimate> estimate(const LineTimes& times, const Car& car, core::Instant now) {
    if (car.phase == Phase::ended || !times.known()) return std::nullopt;
    const auto left = time_left(times, car, now);
    const double sd = std::sqrt(left.variance);
    const auto [p50, p90] = times.quantiles(car.phase);
    const auto likely = later(now, left.mean + p50 * sd);
    return Estimate{likely, std::max(likely, later(now, left.mean + p90 * sd))};
}

void follow(LineTimes& times, Car& car, const BuildStep& step) {
    if (car.phase == Phase::ended) return;
    switch (step.kind) {
        case StepKind::linked:
            car.linked = true;
            car.since = step.at;
            return expect(times, car, step.at);
        case StepKind::changed:
            return;
        case StepKind::cancelled:
            if (car.phase == Phase::line) times.leave_line();
            car.phase = Phase::ended;
            return;
        default:
            break;
    }
    if (car.phase == Phase::queue) start(times, car, step.at, step.dated);
    if (car.held_since && step.kind != StepKind::held) {
        if (step.dated) times.add(std::string(LineTimes::held), seconds_between(*car.held_since, step.at));
        car.held_since.reset();
    }
    if (step.kind == StepKind::held) {
        if (!car.held_since) car.held_since = step.at;
        car.cause = step.hold_reason == shortage_reason ? Cause::shortage : Cause::hold;
    } else if (step.kind == StepKind::rework) {
        car.cause = Cause::rework;
    } else if (step.kind == StepKind::completed) {
        finish_place(times, car, times.place_of(step.station), step.at, step.dated);
    }
}

}  // namespace marque::promises
