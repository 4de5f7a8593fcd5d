#include <cstdio>
#include <stdexcept>

#include "bench/figures.h"
#include "bench/race.h"

namespace marque::bench {
namespace {

constexpr std::chrono::seconds usual_time{300};

scenarios::LineSettings quick_line() {
    scenarios::LineSettings line;
    line.car_seconds = 30;
    line.road_seconds = 10;
    line.hold_rate = 0.05;
    line.rework_rate = 0.08;
    line.seed = 22;
    return line;
}

std::size_t tell(const Race& race) {
    for (const auto& [answer, times] : race.answers()) std::fprintf(stderr, "  %-46s %7zu\n", answer.c_str(), times);
    return report(race.check());
}

std::vector<Figure> orders_race(const Settings& settings) {
    scenarios::Stack stack(quick_line());
    Race race(stack, settings.time.value_or(usual_time));
    race.run();
    race.settle();
    race.read_books();
    const auto disagreements = static_cast<double>(tell(race));
    const auto orders = static_cast<double>(race.books.office.size());
    const bool all_answered = race.books.unanswered == 0;
    const double rate = static_cast<double>(race.acts()) / std::chrono::duration<double>(race.length()).count();
    if (settings.prove && disagreements > 0) throw std::runtime_error("orders-race: the two sides disagree");
    if (settings.prove && !prove_checks(race)) throw std::runtime_error("orders-race: a check is blind");
    return {{"orders-race", disagreements, "disagree", orders, "orders that 64 salespeople and the line raced for",
             "0 between the two sides", disagreements == 0 && orders > 0},
            {"orders-race-rate", rate, "acts/s", static_cast<double>(race.books.off_the_line),
             "cars off the line meanwhile", "-", true},
            {"orders-race-settling", static_cast<double>(race.settling().count()), "s",
             static_cast<double>(race.length().count()), "s that the race lasted", "all answered", all_answered}};
}

}  // namespace

std::vector<Benchmark> race_benchmarks(const Settings& settings) {
    return {{"orders-race", [settings] { return orders_race(settings); }}};
}

}  // namespace marque::bench
