#include "scheduling/change_plan.h"

#include "builds/builds.h"
#include "db/audit.h"
#include "db/feed.h"
#include "materials/materials.h"
#include "orders/orders.h"
#include "scheduling/scheduling_errors.h"

namespace marque::scheduling {
namespace {

LoadedPlan require_plan(db::Tx& tx, const LineOf& line, core::Instant now, Lock lock) {
    auto loaded = load_plan(tx, line, now, lock);
    if (!loaded) throw core::Error(errors::no_schedule, {{"line", line.code}});
    // As it is shown: what has left is out, what is frozen by now is frozen.
    const int fresh = loaded->fresh;
    settle(loaded->plan, as_it_is(loaded->plan));
    loaded->fresh = fresh;
    return *std::move(loaded);
}

void require_version(const LoadedPlan& loaded, int version) {
    if (loaded.version == version) return;
    throw core::Error(errors::stale_plan,
                      {{"yours", std::to_string(version)}, {"now", std::to_string(loaded.version)}});
}

std::string at_position(std::uint32_t position) { return std::to_string(position); }

/// The place that the position is, counted from the next car; throws `schedule.no_such_position`.
int require_place(const Plan& plan, std::optional<std::uint32_t> position) {
    if (!position) http::refuse_parameter("/position", errors::position_needed, {});
    const auto place = static_cast<std::int64_t>(*position) - plan.next_position;
    if (place < 0 || place >= plan.places()) {
        throw core::Error(
            errors::no_such_position,
            {{"position", at_position(*position)},
             {"first", at_position(plan.next_position)},
             {"last", at_position(plan.next_position + static_cast<std::uint32_t>(std::max(1, plan.places())) - 1)}});
    }
    return static_cast<int>(place);
}

void require_unpinned(const Plan& plan, int place, int car) {
    const auto& there = plan.waiting[static_cast<std::size_t>(place)];
    if (place == car || !there.pinned) return;
    throw core::Error(errors::position_pinned,
                      {{"build_id", there.build_id}, {"position", at_position(there.position)}});
}

Order slipped_in(const Plan& plan, int car, std::optional<std::uint32_t> position) {
    const auto movable = [&](std::size_t at) { return !plan.waiting[at].frozen && !plan.waiting[at].pinned; };
    bool free = false;
    for (std::size_t at = 0; at < plan.waiting.size(); ++at)
        free = free || (movable(at) && static_cast<int>(at) != car);
    if (!free) {
        throw core::Error(errors::nothing_free, {{"build_id", plan.waiting[static_cast<std::size_t>(car)].build_id}});
    }
    const auto due = plan.due(plan.waiting[static_cast<std::size_t>(car)]);
    int not_later = plan.frozen();
    // In time for what is wished if it can be, else as early as can be.
    for (int place = not_later; place < car && plan.start_of(place) <= due; ++place) not_later = place;
    if (plan.start_of(car) <= due) not_later = plan.frozen();
    return slip_in(plan, car, position ? require_place(plan, position) : not_later);
}

/// A car without a place can be slipped in, and nothing else be done with it.
std::optional<int> wanted_car(const Plan& plan, const PlanChange& change) {
    const bool last = !plan.waiting.empty() && plan.waiting.back().build_id == change.build_id;
    return change.act == Act::slip_in && last ? plan.places() - 1 : plan.find(change.build_id);
}

void pin(const Plan& plan, PlannedCar& car, int place) {
    car.pinned = true;
    car.position = plan.next_position + static_cast<std::uint32_t>(place);
}

/// The order that the change asks for; pins and unpins the car in the plan. One that is slipped in is pinned where it
/// comes to stand: the next plan would put it back behind the more urgent ones.
Order apply(Plan& plan, const PlanChange& change) {
    const auto found = wanted_car(plan, change);
    if (!found) throw core::Error(errors::car_not_waiting, {{"build_id", change.build_id}});
    auto& car = plan.waiting[static_cast<std::size_t>(*found)];
    switch (change.act) {
        case Act::unpin:
            car.pinned = false;
            return as_it_is(plan);
        case Act::slip_in: {
            car.pinned = false;
            const auto order = slipped_in(plan, *found, change.position);
            pin(plan, car, static_cast<int>(std::find(order.begin(), order.end(), *found) - order.begin()));
            return order;
        }
        case Act::pin:
        case Act::move:
            break;
    }
    const int place =
        require_place(plan, change.act == Act::pin ? change.position.value_or(car.position) : change.position);
    require_unpinned(plan, place, *found);
    const auto order = move_to(plan, *found, place);
    if (change.act == Act::pin || car.pinned) pin(plan, car, place);
    return order;
}

struct Changed {
    LoadedPlan loaded;
    ChangeView view;
};

Changed work_out(db::Tx& tx, const LineOf& line, const PlanChange& change, core::Instant now, Lock lock) {
    Changed changed{require_plan(tx, line, now, lock), {}};
    require_version(changed.loaded, change.version);
    if (change.act == Act::slip_in && !changed.loaded.plan.find(change.build_id))
        bring_in(tx, line, changed.loaded, change.build_id, now);
    const LoadedPlan before = changed.loaded;
    const auto order = apply(changed.loaded.plan, change);
    settle(changed.loaded.plan, order);
    changed.view = compare(tx, line, before, order, changed.loaded.plan);
    return changed;
}

const char* audit_action(Act act) {
    switch (act) {
        case Act::move:
            return "schedule.car_moved";
        case Act::pin:
            return "schedule.car_pinned";
        case Act::unpin:
            return "schedule.car_unpinned";
        case Act::slip_in:
            break;
    }
    return "schedule.car_slipped_in";
}

/// What builds are said to start at follows the plan, but not with every breath of it: a car whose turn is far off may
/// be so much, or this part of the time until then, beside it. Those that the line was told a time of have that time.
constexpr auto least_news = std::chrono::minutes{15};
constexpr int part_of_the_way = 100;

std::vector<builds::PlannedStart> news_of(const Plan& plan, core::Instant now) {
    std::vector<builds::PlannedStart> news;
    for (int place = 0; place < plan.places(); ++place) {
        const auto& car = plan.waiting[static_cast<std::size_t>(place)];
        const auto start = car.starts_at.value_or(plan.start_of(place));
        const auto near = car.starts_at
                              ? std::chrono::milliseconds{0}
                              : std::max<std::chrono::milliseconds>(least_news, (start - now) / part_of_the_way);
        if (!car.expected || std::chrono::abs(*car.expected - start) > near)
            news.push_back({car.build, car.build_id, car.expected, start});
    }
    return news;
}

void tell_pages(db::Tx& tx, const LoadedPlan& loaded, core::Instant real_now) {
    const http::Json payload{{"kind", "PLAN"}, {"at", core::to_rfc3339(real_now)}};
    db::put_in_feed(tx, real_now, {{0, "PLAN", {}, {}, {}, loaded.line, payload.dump()}});
}

}  // namespace

bool put_into_effect(db::Tx& tx, SchedulingServices& services, LoadedPlan& loaded, bool planned) {
    const auto now = services.clock.now();
    // Before any order is locked, as the line's messages do it.
    builds::plan_starts(tx, news_of(loaded.plan, now));
    const auto written = write_plan(tx, loaded, now, planned);
    if (!written.changed) return false;
    std::vector<orders::Slot> slots;
    const std::chrono::milliseconds takt{loaded.plan.schedule.takt_ms};
    for (const auto* car : written.told) slots.push_back({car->order, *car->starts_at, *car->starts_at + takt});
    orders::tell_slots(tx, services.catalog, slots, now, services.clock.real_now());
    if (written.fixed_changed) {
        std::vector<materials::FixedBuild> fixed;
        for (const auto& car : loaded.plan.waiting) {
            if (car.frozen) fixed.push_back({car.order, *car.starts_at});
        }
        materials::sequence_fixed(tx, loaded.line, fixed, now);
    }
    tell_pages(tx, loaded, services.clock.real_now());
    return true;
}

ChangeView preview_change(db::Tx& tx, const LineOf& line, const PlanChange& change, core::Instant now) {
    return work_out(tx, line, change, now, Lock::none).view;
}

ChangeView change_plan(db::Tx& tx, SchedulingServices& services, const LineOf& line, const PlanChange& change,
                       const core::Actor& actor) {
    const auto now = services.clock.now();
    auto changed = work_out(tx, line, change, now, Lock::line);
    put_into_effect(tx, services, changed.loaded, true);
    changed.view.version = changed.loaded.version;
    const auto& plan = changed.loaded.plan;
    const auto& car = plan.waiting[static_cast<std::size_t>(plan.find(change.build_id).value())];
    db::audit(tx, now, actor, audit_action(change.act), "build " + change.build_id, "",
              http::Json{{"line", line.code}, {"position", car.position}, {"version", changed.view.version}}.dump());
    return changed.view;
}

ChangeView plan_now(SchedulingServices& services, const LineOf& line, int version, double seconds,
                    const core::Actor& actor) {
    const auto now = services.clock.now();
    auto seen = db::read(services.pool, [&](db::Tx& tx) { return load_plan(tx, line, now, Lock::none); });
    if (!seen) throw core::Error(errors::no_schedule, {{"line", line.code}});
    require_version(*seen, version);
    std::vector<core::OrderId> wanted;
    for (const int car : arrange(seen->plan, seconds, static_cast<std::uint64_t>(version) + 1))
        wanted.push_back(seen->plan.waiting[static_cast<std::size_t>(car)].order);
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        auto loaded = load_plan(tx, line, now, Lock::line);
        if (!loaded) throw core::Error(errors::no_schedule, {{"line", line.code}});
        require_version(*loaded, version);
        const LoadedPlan before = *loaded;
        const auto order = order_of(loaded->plan, wanted);
        settle(loaded->plan, order);
        auto view = compare(tx, line, before, order, loaded->plan);
        put_into_effect(tx, services, *loaded, true);
        view.version = loaded->version;
        db::audit(tx, now, actor, "schedule.planned", "line " + line.code, "",
                  http::Json{{"version", view.version}, {"violations", view.after.violations}}.dump());
        return view;
    });
}

}  // namespace marque::scheduling
