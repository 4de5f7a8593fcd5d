#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace marque::bench {

/// One measured figure beside the yardstick that was taken in the same run.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    double yardstick = 0;
    std::string yardstick_is;  ///< in words
    std::string goal;          ///< in words
    bool met = false;

    double ratio() const { return yardstick == 0 ? 0 : value / yardstick; }
};

/// A benchmark makes a server and a database of its own and is bounded in time.
struct Benchmark {
    std::string name;
    std::function<std::vector<Figure>()> run;
};

/// What the command line may say.
struct Settings {
    std::optional<std::chrono::seconds> time;  ///< of those that run for a time: how long, if not as the figure asks
    std::optional<int> builds;                 ///< of the genealogy and of chaos: how many, if not as the figure asks
    std::size_t kills = 40;                    ///< of each process, in chaos
    std::optional<unsigned> seed;              ///< of chaos; drawn, and printed, when it is not given
    bool prove = false;  ///< fail on a disagreement; afterwards falsify entries, which the checks must find
};

std::vector<Benchmark> order_benchmarks();
std::vector<Benchmark> event_benchmarks();
std::vector<Benchmark> list_benchmarks();
std::vector<Benchmark> eta_benchmarks();
std::vector<Benchmark> catalog_benchmarks();
std::vector<Benchmark> sequencing_benchmarks();
std::vector<Benchmark> genealogy_benchmarks(const Settings& settings);
std::vector<Benchmark> ingest_benchmarks(const Settings& settings);
std::vector<Benchmark> race_benchmarks(const Settings& settings);
std::vector<Benchmark> chaos_benchmarks(const Settings& settings);

/// The value below which `share` of the samples lie; sorts them.
double percentile(std::vector<double>& samples, double share);

}  // namespace marque::bench
