#include <algorithm>

#include "app/demo_write.h"
#include "http/json_fields.h"
#include "vehicles/vehicles.h"

namespace marque::app::demo {
namespace {

using http::Json;
using std::chrono::days;

/// Calls that fell due in the last days still stand in the queue, and most of those that still make sense.
constexpr days still_waiting{4};
constexpr days perhaps_waiting{24};
constexpr int waiting_percent = 65;

struct PlannedCall {
    core::CareCallId id;
    core::Date due_on;
    std::string rule_zh, rule_en;
    days window{};  ///< how long the call still makes sense
};

std::vector<PlannedCall> due_calls(db::Tx& tx, const Car& car, core::Date before) {
    return tx.list(
        [](const db::Row& row) {
            return PlannedCall{row.get<core::CareCallId>("id"), row.get<core::Date>("due_on"),
                               row.get<std::string>("name_zh"), row.get<std::string>("name_en"),
                               days{row.get<int>("window_days")}};
        },
        "SELECT c.id, c.due_on, r.name_zh, r.name_en, r.window_days FROM care_call c "
        "JOIN care_rule r ON r.id = c.rule_id "
        "WHERE c.vehicle_id = ? AND c.state = 'PLANNED' AND c.due_on < ? ORDER BY c.due_on, c.id",
        car.vehicle, before);
}

const AttemptPool& draw_attempt(Dice& dice, const World& world, bool reached) {
    while (true) {
        const AttemptPool& attempt = dice.pick(world.pools.attempts);
        if ((attempt.outcome == "REACHED") == reached) return attempt;
    }
}

class Calling {
  public:
    Calling(Writing& writing, const Car& car) : writing_(writing), tx_(writing.tx), dice_(writing.dice), car_(car) {}

    void make(const PlannedCall& call) {
        const core::PersonId agent = dice_.pick(writing_.world.care_agents).id;
        core::Instant at = local(call.due_on + days{dice_.below(3)}, dice_.between(9, 18), dice_.below(60));
        int attempts = 0;
        if (dice_.chance(20)) {
            const core::Instant again = at + days{1};
            enter(call, ++attempts, at, agent, draw_attempt(dice_, writing_.world, false), again);
            at = again;
        }
        enter(call, ++attempts, at, agent, draw_attempt(dice_, writing_.world, true), std::nullopt);
        tx_.execute(
            "UPDATE care_call SET state = 'DONE', outcome = 'REACHED', attempts = ?, done_at = ?, "
            "version = version + 1 WHERE id = ?",
            attempts, at, call.id);
        const Json summary{{"rule", {{"zh", call.rule_zh}, {"en", call.rule_en}}}, {"outcome", "REACHED"}};
        note(writing_, {car_.vehicle,
                        at,
                        vehicles::EventKind::care_call,
                        writing_.world.care_centre,
                        std::to_string(call.id.value),
                        {},
                        summary.dump()});
    }

  private:
    void enter(const PlannedCall& call, int attempt, core::Instant at, core::PersonId agent, const AttemptPool& said,
               std::optional<core::Instant> next) {
        writing_.attempts.push_back({call.id, attempt, at, agent, said.outcome, said.note, next});
    }

    Writing& writing_;
    db::Tx& tx_;
    Dice& dice_;
    const Car& car_;
};

}  // namespace

void make_calls(Writing& writing, const Car& car, core::Date before) {
    Calling calling(writing, car);
    for (const auto& call : due_calls(writing.tx, car, before)) {
        if (call.due_on + still_waiting > writing.world.today) continue;
        const bool lately = call.due_on + std::min(perhaps_waiting, call.window) > writing.world.today;
        if (lately && writing.dice.chance(waiting_percent)) continue;
        calling.make(call);
    }
}

void respect_a_no(Writing& writing, const Car& car) {
    if (writing.history.buyers[car.owners.back().buyer].do_not_call_reason.empty()) return;
    writing.tx.execute(
        "UPDATE care_call SET state = 'DROPPED', outcome = 'DO_NOT_CALL', done_at = ?, version = version + 1 "
        "WHERE vehicle_id = ? AND state = 'PLANNED'",
        writing.world.now, car.vehicle);
}

}  // namespace marque::app::demo
