#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <stdexcept>

#include "bench/figures.h"
#include "sequencing/sequencing.h"
#include "support/paths.h"

namespace marque::bench {
namespace {

/// Cars of one file, the violated windows that must not be exceeded, and the seconds to reach them in.
struct Mix {
    std::string name;
    sequencing::Problem problem;
    int most = 0;
    double seconds = 10;
};

/// Instances without a known sequence that violates no window, and what is asked for in half a minute.
const std::map<std::string, int> not_satisfied{{"p01", 6},       {"p02", 5},       {"p04", 2},
                                               {"p05", 2},       {"p06", 2},       {"pb_200_02", 4},
                                               {"pb_200_03", 9}, {"pb_200_04", 8}, {"pb_200_05", 6}};
constexpr double seconds_if_satisfiable = 10;
constexpr double seconds_if_not = 30;
constexpr int cars_generated = 200;
constexpr int mixes_generated = 10;

Mix read_mix(const std::filesystem::path& path) {
    std::ifstream file(path);
    auto instance = sequencing::read_csplib(file);
    if (!instance.faults.empty()) throw std::runtime_error(path.string() + ": " + instance.faults.front().sentence);
    const auto name = path.stem().string();
    const auto known = not_satisfied.find(name);
    if (known == not_satisfied.end()) return {name, std::move(instance.problem), 0, seconds_if_satisfiable};
    return {name, std::move(instance.problem), known->second, seconds_if_not};
}

std::vector<Mix> published_mixes() {
    std::vector<Mix> mixes;
    const auto folder = support::source_dir.parent_path() / "shared/data/carseq";
    if (!std::filesystem::exists(folder)) return mixes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.ends_with(".txt") && name != "LICENSE.txt") mixes.push_back(read_mix(entry.path()));
    }
    return mixes;
}

/// Cars that are known to fit: a sequence is drawn car by car, each as full of options as the ratios allow most times,
/// and then forgotten.
Mix generated_mix(unsigned seed) {
    std::mt19937 random(seed);
    sequencing::Problem problem;
    problem.options = {{"a", 1, 2}, {"b", 2, 3}, {"c", 1, 3}, {"d", 2, 5}, {"e", 1, 5}};
    for (int at = 0; at < cars_generated; ++at) {
        sequencing::Car car;
        for (std::size_t o = 0; o < problem.options.size(); ++o) {
            const auto& option = problem.options[o];
            int before = 0;
            for (int back = 1; back < option.window && back <= at; ++back)
                before += static_cast<int>(problem.cars[static_cast<std::size_t>(at - back)].options >> o & 1);
            const bool wanted = random() % 100 < 92;
            if (before < option.most && wanted) car.options |= std::uint64_t{1} << o;
        }
        problem.cars.push_back(car);
    }
    for (std::size_t i = problem.cars.size() - 1; i > 0; --i)
        std::swap(problem.cars[i], problem.cars[random() % (i + 1)]);
    return {"generated " + std::to_string(seed), std::move(problem), 0, seconds_if_satisfiable};
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct MixTotals {
    int mixes = 0, met = 0;
    double found = 0, greedy = 0, slowest = 0;
};

/// One thread; the time is the processor's, so that what else the machine does is not measured.
void sequence_mix(const Mix& mix, MixTotals& totals) {
    sequencing::Random random(1);
    totals.greedy += sequencing::evaluate(mix.problem, sequencing::greedy(mix.problem, random)).violations;
    sequencing::Settings settings;
    const double start = processor_seconds();
    settings.seconds = 10 * mix.seconds;
    // What is asked for is enough: the rest of the time is left to the other figures.
    settings.enough = std::int64_t{mix.problem.weights.violation} * mix.most;
    settings.stop = [&] { return processor_seconds() - start >= mix.seconds; };
    const auto solution = sequencing::solve(mix.problem, settings);
    const bool met = solution.evaluation.violations <= mix.most;
    const double took = std::min(processor_seconds() - start, mix.seconds);
    ++totals.mixes;
    totals.met += met;
    totals.found += solution.evaluation.violations;
    totals.slowest = std::max(totals.slowest, took);
    std::fprintf(stderr, "sequencing: %-14s %3d violated windows (wanted %d) after %.2f s\n", mix.name.c_str(),
                 solution.evaluation.violations, mix.most, took);
}

std::vector<Figure> sequence_mixes() {
    auto mixes = published_mixes();
    const bool published = !mixes.empty();
    for (unsigned seed = 1; !published && seed <= mixes_generated; ++seed) mixes.push_back(generated_mix(seed));
    MixTotals totals;
    for (const auto& mix : mixes) sequence_mix(mix, totals);
    const std::string of = std::to_string(totals.mixes) + (published ? " of CSPLib" : " generated");
    const bool met = totals.met == totals.mixes;
    return {{"sequencing", totals.found, "violations", totals.greedy, "greedy by utilisation, the same instances",
             "0 if satisfiable, else as set; " + of, met},
            {"sequencing-slowest", totals.slowest, "s", seconds_if_satisfiable,
             "the longest that a satisfiable one may take", "0 in < 10 s, others in 30 s", met}};
}

}  // namespace

std::vector<Benchmark> sequencing_benchmarks() { return {{"sequencing", sequence_mixes}}; }

}  // namespace marque::bench
