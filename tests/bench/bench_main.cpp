#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>
#include <string>

#include "bench/figures.h"

namespace {

using marque::bench::Figure;

void print_row(const Figure& figure) {
    std::printf("%-22s %12.1f %-12s %12.1f  %-52s %6.2f  %-30s %s\n", figure.name.c_str(), figure.value,
                figure.unit.c_str(), figure.yardstick, figure.yardstick_is.c_str(), figure.ratio(), figure.goal.c_str(),
                figure.met ? "met" : "MISSED");
    std::fflush(stdout);
}

void print_json(const Figure& figure) {
    const nlohmann::json line{
        {"name", figure.name},     {"value", figure.value}, {"unit", figure.unit}, {"yardstick", figure.yardstick},
        {"ratio", figure.ratio()}, {"goal", figure.goal},   {"met", figure.met}};
    std::printf("%s\n", line.dump().c_str());
    std::fflush(stdout);
}

int usage() {
    std::fprintf(stderr,
                 "marque-bench [--only NAME] [--json] [--seconds N] [--builds N] [--kills N] [--seed N] [--prove]\n");
    return 2;
}

/// A thousand open pages need a thousand sockets in this process.
void allow_many_sockets() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
    std::string only;
    bool json = false;
    marque::bench::Settings settings;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--json") {
            json = true;
        } else if (word == "--prove") {
            settings.prove = true;
        } else if (word == "--seconds" && i + 1 < argc) {
            settings.time = std::chrono::seconds{std::clamp(std::atoi(argv[++i]), 1, 3600)};
        } else if (word == "--builds" && i + 1 < argc) {
            settings.builds = std::clamp(std::atoi(argv[++i]), 1, 1'000'000);
        } else if (word == "--kills" && i + 1 < argc) {
            settings.kills = static_cast<std::size_t>(std::clamp(std::atoi(argv[++i]), 0, 1000));
        } else if (word == "--seed" && i + 1 < argc) {
            settings.seed = static_cast<unsigned>(std::atoll(argv[++i]));
        } else if (word == "--only" && i + 1 < argc) {
            only = argv[++i];
        } else {
            return usage();
        }
    }
    setenv("MARQUE_EXCHANGES", "/dev/null", 0);
    allow_many_sockets();
    auto benchmarks = marque::bench::order_benchmarks();
    for (auto& benchmark : marque::bench::event_benchmarks()) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::list_benchmarks()) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::eta_benchmarks()) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::sequencing_benchmarks()) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::race_benchmarks(settings)) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::chaos_benchmarks(settings)) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::catalog_benchmarks()) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::ingest_benchmarks(settings)) benchmarks.push_back(std::move(benchmark));
    for (auto& benchmark : marque::bench::genealogy_benchmarks(settings)) benchmarks.push_back(std::move(benchmark));
    bool known = only.empty();
    try {
        for (const auto& benchmark : benchmarks) {
            if (!only.empty() && benchmark.name != only) continue;
            known = true;
            for (const auto& figure : benchmark.run()) json ? print_json(figure) : print_row(figure);
        }
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "marque-bench: %s\n", failure.what());
        return 1;
    }
    return known ? 0 : usage();
}
