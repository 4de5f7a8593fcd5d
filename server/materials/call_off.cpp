#include "materials/call_off.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace marque::materials {
namespace {

using std::chrono::milliseconds;

/// What makes a line the same line in the next version: the car, or the hour.
using Key = std::tuple<std::string, std::string, std::uint64_t, core::Instant>;

Key key_of(const Need& need) {
    return {need.part_no, need.station, need.order.value,
            need.delivery == Delivery::jit ? need.needed_at : core::Instant{}};
}

core::Instant needed_at(const FixedCar& car, const BillLine& line, const std::map<std::string, double>& offsets) {
    const auto offset = offsets.find(line.station);
    const double seconds = offset == offsets.end() ? 0 : offset->second;
    const auto at = car.start + milliseconds{std::llround(seconds * 1000)};
    if (line.delivery == Delivery::jit) return std::chrono::floor<std::chrono::hours>(at);
    return std::chrono::floor<std::chrono::seconds>(at);
}

/// Of what is over nothing is changed: the cars of an hour go from it one by one when it has long been brought.
void count_change(Difference& difference, const KnownNeed& before, const Need& after, core::Instant now) {
    if (before.need == after || (before.need.over_at() < now && after.over_at() < now)) return;
    difference.closed.push_back(before.id);
    difference.opened.push_back(after);
    if (before.need.needed_at != after.needed_at)
        ++difference.moved;
    else
        ++difference.quantity_changed;
}

}  // namespace

std::vector<Start> settle_starts(const std::vector<Start>& sequence,
                                 const std::map<core::OrderId, core::Instant>& known) {
    std::vector<Start> settled;
    for (const auto& [order, wanted] : sequence) {
        auto at = wanted;
        const auto before = known.find(order);
        const bool first = settled.empty();
        if (before != known.end() && std::chrono::abs(before->second - wanted) <= start_tolerance &&
            (first || before->second > settled.back().at))
            at = before->second;
        if (!first && at <= settled.back().at) at = settled.back().at + std::chrono::seconds{1};
        settled.push_back({order, at});
    }
    return settled;
}

bool goes_into(const BillLine& line, const FixedCar& car) {
    return (line.model.empty() || line.model == car.model) &&
           (line.feature.empty() || car.features.contains(line.feature));
}

namespace {

bool is_fitted(const BillLine& line, const FixedCar& car) {
    return line.delivery == Delivery::jis && line.position > 0 && line.position <= car.passed && goes_into(line, car);
}

}  // namespace

Fitted fitted_in(const std::vector<FixedCar>& cars, const std::vector<BillLine>& bill) {
    Fitted fitted;
    for (const auto& car : cars) {
        for (const auto& line : bill) {
            if (is_fitted(line, car)) fitted.emplace(car.order, line.part_no, line.station);
        }
    }
    return fitted;
}

std::vector<Need> needs_of(const std::vector<FixedCar>& cars, const std::vector<BillLine>& bill,
                           const std::map<std::string, double>& offsets) {
    std::map<std::pair<std::string, Key>, Need> needs;
    for (const auto& car : cars) {
        for (const auto& line : bill) {
            if (!goes_into(line, car) || is_fitted(line, car)) continue;
            const auto order = line.delivery == Delivery::jis ? car.order : core::OrderId{};
            Need need{line.supplier, line.part_no, line.station, line.delivery, order, needed_at(car, line, offsets),
                      line.quantity};
            const auto [found, fresh] = needs.try_emplace({need.supplier, key_of(need)}, need);
            if (!fresh) found->second.quantity += need.quantity;
        }
    }
    std::vector<Need> list;
    list.reserve(needs.size());
    for (auto& [key, need] : needs) list.push_back(std::move(need));
    return list;
}

Difference compare(const std::vector<KnownNeed>& known, const std::vector<Need>& wanted, const Fitted& fitted,
                   core::Instant now) {
    std::map<Key, const KnownNeed*> before;
    for (const auto& one : known) before.emplace(key_of(one.need), &one);
    Difference difference;
    for (const auto& need : wanted) {
        const auto found = before.find(key_of(need));
        if (found != before.end()) {
            count_change(difference, *found->second, need, now);
            before.erase(found);
        } else if (need.over_at() >= now) {
            difference.opened.push_back(need);
            ++difference.added;
        }
    }
    for (const auto& [key, gone] : before) {
        if (fitted.contains({gone->need.order, gone->need.part_no, gone->need.station})) {
            difference.fitted.push_back(gone->id);
            continue;
        }
        difference.closed.push_back(gone->id);
        if (gone->need.over_at() >= now) ++difference.removed;
    }
    return difference;
}

}  // namespace marque::materials
