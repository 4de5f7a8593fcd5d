#include <algorithm>
#include <set>

#include "materials/call_off_store.h"
#include "materials/materials.h"

namespace marque::materials {
namespace {

constexpr double usual_takt = 60;

/// From one car onto the line to the next, as the sequence itself says.
double takt_of(std::span<const FixedBuild> sequence) {
    std::vector<double> gaps;
    for (std::size_t i = 1; i < sequence.size(); ++i) {
        const std::chrono::duration<double> gap = sequence[i].planned_start - sequence[i - 1].planned_start;
        if (gap.count() > 0) gaps.push_back(gap.count());
    }
    if (gaps.empty()) return usual_takt;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
}

/// The sequence, and before it the cars that went onto the line and may still be short of something.
std::vector<Start> cars_to_supply(const std::vector<KnownCar>& known, std::span<const FixedBuild> sequence,
                                  std::chrono::seconds longest_way, core::Instant now) {
    std::map<core::OrderId, core::Instant> starts;
    for (const auto& car : known) starts.emplace(car.order, car.start);
    std::vector<Start> fixed;
    std::set<core::OrderId> in_sequence;
    for (const auto& [order, planned_start] : sequence) {
        if (in_sequence.insert(order).second) fixed.push_back({order, planned_start});
    }
    std::vector<Start> cars;
    for (const auto& [order, start, on_the_line, passed] : known) {
        const bool over = start + longest_way + jit_bucket < now;
        if (on_the_line && !over && !in_sequence.contains(order)) cars.push_back({order, start});
    }
    const auto settled = settle_starts(fixed, starts);
    cars.insert(cars.end(), settled.begin(), settled.end());
    return cars;
}

void note_passed(std::vector<FixedCar>& cars, const std::vector<KnownCar>& known) {
    std::map<core::OrderId, int> passed;
    for (const auto& car : known) passed.emplace(car.order, car.passed);
    for (auto& car : cars) {
        if (const auto found = passed.find(car.order); found != passed.end()) car.passed = found->second;
    }
}

bool differs(const std::vector<KnownCar>& known, const std::vector<FixedCar>& cars) {
    std::map<core::OrderId, core::Instant> before;
    for (const auto& car : known) before.emplace(car.order, car.start);
    return before.size() != cars.size() || std::any_of(cars.begin(), cars.end(), [&](const FixedCar& car) {
               const auto found = before.find(car.order);
               return found == before.end() || found->second != car.start;
           });
}

std::chrono::seconds longest(const std::map<std::string, double>& offsets) {
    double most = 0;
    for (const auto& [station, seconds] : offsets) most = std::max(most, seconds);
    return std::chrono::seconds{static_cast<std::int64_t>(most) + 1};
}

}  // namespace

int sequence_fixed(db::Tx& tx, const std::string& line, std::span<const FixedBuild> sequence, core::Instant now) {
    const auto bill = bill_of(tx, line);
    lock_line(tx, line);
    const auto offsets = station_offsets(tx, line, takt_of(sequence));
    const auto known = fixed_cars(tx, line);
    auto cars = configurations_of(tx, cars_to_supply(known, sequence, longest(offsets), now));
    note_passed(cars, known);
    if (differs(known, cars)) save_fixed_cars(tx, line, cars);

    const auto fitted = fitted_in(cars, bill);
    std::map<std::string, std::vector<Need>> wanted;
    for (auto& need : needs_of(cars, bill, offsets)) wanted[need.supplier].push_back(std::move(need));
    auto versions = newest_versions(tx, line);
    for (const auto& [supplier, needs] : wanted) versions.emplace(supplier, 0);
    auto held = newest_lines(tx, line, versions);
    int changed = 0;
    for (const auto& [supplier, version] : versions) {
        const auto difference = compare(held[supplier], wanted[supplier], fitted, now);
        if (difference.empty()) continue;
        add_version(tx, line, supplier, version, difference, now);
        ++changed;
    }
    return changed;
}

int refresh_call_offs(db::Pool& pool, const core::Clock& clock) {
    const auto lines = db::read(pool, [](db::Tx& tx) {
        return tx.list([](const db::Row& row) { return row.get<std::string>("line_code"); },
                       "SELECT DISTINCT line_code FROM fixed_build ORDER BY line_code");
    });
    int changed = 0;
    for (const auto& line : lines) {
        changed += db::in_tx(pool, [&](db::Tx& tx) {
            // Before the sequence is read: another one may be told at this moment.
            lock_line(tx, line);
            std::vector<FixedBuild> sequence;
            for (const auto& car : fixed_cars(tx, line)) {
                if (!car.on_the_line) sequence.push_back({car.order, car.start});
            }
            return sequence_fixed(tx, line, sequence, clock.now());
        });
    }
    return changed;
}

}  // namespace marque::materials
