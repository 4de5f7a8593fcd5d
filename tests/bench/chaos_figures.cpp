#include <algorithm>
#include <cstdio>
#include <random>
#include <stdexcept>

#include "bench/chaos.h"
#include "bench/figures.h"

namespace marque::bench {
namespace {

/// What of the disagreements was lost, what happened twice, and what is stuck.
struct Verdict {
    double lost = 0, twice = 0, stuck = 0, other = 0;

    explicit Verdict(const std::vector<Check>& checks) {
        for (const auto& check : checks) {
            const auto count = static_cast<double>(check.disagreements.size());
            if (check.book == "events" || check.book == "salespeople and office")
                lost += count;
            else if (check.what == "no order has two builds" || check.what == "no VIN is there twice")
                twice += count;
            else if (check.book == "orders" || check.book == "left over")
                stuck += count;
            else
                other += count;
        }
    }
};

void print_run(const Chaos& chaos, const ChaosPlan& plan) {
    for (const auto& [answer, times] : chaos.answers()) std::fprintf(stderr, "  %-46s %7zu\n", answer.c_str(), times);
    for (const auto& [kind, times] : chaos.misdeeds) std::fprintf(stderr, "  %-46s %7zu\n", kind.c_str(), times);
    std::fprintf(stderr, "chaos: seed %u, %zu builds, %zu events, %.1f minutes; killed:", plan.seed,
                 chaos.books.builds.size(), chaos.events, chaos.minutes);
    for (const auto& [part, times] : chaos.kills) std::fprintf(stderr, " %s %zu", scenarios::name_of(part), times);
    std::fprintf(stderr, "\n");
}

std::vector<Figure> chaos(const Settings& settings) {
    ChaosPlan plan;
    plan.builds = static_cast<std::size_t>(settings.builds.value_or(10'000));
    plan.kills = settings.kills;
    plan.seed = settings.seed ? *settings.seed : std::random_device{}();
    if (settings.time) plan.longest = *settings.time;
    std::fprintf(stderr, "chaos: seed %u\n", plan.seed);
    Chaos chaos(plan);
    chaos.run();
    chaos.read_books();
    print_run(chaos, plan);
    const auto checks = chaos.check();
    const auto disagreements = report(checks);
    if (settings.prove && disagreements > 0) throw std::runtime_error("chaos: the two sides disagree");
    if (settings.prove && !prove_chaos(chaos)) throw std::runtime_error("chaos: a check is blind");
    const Verdict verdict(checks);
    const auto builds = static_cast<double>(chaos.books.builds.size());
    const auto killed = static_cast<double>(plan.kills);
    const auto events = static_cast<double>(chaos.events);
    return {
        {"chaos-lost", verdict.lost, "lost", builds, "builds while all misbehaves and is killed", "0",
         verdict.lost == 0 && builds > 0},
        {"chaos-twice", verdict.twice, "twice", events, "events of these builds", "0", verdict.twice == 0},
        {"chaos-stuck", verdict.stuck, "stuck", killed, "times kill -9 of each of five processes", "0",
         verdict.stuck == 0},
        {"chaos-otherwise", verdict.other, "disagree", static_cast<double>(plan.seed), "seed", "0", verdict.other == 0},
        {"chaos-minutes", chaos.minutes, "minutes", 30, "minutes at most", "-", true}};
}

}  // namespace

std::vector<Benchmark> chaos_benchmarks(const Settings& settings) {
    return {{"chaos", [settings] { return chaos(settings); }}};
}

}  // namespace marque::bench
