#include "line-simulator/floor.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace marque::line {

using b2mml::OperationsType;
using b2mml::Segment;
using b2mml::SegmentState;
using std::chrono::milliseconds;

Floor::Floor(const LinePlan& plan, Pace pace, Chance chance, Serials serials, Report report)
    : plan_(plan),
      pace_(pace),
      chance_(chance),
      serials_(std::move(serials)),
      report_(std::move(report)),
      stations_(plan.stations.size()) {}

namespace {

bool goes_before(const Car& a, const Car& b) {
    return std::tuple(!a.slot, a.slot.value_or(Instant{}), a.priority, a.arrival) <
           std::tuple(!b.slot, b.slot.value_or(Instant{}), b.priority, b.arrival);
}

}  // namespace

Car& Floor::keep(Car car) {
    auto build_id = car.build_id;
    auto [place, fresh] = cars_.emplace(std::move(build_id), std::make_unique<Car>(std::move(car)));
    if (!fresh) throw std::logic_error("two cars with the build ID " + place->first);
    return *place->second;
}

void Floor::admit(Car car, Instant now) {
    auto& admitted = keep(std::move(car));
    line_up(admitted, 0, now);
    admitted.phase = Phase::queued;
    pull(0, now);
}

void Floor::restore(Car car) {
    auto& restored = keep(std::move(car));
    bool waits = restored.phase == Phase::queued || restored.phase == Phase::waiting;
    if (waits) {
        stations_[static_cast<std::size_t>(restored.station)].inlet.push_back(&restored);
        if (restored.stands_in >= 0) stations_[static_cast<std::size_t>(restored.stands_in)].occupant = &restored;
    } else {
        if (restored.is_on_line() && !restored.in_bay)
            stations_[static_cast<std::size_t>(restored.station)].occupant = &restored;
        timers_.insert({restored.until, &restored});
    }
}

void Floor::settle_in(Instant now) {
    for (auto& station : stations_) sort_inlet(station);
    for (int i = static_cast<int>(stations_.size()) - 1; i >= 0; --i) pull(i, now);
}

Car* Floor::find(const std::string& build_id) {
    auto found = cars_.find(build_id);
    return found == cars_.end() ? nullptr : found->second.get();
}

void Floor::withdraw(Car& car, BuildState as, Instant now) {
    bool started = car.last_seq > 0;
    timers_.erase({car.until, &car});
    if (car.phase == Phase::queued || car.phase == Phase::waiting)
        std::erase(stations_[static_cast<std::size_t>(car.station)].inlet, &car);
    if (car.phase == Phase::waiting) car.station = std::max(car.station - 1, 0);
    if (started && as == BuildState::cancelled) {
        auto segment = segment_at(car, SegmentState::aborted);
        segment.ended_at = event_time(car, now);
        tell(car, std::move(segment));
    }
    car.state = as;
    free_station(car, now);
    car.phase = Phase::gone;
    changed_.insert(&car);
}

void Floor::requeue(Car& car) {
    changed_.insert(&car);
    if (car.phase != Phase::queued) return;
    std::erase(stations_.front().inlet, &car);
    put_in_place(stations_.front(), car);
}

void Floor::give_slot(Car& car, Instant start, Instant told, Instant now) {
    if (car.phase != Phase::queued || told < car.slot_told) return;
    car.slot = start;
    car.slot_told = told;
    requeue(car);
    pull(0, now);
}

void Floor::advance(Instant now) {
    while (!timers_.empty() && timers_.begin()->first <= now) {
        auto* car = timers_.begin()->second;
        timers_.erase(timers_.begin());
        due(*car, now);
    }
    pull(0, now);
}

std::optional<Instant> Floor::next_due() const {
    std::optional<Instant> due;
    if (!timers_.empty()) due = timers_.begin()->first;
    const auto& first = stations_.front();
    if (!keep_slots_ || first.occupant || first.inlet.empty() || !first.inlet.front()->slot) return due;
    const auto slot = *first.inlet.front()->slot - shift_;
    return due ? std::min(*due, slot) : slot;
}

std::vector<const Car*> Floor::take_changed() {
    std::vector<const Car*> changed(changed_.begin(), changed_.end());
    changed_.clear();
    return changed;
}

void Floor::release_gone() {
    std::erase_if(cars_, [](const auto& entry) { return entry.second->phase == Phase::gone; });
}

Floor::Window Floor::expected_window(const Car& car, Instant now) const {
    auto whole = scaled(plan_.seconds_in_all());
    if (car.phase != Phase::queued) return {now + shift_, now + shift_ + whole};
    const auto& queue = stations_.front().inlet;
    auto ahead = std::lower_bound(queue.begin(), queue.end(), &car,
                                  [](const Car* a, const Car* b) { return goes_before(*a, *b); }) -
                 queue.begin();
    auto start = now + shift_ + scaled(plan_.seconds_of_slowest() * static_cast<double>(ahead));
    if (keep_slots_ && car.slot) start = std::max(start, *car.slot);
    return {start, start + whole};
}

// A car's history never runs backwards, whatever the office's clock does; only a station's own clock may be off.
Instant Floor::event_time(Car& car, Instant now) {
    car.last_event_at = std::max(car.last_event_at, now + shift_);
    return car.last_event_at + clock_error(car);
}

void Floor::tell(Car& car, Segment segment) {
    segment.seq = ++car.last_seq;
    changed_.insert(&car);
    report_(car, std::move(segment));
}

Segment Floor::segment_at(const Car& car, SegmentState state) const {
    const auto& station = plan_.stations[static_cast<std::size_t>(car.station)];
    Segment segment;
    segment.station = station.id;
    segment.state = state;
    segment.pass_no = car.pass_no;
    if (station.test) segment.operations_type = OperationsType::quality;
    return segment;
}

void Floor::line_up(Car& car, int station, Instant now) {
    car.station = station;
    car.phase = Phase::waiting;
    car.waiting_since = now;
    changed_.insert(&car);
    put_in_place(stations_[static_cast<std::size_t>(station)], car);
}

// Into the line by the office's sequence, behind it by priority, then arrival; on the line first come, first served,
// but a car back from rework goes before those that stand in the flow.
void Floor::sort_inlet(Station& station) {
    std::stable_sort(station.inlet.begin(), station.inlet.end(), order_at(station));
}

// Thousands may wait in front of the line, so that one more is put into its place rather than all of them sorted.
void Floor::put_in_place(Station& station, Car& car) {
    auto place = std::upper_bound(station.inlet.begin(), station.inlet.end(), &car, order_at(station));
    station.inlet.insert(place, &car);
}

std::function<bool(const Car*, const Car*)> Floor::order_at(const Station& station) const {
    if (&station == &stations_.front()) return [](const Car* a, const Car* b) { return goes_before(*a, *b); };
    return [](const Car* a, const Car* b) {
        if (a->in_bay != b->in_bay) return a->in_bay;
        return std::pair(a->waiting_since, a->arrival) < std::pair(b->waiting_since, b->arrival);
    };
}

// Takes the next car into a free station. That may free the station before, so the gap runs back along the line.
void Floor::pull(int index, Instant now) {
    while (index >= 0) {
        auto& station = stations_[static_cast<std::size_t>(index)];
        if (station.occupant || station.inlet.empty()) return;
        auto* car = station.inlet.front();
        if (index == 0 && waits_for_slot(*car, now)) return;
        station.inlet.erase(station.inlet.begin());
        int freed = car->stands_in;
        if (freed >= 0) stations_[static_cast<std::size_t>(freed)].occupant = nullptr;
        car->stands_in = -1;
        car->in_bay = false;
        station.occupant = car;
        start_work(*car, index, now);
        // A place in the buffer is free now, for the car that stands in the station before.
        for (auto* next : station.inlet) {
            if (next->stands_in < 0) continue;
            if (plan_.stations[static_cast<std::size_t>(index)].buffer == 0) break;
            freed = next->stands_in;
            stations_[static_cast<std::size_t>(freed)].occupant = nullptr;
            next->stands_in = -1;
            changed_.insert(next);
            break;
        }
        index = freed;
    }
}

void Floor::start_work(Car& car, int station, Instant now) {
    car.station = station;
    car.furthest = std::max(car.furthest, station);
    car.was_held = false;
    car.state = BuildState::running;
    car.work_started = event_time(car, now);
    auto segment = segment_at(car, SegmentState::running);
    segment.started_at = car.work_started;
    tell(car, std::move(segment));
    use_up_parts(car, now);
    if (const auto* part = missing_part(car, now)) return hold_for(car, "PART_SHORTAGE", *part, now, out_of_.at(*part));
    wait_until(car, Phase::working, now + (will_be_held(car) ? hold_after(car) : work_content(car)));
}

void Floor::wait_until(Car& car, Phase phase, Instant until) {
    car.phase = phase;
    car.until = until;
    timers_.insert({until, &car});
    changed_.insert(&car);
}

void Floor::due(Car& car, Instant now) {
    switch (car.phase) {
        case Phase::working:
            return will_be_held(car) && !car.was_held ? hold(car, now) : complete(car, now);
        case Phase::held:
            return work_on(car, now);
        case Phase::on_yard:
            return yard_in(car, now);
        case Phase::ready:
            return ship(car, now);
        case Phase::on_road:
            return arrive(car, now);
        case Phase::queued:
        case Phase::waiting:
        case Phase::gone:
            return;
    }
}

void Floor::hold(Car& car, Instant now) {
    static constexpr const char* reasons[] = {"PART_SHORTAGE", "QUALITY", "EQUIPMENT"};
    std::string reason = reasons[chance_.pick(3, car.build_id, "hold-reason", car.station, car.pass_no)];
    const auto& parts = station_of(car).parts;
    if (reason == "PART_SHORTAGE" && parts.empty()) reason = "EQUIPMENT";
    auto mean = station_of(car).seconds * 6;
    auto length = chance_.log_normal(mean, 0.5, car.build_id, "hold-length", car.station, car.pass_no);
    hold_for(car, reason, reason == "PART_SHORTAGE" ? parts.front().part_no : "", now, now + scaled(length));
}

void Floor::hold_for(Car& car, const std::string& reason, const std::string& part_no, Instant now, Instant until) {
    auto segment = segment_at(car, SegmentState::held);
    segment.started_at = event_time(car, now);
    segment.hold_reason = reason;
    segment.hold_part_no = part_no;
    car.was_held = true;
    car.state = BuildState::held;
    tell(car, std::move(segment));
    wait_until(car, Phase::held, until);
}

void Floor::work_on(Car& car, Instant now) {
    car.state = BuildState::running;
    auto segment = segment_at(car, SegmentState::running);
    segment.started_at = event_time(car, now);
    tell(car, std::move(segment));
    wait_until(car, Phase::working, now + (work_content(car) - hold_after(car)));
}

void Floor::complete(Car& car, Instant now) {
    auto segment = segment_at(car, SegmentState::completed);
    segment.started_at = car.work_started;
    segment.ended_at = event_time(car, now);
    add_parts(car, segment);
    bool passed = add_test(car, segment);
    if (!passed) segment.disposition = "REWORK";
    tell(car, std::move(segment));
    const auto& test = plan_.stations[static_cast<std::size_t>(car.station)].test;
    if (passed) return leave_for(car, car.station + 1, now);

    free_station(car, now);
    ++car.pass_no;
    car.in_bay = true;
    start_work(car, test->rework_from, now);
}

void Floor::leave_for(Car& car, int next, Instant now) {
    if (car.in_bay) {
        // Still in the failed span it goes on beside the line; at its end it comes back into the flow.
        if (next <= car.furthest) return start_work(car, next, now);
        car.pass_no = 1;
    }
    if (next == static_cast<int>(stations_.size())) {
        free_station(car, now);
        return line_off(car, now);
    }
    if (!car.in_bay) {
        auto& ahead = stations_[static_cast<std::size_t>(next)];
        auto waiting = std::count_if(ahead.inlet.begin(), ahead.inlet.end(),
                                     [](const Car* other) { return other->stands_in < 0; });
        bool room = waiting < plan_.stations[static_cast<std::size_t>(next)].buffer;
        car.stands_in = room ? -1 : car.station;
    }
    int left = car.stands_in < 0 && !car.in_bay ? car.station : -1;
    line_up(car, next, now);
    if (left >= 0) stations_[static_cast<std::size_t>(left)].occupant = nullptr;
    pull(next, now);
    if (left >= 0) pull(left, now);
}

void Floor::free_station(Car& car, Instant now) {
    for (std::size_t i = 0; i < stations_.size(); ++i) {
        if (stations_[i].occupant != &car) continue;
        stations_[i].occupant = nullptr;
        car.stands_in = -1;
        pull(static_cast<int>(i), now);
    }
}

}  // namespace marque::line
