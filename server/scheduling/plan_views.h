#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "http/json_fields.h"
#include "identity/identity.h"
#include "promises/promises.h"
#include "scheduling/plan_store.h"

namespace marque::scheduling {

enum class Zone { started, frozen, free };

struct PlanColour {
    std::string code;
    core::Localized name;
    std::optional<std::string> swatch;
};
MARQUE_JSON(PlanColour, code, name, swatch)

/// A car of the sequence as the board shows it.
struct SequenceCar {
    std::uint32_t position = 0;
    Zone zone = Zone::free;
    core::Instant starts_at;  ///< of a started car: when it did
    std::string build_id;
    std::string order_number;
    std::string kind;
    int priority = 40;
    core::Localized model_name;
    PlanColour colour;
    identity::OrganisationRef dealer;
    std::vector<std::string> ratios;  ///< codes of those that the car counts in
    core::Date requested_date;
    std::optional<core::Date> promised_date;
    std::optional<promises::Forecast> eta;
    bool late = false;  ///< it starts too late for the date that is wished
    bool pinned = false;
};

/// Cars `first` … `last` are a window in which too many have the option.
struct WindowView {
    std::string ratio;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    int cars = 0;
};
MARQUE_JSON(WindowView, ratio, first, last, cars)

struct RatioView {
    std::string code;
    core::Localized name;
    int most = 1;
    int window = 1;
    int cars = 0;        ///< of the sequence that have it
    int violations = 0;  ///< windows
};
MARQUE_JSON(RatioView, code, name, most, window, cars, violations)

struct PlanTotals {
    int cars = 0;
    int frozen = 0;
    int pinned = 0;
    int violations = 0;
    int batches = 0;
    int late = 0;
};
MARQUE_JSON(PlanTotals, cars, frozen, pinned, violations, batches, late)

struct SequenceView {
    std::string line;
    int version = 0;
    std::optional<core::Instant> planned_at;
    int unplanned = 0;  ///< cars that wait and have no place yet
    int left_out = 0;   ///< cars that wait behind all these: more wait than are planned
    PlanTotals totals;
    std::vector<RatioView> ratios;
    std::vector<WindowView> windows;
    std::vector<SequenceCar> items;
    std::optional<std::string> next;
};

struct MovedCar {
    std::string build_id;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    core::Instant starts_before, starts_after;
};
MARQUE_JSON(MovedCar, build_id, from, to, starts_before, starts_after)

/// A date that would be kept without the change and not with it: the promise by the forecast, the wish by the pace.
struct DateHit {
    std::string build_id;
    std::string order_number;
    core::Date requested_date;
    std::optional<core::Date> promised_date;
    std::optional<core::Instant> p90_before, p90_after;
};
MARQUE_JSON(DateHit, build_id, order_number, requested_date, promised_date, p90_before, p90_after)

struct ChangeView {
    int version = 0;
    PlanTotals before, after;
    std::vector<MovedCar> moved;  ///< those that change places; the first 100
    int moved_count = 0;
    int shifted_count = 0;           ///< kept their order, and have another position
    std::vector<WindowView> broken;  ///< violated after the change only
    std::vector<WindowView> mended;  ///< before it only
    bool frozen_changed = false;     ///< the line is told anew, and suppliers are
    std::vector<DateHit> hits;
};
MARQUE_JSON(ChangeView, version, before, after, moved, moved_count, shifted_count, broken, mended, frozen_changed, hits)

PlanTotals totals_of(const Plan& plan, const Order& order);

/// The sequence from the car behind position `after` on, `limit` of them; every violated window of it all.
SequenceView read_sequence(db::Tx& tx, const core::Scope& scope, const LineOf& line, core::Instant now,
                           std::uint32_t after, int limit);

/// What another order of the same cars would change. `after` is the plan settled in that order.
ChangeView compare(db::Tx& tx, const LineOf& line, const LoadedPlan& before, const Order& order, const Plan& after);

}  // namespace marque::scheduling

template <>
struct marque::core::EnumText<marque::scheduling::Zone> {
    using E = marque::scheduling::Zone;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::started, "STARTED"}, {E::frozen, "FROZEN"}, {E::free, "FREE"}}};
};

namespace marque::scheduling {
MARQUE_JSON(SequenceCar, position, zone, starts_at, build_id, order_number, kind, priority, model_name, colour, dealer,
            ratios, requested_date, promised_date, eta, late, pinned)
MARQUE_JSON(SequenceView, line, version, planned_at, unplanned, left_out, totals, ratios, windows, items, next)
}  // namespace marque::scheduling
