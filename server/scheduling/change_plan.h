#pragma once

#include <string>

#include "catalog/catalog.h"
#include "http/services.h"
#include "scheduling/plan_store.h"
#include "scheduling/plan_views.h"

namespace marque::scheduling {

struct SchedulingServices : http::Services {
    catalog::Catalog& catalog;
};

/// What a planner wants done to one car of the sequence.
enum class Act {
    move,     ///< to another position; those between move up
    pin,      ///< to its position, or to another
    unpin,    ///< it may be moved again
    slip_in,  ///< a late car: to the best place among the free ones, at `position` at the latest
};

struct PlanChange {
    int version = 0;
    Act act = Act::move;
    std::string build_id;
    std::optional<std::uint32_t> position;
};

/// What the change would do; nothing is changed. Throws `schedule.…`.
ChangeView preview_change(db::Tx& tx, const LineOf& line, const PlanChange& change, core::Instant now);
/// Does it, in the caller's transaction. Throws `schedule.…`.
ChangeView change_plan(db::Tx& tx, SchedulingServices& services, const LineOf& line, const PlanChange& change,
                       const core::Actor& actor);

/// Lays and sequences all cars behind the frozen ones anew, for `seconds` at most, outside any transaction; then
/// writes it. Throws `schedule.stale_plan` when somebody was quicker.
ChangeView plan_now(SchedulingServices& services, const LineOf& line, int version, double seconds,
                    const core::Actor& actor);

/// One round of the line's follower: cars that left are counted, new ones get a place, the frozen horizon moves on.
/// What is thought over is thought over outside any transaction. Whether anything changed.
bool plan_round(SchedulingServices& services, const std::string& line);

/// Writes what the plan has come to and tells whoever needs to know: the line, the suppliers, open pages.
bool put_into_effect(db::Tx& tx, SchedulingServices& services, LoadedPlan& loaded, bool planned);

}  // namespace marque::scheduling

template <>
struct marque::core::EnumText<marque::scheduling::Act> {
    using E = marque::scheduling::Act;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::move, "MOVE"}, {E::pin, "PIN"}, {E::unpin, "UNPIN"}, {E::slip_in, "SLIP_IN"}}};
};

namespace marque::scheduling {
MARQUE_JSON(PlanChange, version, act, build_id, position)
}  // namespace marque::scheduling
