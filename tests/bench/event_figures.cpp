#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "bench/figures.h"
#include "core/clock.h"
#include "scenarios/stack.h"
#include "support/event_stream.h"
#include "support/eventually.h"
#include "support/world.h"

namespace marque::bench {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr double longest_to_page_ms = 250;
constexpr double most_memory_mb = 150;
constexpr int streams_wanted = 1000;
constexpr auto measuring_time = std::chrono::seconds{45};

double resident_mb(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string word; status >> word;) {
        double kib = 0;
        if (word == "VmRSS:" && status >> kib) return kib / 1024;
    }
    throw std::runtime_error("no VmRSS of the server");
}

/// From the moment the line says it happened to the moment an open page hears it, through broker, bridge, server,
/// database.
std::vector<Figure> event_to_page() {
    scenarios::LineSettings settings;
    settings.car_seconds = 25;
    settings.road_seconds = 2;
    settings.seed = 7;
    settings.orders_waiting = true;
    scenarios::Stack stack(settings);
    auto planner = stack.client();
    planner.sign_in("cheng.gong", "marque-demo");
    support::EventStream page(planner, "/events?topic=line:" + scenarios::line_code);

    std::vector<double> ways;
    // The line fills first: it brings its full number of events a second once cars stand at every line station.
    const auto start = steady_clock::now() + std::chrono::seconds{25};
    const auto end = start + measuring_time;
    while (steady_clock::now() < end) {
        const auto event = page.next(std::chrono::seconds{5});
        if (!event || event->event != "STATION" || steady_clock::now() < start) continue;
        const auto at = core::parse_rfc3339(event->json().at("at").get<std::string>()).value();
        ways.push_back(std::chrono::duration<double, std::milli>(core::BusinessClock{}.real_now() - at).count());
    }
    const double per_second = static_cast<double>(ways.size()) / std::chrono::duration<double>(measuring_time).count();
    const double p50 = percentile(ways, 0.5);
    const double p99 = percentile(ways, 0.99);
    return {{"event-to-page", p99, "ms p99", longest_to_page_ms, "the longest way allowed",
             "p99 < 250 ms at 100 events/s", p99 < longest_to_page_ms && per_second >= 100},
            {"event-to-page-median", p50, "ms p50", longest_to_page_ms, "the longest way allowed", "-", true},
            {"event-to-page-rate", per_second, "events/s", 100, "the rate asked for", "ratio >= 1", per_second >= 100}};
}

std::vector<Figure> event_streams() {
    support::TestDatabase database;
    support::TestServer server(database);
    const auto network = support::make_network(database.pool());
    auto client = server.client(network.salesperson);
    const double before = resident_mb(server.process().pid());
    std::vector<std::unique_ptr<support::EventStream>> pages;
    for (int i = 0; i < streams_wanted; ++i)
        pages.push_back(std::make_unique<support::EventStream>(client, "/events?topic=dealer"));
    const bool open = support::eventually(std::chrono::seconds{20}, [&] {
        return client.get("//metrics").body.find("marque_event_streams " + std::to_string(streams_wanted)) !=
               std::string::npos;
    });
    if (!open) throw std::runtime_error("the server does not hold all streams");
    const double with = resident_mb(server.process().pid());
    return {{"event-streams", with, "MB resident", before, "the same server without streams",
             "< 150 MB with 1,000 streams", with < most_memory_mb}};
}

}  // namespace

double percentile(std::vector<double>& samples, double share) {
    if (samples.empty()) return 0;
    std::sort(samples.begin(), samples.end());
    const auto index = static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1));
    return samples[index];
}

std::vector<Benchmark> event_benchmarks() {
    return {{"event-to-page", event_to_page}, {"event-streams", event_streams}};
}

}  // namespace marque::bench
