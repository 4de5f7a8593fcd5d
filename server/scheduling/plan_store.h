#pragma once

#include <optional>
#include <string>

#include "db/tx.h"
#include "scheduling/plan.h"

namespace marque::scheduling {

/// So many cars are planned, the most urgent first and of those the ones wished for first; what waits behind them has
/// no place yet.
inline constexpr int most_cars = 2000;

struct LineOf {
    std::string code;
    std::string zone;  ///< of its plant
};
/// Throws `schedule.no_such_line`.
LineOf require_line(db::Tx& tx, const std::string& code);

std::optional<LineSchedule> read_schedule(db::Tx& tx, const std::string& line);
/// Enters or replaces it, guarded by its version, and bumps it. Throws `schedule.stale_settings`.
void save_schedule(db::Tx& tx, const std::string& line, LineSchedule& schedule);

/// A line's sequence as it was written last, and as its cars are now: those that went onto the line are counted, those
/// that are gone are out, new ones stand behind the others without a place.
struct LoadedPlan {
    std::string line;
    Plan plan;
    int version = 0;
    std::optional<core::Instant> planned_at;
    std::vector<PlannedCar> written;  ///< the rows
    int fresh = 0;                    ///< planned as soon as they are thought over
    bool some_left_out = false;       ///< more wait than are planned
    bool settings_changed = false;
};
enum class Lock { none, line };
/// Nothing when the line has no schedule. Locked, until the transaction ends.
std::optional<LoadedPlan> load_plan(db::Tx& tx, const LineOf& line, core::Instant now, Lock lock);

/// How many wait behind those that are planned.
int count_left_out(db::Tx& tx, const LoadedPlan& loaded);
/// Adds a car that waits for this line and has no place, behind the others; false when there is none such.
bool bring_in(db::Tx& tx, const LineOf& line, LoadedPlan& loaded, const std::string& build_id, core::Instant now);

/// What writing it came to.
struct Written {
    bool changed = false;
    std::vector<const PlannedCar*> told;  ///< those that have another time, or another configuration
    bool fixed_changed = false;           ///< the frozen cars, their order or their times
};
/// Writes the rows that differ; `planned`: somebody thought the order over, so the version moves.
Written write_plan(db::Tx& tx, LoadedPlan& loaded, core::Instant now, bool planned);

}  // namespace marque::scheduling
