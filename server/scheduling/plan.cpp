#include "scheduling/plan.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "scheduling/slots.h"
#include "scheduling/working_times.h"

namespace marque::scheduling {
namespace {

using std::chrono::milliseconds;

/// Within a slot a window or a batch is worth more than a position, but a car is not moved far for it.
constexpr int late_weight = 50;
constexpr int early_weight = 20;
constexpr int moved_weight = 3;
constexpr int displacement = 500;
/// A line that is so many cars off what it was told is told anew.
constexpr int cars_off = 3;
constexpr auto least_off = std::chrono::minutes{1};
/// While it stands nobody knows for how long, so it is told less often: when it is behind by a quarter of the time that
/// it has stood, and no later than at so much.
constexpr int share_of_standing = 4;
constexpr auto most_behind = std::chrono::minutes{20};

milliseconds slack_of(const Plan& plan) {
    return std::max<milliseconds>(milliseconds{plan.schedule.takt_ms} * cars_off, least_off);
}

milliseconds patience_of(const Plan& plan) {
    const auto least = slack_of(plan), most = std::max<milliseconds>(least, most_behind);
    if (plan.started.empty() || !plan.started.back().started_at) return most;
    const milliseconds standing = plan.starts.front() - *plan.started.back().started_at;
    return std::clamp(standing / share_of_standing, least, most);
}

/// What the line was told of the next places, as far as that can still be meant: nothing where it has run ahead of it,
/// or fallen behind.
std::vector<core::Instant> told_times(const Plan& plan) {
    std::vector<core::Instant> told;
    for (const auto& car : plan.waiting) {
        if (car.frozen && car.starts_at) told.push_back(*car.starts_at);
    }
    if (told.empty() || plan.starts.empty()) return told;
    const auto next = plan.starts.front();
    if (told.front() > next + slack_of(plan) || told.front() + patience_of(plan) < next) told.clear();
    return told;
}

/// Pinned cars at their numbers, as far as there are so many cars and the line has not passed them; the others in their
/// order around them.
Order with_pins(const Plan& plan, const Order& order) {
    const int size = static_cast<int>(order.size());
    std::vector<int> place(order.size(), -1);
    std::vector<std::pair<std::uint32_t, int>> pins;
    Order others;
    for (const int car : order) {
        const auto& planned = plan.waiting[static_cast<std::size_t>(car)];
        if (planned.pinned && planned.position > 0)
            pins.emplace_back(planned.position, car);
        else
            others.push_back(car);
    }
    std::sort(pins.rbegin(), pins.rend());
    int last = size - 1, still_to_place = static_cast<int>(pins.size());
    for (const auto& [position, car] : pins) {
        const int wanted = static_cast<int>(position) - static_cast<int>(plan.next_position);
        const int at = std::clamp(wanted, --still_to_place, last);
        place[static_cast<std::size_t>(at)] = car;
        last = at - 1;
    }
    std::size_t next = 0;
    for (auto& car : place) {
        if (car < 0) car = others[next++];
    }
    return place;
}

/// Where the pins hold cars, by car.
std::map<int, int> pinned_places(const Plan& plan, const Order& order) {
    std::map<int, int> places;
    const auto laid = with_pins(plan, order);
    for (std::size_t at = 0; at < laid.size(); ++at) {
        if (plan.waiting[static_cast<std::size_t>(laid[at])].pinned) places[laid[at]] = static_cast<int>(at);
    }
    return places;
}

Order to_order(const Plan& plan, const sequencing::Sequence& sequence) {
    const int before = static_cast<int>(plan.started.size());
    Order order;
    for (const int car : sequence) {
        if (car >= before) order.push_back(car - before);
    }
    return order;
}

Order all_of(const Plan& plan) {
    Order order(plan.waiting.size());
    std::iota(order.begin(), order.end(), 0);
    return order;
}

/// The problem with what is wished: slots as windows, pins, and places that cars had as their homes.
sequencing::Problem wished(const Plan& plan, const std::vector<SlotOf>& slots) {
    auto problem = problem_of(plan);
    const int before = static_cast<int>(plan.started.size()), frozen = plan.frozen();
    problem.weights = {.late = late_weight, .early = early_weight, .moved = moved_weight};
    for (int car = frozen; car < plan.places(); ++car) {
        auto& entry = problem.cars[static_cast<std::size_t>(before + car)];
        const auto& slot = slots[static_cast<std::size_t>(car - frozen)];
        entry.earliest = before + frozen + slot.first;
        entry.latest = before + frozen + slot.last;
        if (plan.waiting[static_cast<std::size_t>(car)].position > 0) entry.home = before + car;
    }
    for (const auto& [car, place] : pinned_places(plan, all_of(plan))) {
        if (car >= frozen && place >= frozen)
            problem.cars[static_cast<std::size_t>(before + car)].pinned = before + place;
    }
    return problem;
}

}  // namespace

int Plan::planned() const {
    return static_cast<int>(
        std::count_if(waiting.begin(), waiting.end(), [](const PlannedCar& car) { return car.position > 0; }));
}

int Plan::frozen() const {
    return static_cast<int>(std::count_if(waiting.begin(), waiting.end(), [](const auto& car) { return car.frozen; }));
}

core::Instant Plan::start_of(int place) const {
    const auto at = static_cast<std::size_t>(place);
    if (at < waiting.size() && waiting[at].frozen && waiting[at].starts_at) return *waiting[at].starts_at;
    const auto by_pace = at < starts.size() ? starts[at] : starts.empty() ? core::Instant{} : starts.back();
    const int last = frozen() - 1;
    if (last < 0 || place <= last) return by_pace;
    return std::max(by_pace, waiting[static_cast<std::size_t>(last)].starts_at.value_or(by_pace) + milliseconds{1});
}

core::Instant Plan::due(const PlannedCar& car) const {
    const auto last_day = car.requested - std::chrono::days{schedule.lead_days};
    return scheduling::start_of(last_day + std::chrono::days{1}, zone) - milliseconds{1};
}

std::optional<int> Plan::find(const std::string& build_id) const {
    const auto found =
        std::find_if(waiting.begin(), waiting.end(), [&](const auto& car) { return car.build_id == build_id; });
    if (found == waiting.end() || found->position == 0) return std::nullopt;
    return static_cast<int>(found - waiting.begin());
}

sequencing::Problem problem_of(const Plan& plan) {
    sequencing::Problem problem;
    problem.options = options_of(plan.schedule);
    problem.paint_batch = plan.schedule.paint_batch;
    std::map<std::string, int> colours;
    const auto add = [&](const PlannedCar& car) {
        sequencing::Car entry;
        entry.options = car.options;
        if (!car.colour.empty())
            entry.colour = colours.emplace(car.colour, static_cast<int>(colours.size())).first->second;
        problem.cars.push_back(entry);
    };
    for (const auto& car : plan.started) add(car);
    for (const auto& car : plan.waiting) add(car);
    problem.frozen.resize(plan.started.size() + static_cast<std::size_t>(plan.frozen()));
    std::iota(problem.frozen.begin(), problem.frozen.end(), 0);
    return problem;
}

Order order_of(const Plan& plan, const std::vector<core::OrderId>& wanted) {
    std::map<core::OrderId, int> index;
    Order order;
    for (int car = 0; car < plan.places(); ++car) {
        const auto& waiting = plan.waiting[static_cast<std::size_t>(car)];
        if (waiting.frozen)
            order.push_back(car);
        else
            index[waiting.order] = car;
    }
    for (const auto& id : wanted) {
        if (const auto found = index.find(id); found != index.end()) order.push_back(found->second);
    }
    return with_pins(plan, order);
}

sequencing::Sequence sequence_of(const Plan& plan, const Order& order) {
    sequencing::Sequence sequence(plan.started.size());
    std::iota(sequence.begin(), sequence.end(), 0);
    for (const int car : order) sequence.push_back(static_cast<int>(plan.started.size()) + car);
    return sequence;
}

Order as_it_is(const Plan& plan) {
    Order order(static_cast<std::size_t>(plan.planned()));
    std::iota(order.begin(), order.end(), 0);
    return with_pins(plan, order);
}

Order arrange(const Plan& plan, double seconds, std::uint64_t seed) {
    if (plan.places() - plan.frozen() < 1) return with_pins(plan, all_of(plan));
    const auto slots = lay_into_slots(plan);
    const auto problem = wished(plan, slots);
    sequencing::Settings settings;
    settings.seconds = seconds;
    settings.seed = seed;
    // A first plan is built from nothing; a later one begins with what stands.
    if (plan.planned() * 2 > plan.places()) settings.start = sequence_of(plan, all_of(plan));
    return to_order(plan, sequencing::solve(problem, settings).sequence);
}

Order slip_in_fresh(const Plan& plan) {
    auto order = as_it_is(plan);
    const auto slots = lay_into_slots(plan);
    const int before = static_cast<int>(plan.started.size()), frozen = plan.frozen();
    for (int car = plan.planned(); car < plan.places(); ++car) {
        Plan partial = plan;
        partial.waiting.resize(static_cast<std::size_t>(car) + 1);
        auto problem = problem_of(partial);
        problem.weights = {.late = late_weight};
        problem.cars.back().latest = before + frozen + slots[static_cast<std::size_t>(car - frozen)].last;
        for (std::size_t at = 0; at < order.size(); ++at) {
            const auto& other = plan.waiting[static_cast<std::size_t>(order[at])];
            if (other.pinned && !other.frozen)
                problem.cars[static_cast<std::size_t>(before + order[at])].pinned = before + static_cast<int>(at);
        }
        order =
            to_order(plan, sequencing::slip_in(problem, sequence_of(plan, order), before + car, displacement).sequence);
    }
    return order;
}

Order slip_in(const Plan& plan, int car, int not_later) {
    const int before = static_cast<int>(plan.started.size());
    auto problem = problem_of(plan);
    problem.weights = {.late = late_weight};
    problem.cars[static_cast<std::size_t>(before + car)].latest = before + not_later;
    auto order = as_it_is(plan);
    for (std::size_t at = 0; at < order.size(); ++at) {
        const auto& other = plan.waiting[static_cast<std::size_t>(order[at])];
        if (other.pinned && !other.frozen && order[at] != car)
            problem.cars[static_cast<std::size_t>(before + order[at])].pinned = before + static_cast<int>(at);
    }
    std::erase(order, car);
    return to_order(plan, sequencing::slip_in(problem, sequence_of(plan, order), before + car, displacement).sequence);
}

Order move_to(const Plan& plan, int car, int place) {
    auto order = as_it_is(plan);
    std::erase(order, car);
    order.insert(order.begin() + std::min<std::ptrdiff_t>(place, std::ssize(order)), car);
    // Others that are pinned stay at theirs.
    Plan pinned = plan;
    auto& moved = pinned.waiting[static_cast<std::size_t>(car)];
    moved.pinned = true;
    moved.position = plan.next_position + static_cast<std::uint32_t>(place);
    return with_pins(pinned, order);
}

void settle(Plan& plan, const Order& order) {
    const auto told = told_times(plan);
    const auto slack = slack_of(plan);
    std::vector<PlannedCar> cars;
    for (const int car : order) cars.push_back(plan.waiting[static_cast<std::size_t>(car)]);
    std::optional<core::Instant> before;
    for (std::size_t at = 0; at < cars.size(); ++at) {
        auto& car = cars[at];
        car.position = plan.next_position + static_cast<std::uint32_t>(at);
        const bool was_frozen = car.frozen;
        car.frozen = at < static_cast<std::size_t>(plan.schedule.frozen_cars);
        auto start = at < plan.starts.size() ? plan.starts[at] : before.value_or(core::Instant{});
        if (before) start = std::max(start, *before + milliseconds{1});
        if (car.frozen) {
            before = car.starts_at = at < told.size() ? told[at] : start;
        } else if (was_frozen || car.starts_at) {
            // The line knows it by a time that is no longer its own.
            const bool near = car.starts_at && *car.starts_at > start - slack && !was_frozen;
            if (!near) car.starts_at = start;
        }
    }
    plan.waiting = std::move(cars);
}

}  // namespace marque::scheduling
