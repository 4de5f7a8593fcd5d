#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/enum_text.h"
#include "core/ids.h"
#include "core/time.h"
#include "materials/quantity.h"

/// What a fixed sequence means for the suppliers, and what changes from one version of a call-off to the next. Pure.
/// docs/adr/0014-call-offs-by-version.md says why it is so.
namespace marque::materials {

/// JIS: one line for each car, in the order of the sequence. JIT: bundled by part, line station and hour.
enum class Delivery { jis, jit };

constexpr auto jit_bucket = std::chrono::hours{1};
/// A start that moves by less stays where it was, as long as the order of the cars does.
constexpr auto start_tolerance = std::chrono::minutes{2};

/// A line of the bill of material. An empty model stands for every model, an empty feature for every car.
struct BillLine {
    std::string part_no, station, supplier, model, feature;
    Delivery delivery = Delivery::jis;
    Quantity quantity;
    int position = 0;  ///< of the line station, from 1; 0: the line has no such station
};

struct FixedCar {
    core::OrderId order;
    core::Instant start;
    std::string model;
    std::set<std::string> features;
    int passed = 0;  ///< position of the last line station that it is done with; 0: none yet
};

/// A line of a call-off. Of a JIT line `order` is 0 and `needed_at` the start of its hour.
struct Need {
    std::string supplier, part_no, station;
    Delivery delivery = Delivery::jis;
    core::OrderId order;
    core::Instant needed_at;
    Quantity quantity;

    core::Instant over_at() const { return delivery == Delivery::jit ? needed_at + jit_bucket : needed_at; }
    bool operator==(const Need&) const = default;
};

/// Starts in the order of the sequence, each as it was known before if it hardly moved, and always one after the other.
struct Start {
    core::OrderId order;
    core::Instant at;
};
std::vector<Start> settle_starts(const std::vector<Start>& sequence,
                                 const std::map<core::OrderId, core::Instant>& known);

bool goes_into(const BillLine& line, const FixedCar& car);
/// Car, part and line station: the part came just in sequence, and the car has passed the station.
using Fitted = std::set<std::tuple<core::OrderId, std::string, std::string>>;
Fitted fitted_in(const std::vector<FixedCar>& cars, const std::vector<BillLine>& bill);
/// What the cars still need, part by part; `offsets`: seconds from the start to the line station. An hour's parts are
/// all of that hour's, since nobody knows which of them a car took.
std::vector<Need> needs_of(const std::vector<FixedCar>& cars, const std::vector<BillLine>& bill,
                           const std::map<std::string, double>& offsets);

struct KnownNeed {
    std::uint64_t id = 0;
    Need need;
};
/// From the newest version of one supplier's call-off to the next.
struct Difference {
    std::vector<std::uint64_t> closed;  ///< lines that hold no more, those whose time has passed among them
    std::vector<std::uint64_t> fitted;  ///< lines that hold no more since the car has the part
    std::vector<Need> opened;
    int added = 0, removed = 0, moved = 0, quantity_changed = 0;

    bool empty() const { return added + removed + moved + quantity_changed == 0; }
};
/// Lines whose time has passed, and what is fitted, are neither taken back nor called off again.
Difference compare(const std::vector<KnownNeed>& known, const std::vector<Need>& wanted, const Fitted& fitted,
                   core::Instant now);

}  // namespace marque::materials

template <>
struct marque::core::EnumText<marque::materials::Delivery> {
    using E = marque::materials::Delivery;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::jis, "JIS"}, {E::jit, "JIT"}}};
};
