#include "scheduling/plan_store.h"

#include <algorithm>
#include <map>

#include "identity/identity.h"
#include "scheduling/waiting_cars.h"
#include "scheduling/working_times.h"

namespace marque::scheduling {
namespace {

constexpr std::size_t least_looked_back = 8;
constexpr int most_readings = 5;

PlannedCar map_row(const db::Row& row) {
    PlannedCar car;
    car.order = row.get<core::OrderId>("order_id");
    car.build = row.get<core::BuildKey>("build_pk");
    car.build_id = row.get<std::string>("build_id");
    car.configuration_version = row.get<int>("configuration_version");
    car.options = row.get<std::uint64_t>("options");
    car.colour = row.get<std::string>("colour");
    car.position = row.get<std::uint32_t>("position");
    car.frozen = row.get<bool>("frozen");
    car.pinned = row.get<bool>("pinned");
    car.brought_in = row.get<bool>("brought_in");
    car.starts_at = row.opt<core::Instant>("starts_at");
    car.started_at = row.opt<core::Instant>("started_at");
    return car;
}

/// Of cars that wait no more: when they went onto the line; those that never did have no entry.
std::map<core::BuildKey, core::Instant> starts_of(db::Tx& tx, const std::vector<core::BuildKey>& builds) {
    std::map<core::BuildKey, core::Instant> starts;
    identity::in_portions(builds, [&](const std::vector<core::BuildKey>& some) {
        db::SqlBuilder sql("SELECT id, started_at FROM build WHERE started_at IS NOT NULL AND id IN");
        for (const auto& [id, at] : tx.list(
                 [](const db::Row& row) {
                     return std::pair(row.get<core::BuildKey>("id"), row.get<core::Instant>("started_at"));
                 },
                 sql.add_in(some)))
            starts.emplace(id, at);
    });
    return starts;
}

/// What the row says of the plan, joined to what the order says of the car.
PlannedCar joined(PlannedCar car, const PlannedCar& row) {
    car.options = row.options;
    car.colour = row.colour;
    car.position = row.position;
    car.frozen = row.frozen;
    car.pinned = row.pinned;
    car.brought_in = row.brought_in;
    car.starts_at = row.starts_at;
    return car;
}

/// Sorts the rows into those on the line and those that wait; who is neither was cancelled.
void sort_cars(db::Tx& tx, LoadedPlan& loaded, std::map<core::OrderId, PlannedCar> waiting) {
    Plan& plan = loaded.plan;
    std::vector<core::BuildKey> gone;
    for (const auto& row : loaded.written) {
        if (!row.started_at && !waiting.contains(row.order)) gone.push_back(row.build);
    }
    const auto starts = starts_of(tx, gone);
    std::vector<PlannedCar> just_started;
    std::vector<PlannedCar*> unread;
    for (const auto& row : loaded.written) {
        if (row.started_at) {
            plan.started.push_back(row);
        } else if (const auto start = starts.find(row.build); start != starts.end()) {
            just_started.push_back(row);
            just_started.back().started_at = start->second;
        } else if (const auto found = waiting.find(row.order); found != waiting.end()) {
            plan.waiting.push_back(joined(std::move(found->second), row));
            waiting.erase(found);
        }
    }
    std::stable_sort(just_started.begin(), just_started.end(),
                     [](const auto& a, const auto& b) { return a.started_at < b.started_at; });
    for (auto& car : just_started) {
        car.position = plan.next_position++;
        car.frozen = car.pinned = car.brought_in = false;
        plan.started.push_back(std::move(car));
    }
    const auto back =
        std::max<std::size_t>(static_cast<std::size_t>(cars_looked_back(plan.schedule)), least_looked_back);
    if (plan.started.size() > back)
        plan.started.erase(plan.started.begin(), plan.started.end() - static_cast<std::ptrdiff_t>(back));
    loaded.fresh = static_cast<int>(waiting.size());
    std::vector<PlannedCar> fresh;
    for (auto& [order, car] : waiting) fresh.push_back(std::move(car));
    std::sort(fresh.begin(), fresh.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.priority, a.requested, a.order) < std::tuple(b.priority, b.requested, b.order);
    });
    std::move(fresh.begin(), fresh.end(), std::back_inserter(plan.waiting));
}

/// The row is entered only where it is missing: an INSERT that finds it locks it shared, and two copies that did so
/// would each wait for the other's lock to go.
void lock_plan_of(db::Tx& tx, const std::string& line) {
    const auto lock = [&] {
        return tx.value<std::string>("line_code", "SELECT line_code FROM line_plan WHERE line_code = ? FOR UPDATE",
                                     line);
    };
    if (lock()) return;
    tx.execute("INSERT IGNORE INTO line_plan (line_code) VALUES (?)", line);
    lock();
}

/// Options of cars that are new, were changed, or are all looked at anew.
void refresh_options(db::Tx& tx, LoadedPlan& loaded) {
    std::map<core::OrderId, int> known;
    for (const auto& row : loaded.written) known.emplace(row.order, row.configuration_version);
    std::vector<PlannedCar*> unread;
    for (auto& car : loaded.plan.waiting) {
        const auto found = known.find(car.order);
        if (loaded.settings_changed || found == known.end() || found->second != car.configuration_version)
            unread.push_back(&car);
    }
    if (loaded.settings_changed) {
        for (auto& car : loaded.plan.started) unread.push_back(&car);
    }
    if (!unread.empty()) read_features(tx, loaded.plan.schedule, unread);
}

bool same_row(const PlannedCar& a, const PlannedCar& b) {
    return a.position == b.position && a.configuration_version == b.configuration_version && a.options == b.options &&
           a.colour == b.colour && a.frozen == b.frozen && a.pinned == b.pinned && a.brought_in == b.brought_in &&
           a.starts_at == b.starts_at && a.started_at == b.started_at;
}

using Known = std::map<core::OrderId, const PlannedCar*>;

void write_rows(db::Tx& tx, const std::string& line, const Known& known, const Plan& plan, bool& changed) {
    std::vector<core::OrderId> out;
    std::vector<db::Params> rows;
    Known left = known;
    const auto keep = [&](const PlannedCar& car) {
        const auto found = left.find(car.order);
        const bool same = found != left.end() && same_row(*found->second, car);
        if (found != left.end()) {
            if (!same) out.push_back(car.order);
            left.erase(found);
        }
        if (same) return;
        rows.push_back({line, car.position, car.order, car.build, car.build_id, car.configuration_version, car.options,
                        car.colour, car.frozen, car.pinned, car.brought_in, car.starts_at, car.started_at});
    };
    for (const auto& car : plan.started) keep(car);
    for (const auto& car : plan.waiting) keep(car);
    for (const auto& [order, row] : left) out.push_back(order);
    identity::in_portions(out, [&](const std::vector<core::OrderId>& some) {
        db::SqlBuilder sql("DELETE FROM line_slot WHERE order_id IN");
        tx.execute(sql.add_in(some));
    });
    tx.insert_rows(
        "INSERT INTO line_slot (line_code, position, order_id, build_pk, build_id, configuration_version, options, colour, "
        "frozen, pinned, brought_in, starts_at, started_at) VALUES",
        rows);
    changed = !out.empty() || !rows.empty();
}

std::vector<std::pair<core::OrderId, std::optional<core::Instant>>> fixed_of(const std::vector<PlannedCar>& cars) {
    std::vector<std::pair<core::OrderId, std::optional<core::Instant>>> fixed;
    for (const auto& car : cars) {
        if (car.frozen && !car.started_at) fixed.emplace_back(car.order, car.starts_at);
    }
    return fixed;
}

struct PlanHead {
    int version = 0, settings = 0;
    std::uint32_t next = 1;
    std::optional<core::Instant> planned_at;
    bool operator==(const PlanHead&) const = default;
};

std::optional<PlanHead> read_head(db::Tx& tx, const std::string& line) {
    return tx.find(
        [](const db::Row& row) {
            return PlanHead{row.get<int>("version"), row.get<int>("settings_version"),
                            row.get<std::uint32_t>("next_position"), row.opt<core::Instant>("planned_at")};
        },
        "SELECT version, settings_version, next_position, planned_at FROM line_plan WHERE line_code = ?", line);
}

LoadedPlan load_behind(db::Tx& tx, const LineOf& line, const std::optional<PlanHead>& head,
                       const LineSchedule& schedule, core::Instant now) {
    LoadedPlan loaded;
    loaded.line = line.code;
    loaded.plan.schedule = schedule;
    loaded.plan.zone = line.zone;
    if (head) {
        loaded.version = head->version;
        loaded.plan.next_position = head->next;
        loaded.planned_at = head->planned_at;
        loaded.settings_changed = head->settings != schedule.version;
    }
    loaded.written =
        tx.list(map_row,
                "SELECT position, order_id, build_pk, build_id, configuration_version, options, colour, frozen, "
                "  pinned, brought_in, starts_at, started_at FROM line_slot WHERE line_code = ? ORDER BY position",
                line.code);
    auto waiting = read_waiting(tx, line.code);
    if (waiting.size() >= static_cast<std::size_t>(most_cars)) {
        add_overtaken(tx, loaded.written, waiting);
        loaded.some_left_out = true;
    }
    sort_cars(tx, loaded, std::move(waiting));
    refresh_options(tx, loaded);
    loaded.plan.starts = WorkingTimes(loaded.plan.schedule, line.zone).starts(now, loaded.plan.places());
    return loaded;
}

}  // namespace

std::optional<LoadedPlan> load_plan(db::Tx& tx, const LineOf& line, core::Instant now, Lock lock) {
    auto schedule = read_schedule(tx, line.code);
    if (!schedule) return std::nullopt;
    if (lock == Lock::line) lock_plan_of(tx, line.code);
    for (int attempt = 1;; ++attempt) {
        const auto head = read_head(tx, line.code);
        auto loaded = load_behind(tx, line, head, *schedule, now);
        // Without the lock another one may write between two of the statements.
        if (lock == Lock::line || attempt == most_readings || read_head(tx, line.code) == head) return loaded;
    }
}

int count_left_out(db::Tx& tx, const LoadedPlan& loaded) {
    if (!loaded.some_left_out) return 0;
    return std::max(0, count_waiting(tx, loaded.line) - loaded.plan.planned() - loaded.fresh);
}

bool bring_in(db::Tx& tx, const LineOf& line, LoadedPlan& loaded, const std::string& build_id, core::Instant now) {
    auto car = find_waiting(tx, line.code, build_id);
    if (!car) return false;
    Plan& plan = loaded.plan;
    car->brought_in = true;
    read_features(tx, plan.schedule, {&*car});
    plan.waiting.push_back(*std::move(car));
    plan.starts = WorkingTimes(plan.schedule, line.zone).starts(now, plan.places());
    return true;
}

Written write_plan(db::Tx& tx, LoadedPlan& loaded, core::Instant now, bool planned) {
    Known known;
    for (const auto& row : loaded.written) known.emplace(row.order, &row);
    Written written;
    write_rows(tx, loaded.line, known, loaded.plan, written.changed);
    for (const auto& car : loaded.plan.waiting) {
        if (!car.starts_at) continue;
        const auto found = known.find(car.order);
        if (found == known.end() || found->second->starts_at != car.starts_at ||
            found->second->configuration_version != car.configuration_version)
            written.told.push_back(&car);
    }
    written.fixed_changed = fixed_of(loaded.written) != fixed_of(loaded.plan.waiting);
    if (!written.changed && !planned) return written;
    written.changed = true;
    loaded.version += planned ? 1 : 0;
    tx.execute(
        "UPDATE line_plan SET version = ?, settings_version = ?, next_position = ?, planned_at = IF(?, ?, planned_at) "
        "WHERE line_code = ?",
        loaded.version, loaded.plan.schedule.version, loaded.plan.next_position, planned, now, loaded.line);
    if (planned) loaded.planned_at = now;
    return written;
}

}  // namespace marque::scheduling
