#include "core/log.h"
#include "scheduling/change_plan.h"
#include "scheduling/scheduling.h"

namespace marque::scheduling {
namespace {

constexpr auto longest_round = std::chrono::seconds{30};
constexpr auto between_rounds = std::chrono::milliseconds{700};
/// So many new cars are slipped into a sequence that is otherwise kept; for more it is thought over.
constexpr int most_slipped_in = 5;
constexpr int most_to_slip_into = 600;
constexpr double seconds_to_think = 0.3;
/// Where orders come without end, thinking does not.
constexpr auto between_thoughts = std::chrono::seconds{5};

/// Asked often, so it only reads: most of the time it is nobody's turn.
std::vector<std::string> lines_in_turn(db::Tx& tx, core::Instant real_now) {
    return tx.list([](const db::Row& row) { return row.get<std::string>("line_code"); },
                   "SELECT s.line_code FROM line_schedule s LEFT JOIN line_plan p ON p.line_code = s.line_code "
                   "WHERE p.leased_until IS NULL OR p.leased_until <= ?",
                   real_now);
}

bool lease(db::Tx& tx, const std::string& line, core::Instant real_now) {
    const auto take = [&] {
        return tx.execute("UPDATE line_plan SET leased_until = ? WHERE line_code = ? AND leased_until <= ?",
                          real_now + longest_round, line, real_now) == 1;
    };
    if (take()) return true;
    if (tx.value<std::string>("line_code", "SELECT line_code FROM line_plan WHERE line_code = ?", line)) return false;
    tx.execute("INSERT IGNORE INTO line_plan (line_code) VALUES (?)", line);
    return take();
}

/// What to do about what is new, if anything; nothing: the order stands.
std::optional<std::vector<core::OrderId>> think_over(const LoadedPlan& seen, core::Instant now) {
    const Plan& plan = seen.plan;
    if (seen.fresh == 0 && !seen.settings_changed) return std::nullopt;
    const bool slip = !seen.settings_changed && seen.fresh <= most_slipped_in && plan.planned() > plan.frozen() &&
                      plan.places() <= most_to_slip_into;
    const bool just_thought = seen.planned_at && now >= *seen.planned_at && now < *seen.planned_at + between_thoughts;
    if (!slip && !seen.settings_changed && just_thought) return std::nullopt;
    const auto order =
        slip ? slip_in_fresh(plan) : arrange(plan, seconds_to_think, static_cast<std::uint64_t>(seen.version) + 1);
    std::vector<core::OrderId> wanted;
    for (const int car : order) wanted.push_back(plan.waiting[static_cast<std::size_t>(car)].order);
    return wanted;
}

void follow_plan(SchedulingServices& services, const std::string& line) {
    const auto real_now = services.clock.real_now();
    if (!db::in_tx(services.pool, [&](db::Tx& tx) { return lease(tx, line, real_now); })) return;
    plan_round(services, line);
    db::in_tx(services.pool, [&](db::Tx& tx) {
        tx.execute("UPDATE line_plan SET leased_until = ? WHERE line_code = ?",
                   services.clock.real_now() + between_rounds, line);
    });
}

}  // namespace

bool plan_round(SchedulingServices& services, const std::string& code) {
    const auto now = services.clock.now();
    LineOf line;
    const auto seen = db::read(services.pool, [&](db::Tx& tx) {
        line = require_line(tx, code);
        return load_plan(tx, line, now, Lock::none);
    });
    if (!seen) return false;
    const auto wanted = think_over(*seen, now);
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        auto loaded = load_plan(tx, line, now, Lock::line);
        if (!loaded) return false;
        // Somebody was quicker: what they decided stands, and what is new is thought over in the next round.
        const bool planned =
            wanted && loaded->version == seen->version && loaded->plan.schedule.version == seen->plan.schedule.version;
        settle(loaded->plan, planned ? order_of(loaded->plan, *wanted) : as_it_is(loaded->plan));
        return put_into_effect(tx, services, *loaded, planned);
    });
}

void follow_plans(http::Services& services, catalog::Catalog& catalog) {
    SchedulingServices all{services, catalog};
    const auto lines =
        db::read(services.pool, [&](db::Tx& tx) { return lines_in_turn(tx, services.clock.real_now()); });
    for (const auto& line : lines) {
        // One line's trouble is not the others'; its lease runs out, and it is tried again.
        try {
            follow_plan(all, line);
        } catch (const std::exception& failure) {
            core::log::warning("planners.line_failed", {{"line", line}, {"reason", failure.what()}});
        }
    }
}

}  // namespace marque::scheduling
