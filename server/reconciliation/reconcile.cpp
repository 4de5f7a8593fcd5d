#include "core/log.h"
#include "reconciliation/compare_office.h"
#include "reconciliation/reconciliation.h"

namespace marque::reconciliation {
namespace {

using std::chrono::seconds;

/// Without a word of the bridge for so long, the line counts as silent.
constexpr auto bridge_patience = seconds{180};
/// What the line has told meanwhile is on its way through the bridge.
constexpr auto replay_patience = seconds{20};

bool replay_under_way(db::Tx& tx, const Run& run) {
    return tx
        .value<int>("one",
                    "SELECT 1 AS one FROM reconciliation_finding WHERE line_code = ? AND state = 'OPEN' AND acted > 0 "
                    "AND seen_run = ? AND kind = 'BEHIND' LIMIT 1",
                    run.line, run.id)
        .has_value();
}

/// False when there is nothing to do yet.
bool settle_findings(const Stepping& stepping, Run& run) {
    const auto last_word = run.told_at.value_or(run.started_at);
    if (run.line_answer == LineAnswer::awaited) {
        if (last_word + bridge_patience > stepping.real_now) return false;
        run.line_answer = LineAnswer::silent;
    }
    end_repaired(stepping.tx, run.line, stepping.real_now);
    if (last_word + replay_patience > stepping.real_now && replay_under_way(stepping.tx, run)) return false;
    end_gone(stepping.tx, run, stepping.real_now);
    end_run(stepping.tx, run, stepping.real_now);
    return true;
}

bool step(const Stepping& stepping, Run& run) {
    switch (run.step) {
        case Step::builds:
            compare_builds(stepping, run);
            break;
        case Step::orders:
            compare_orders(stepping, run);
            break;
        case Step::set_aside:
            compare_set_aside(stepping, run);
            break;
        case Step::findings:
            return settle_findings(stepping, run);
        case Step::done:
            return false;
    }
    save(stepping.tx, run);
    return true;
}

bool step_of(const ReconciliationServices& services, std::uint64_t id) {
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        auto run = lock_run(tx, id);
        return run && step({tx, services.catalog, services.clock.now(), services.clock.real_now()}, *run);
    });
}

/// One line's trouble is its own: the other comparisons go on.
bool made_step(const ReconciliationServices& services, std::uint64_t id) {
    try {
        return step_of(services, id);
    } catch (const std::exception& failure) {
        core::log::warning("reconciliation.failed", {{"run", std::to_string(id)}, {"reason", failure.what()}});
        return false;
    }
}

}  // namespace

std::size_t reconcile(const ReconciliationServices& services) {
    auto runs = db::read(services.pool, [](db::Tx& tx) {
        return tx.list([](const db::Row& row) { return row.get<std::uint64_t>("id"); },
                       "SELECT id FROM reconciliation_run WHERE running_line IS NOT NULL");
    });
    std::size_t steps = 0;
    // In turn, so that a long comparison does not keep the others waiting.
    while (!runs.empty()) {
        std::erase_if(runs, [&](std::uint64_t id) { return !made_step(services, id); });
        steps += runs.size();
    }
    return steps;
}

}  // namespace marque::reconciliation
