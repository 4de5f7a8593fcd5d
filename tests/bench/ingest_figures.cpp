#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "bench/figures.h"
#include "bench/load.h"
#include "bench/robot_line.h"
#include "core/clock.h"
#include "core/random.h"
#include "db/tx.h"
#include "support/eventually.h"
#include "support/test_broker.h"
#include "support/test_database.h"
#include "support/test_server.h"
#include "support/world.h"

namespace marque::bench {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr const char* line_code = "ga-1";
constexpr double rate_asked_for = 2000;
constexpr std::chrono::seconds usual_run{600};
constexpr double filling_rate = 1000;
constexpr double longest_way_ms = 1000;
constexpr double step = 1.25, fine_step = 1.1, lowest_rate = 250;
constexpr auto step_time = 15s;
constexpr double cpu_to_spend_ms = 1;  ///< two cores at 2,000 events/s
constexpr auto longest_drain = 60s;
constexpr int sellers = 8;
constexpr std::size_t yardstick_batch = 100;
constexpr std::size_t spare_builds = 450;  ///< so that cars stand side by side to the end

/// Broker, bridge, server and database, and a robot in the line's place.
struct Plant {
    support::TestDatabase database{support::TestDatabase::Schema::migrated, support::mariadb::Size::product};
    support::TestServer server{database};
    support::TestBroker broker;
    support::Network network = support::make_network(database.pool());
    support::Model model = support::make_model(database.pool(), line_code);
    support::Customer buyer = support::make_customer(database.pool(), network.dealer.id);
    RobotLine line{"tcp://127.0.0.1:" + std::to_string(broker.port()), stations()};
    support::TempDir folder;
    std::unique_ptr<support::Process> bridge;

    Plant() {
        // The robot's session first: what is said before, the broker keeps for nobody.
        if (!support::eventually(20s, [&] { return line.connected(); }))
            throw std::runtime_error("the robot line does not reach the broker");
        support::write_file(folder.path() / "token", server.service_token(line_code) + "\n");
        bridge = std::make_unique<support::Process>(
            "marque-bridge",
            support::Arguments{(support::bin_dir / "marque-bridge").string(), "--data=" + folder.path().string(),
                               "--token-file=" + (folder.path() / "token").string(),
                               "--server-url=http://127.0.0.1:" + std::to_string(server.port()),
                               "--broker=tcp://127.0.0.1:" + std::to_string(broker.port()), "--health-port=0"});
    }

    std::vector<std::string> stations() {
        return db::read(database.pool(), [](db::Tx& tx) {
            return tx.list(
                [](const db::Row& row) { return row.get<std::string>("code"); },
                "SELECT code FROM line_station WHERE line_code = ? AND code NOT IN ('LINE-OFF', 'YARD-IN', 'SHIPPED', 'ARRIVED') ORDER BY position",
                line_code);
        });
    }

    /// Orders placed through the API, released to the robot and linked to the build IDs it gave.
    void fill(std::size_t more) {
        const std::size_t builds = line.builds_taken() + more;
        const auto day = core::BusinessClock{}.today("Asia/Shanghai") + std::chrono::days{60};
        const std::string body = support::Json{
            {"kind", "CUSTOMER"},
            {"model", model.code},
            {"model_year", model.year},
            {"features", {"T1", "E1", "C1", "I1", "OA", "OB"}},
            {"customer_id", buyer.id.value},
            {"requested_date",
             core::to_iso_date(day)}}.dump();
        const auto token = server.client(network.salesperson).session_token();
        std::vector<std::thread> counters;
        for (int seller = 0; seller < sellers; ++seller) {
            counters.emplace_back([&] {
                LeanClient client(server.port(), token);
                for (std::size_t i = 0; i < more / sellers + 1; ++i) client.post("/orders", body, support::fresh_key());
            });
        }
        for (auto& counter : counters) counter.join();
        const bool linked =
            support::eventually(600s, [&] { return count("SELECT COUNT(*) AS n FROM build") >= builds; });
        if (!linked) throw std::runtime_error("not every order was linked to a build");
    }

    std::size_t count(db::Sql sql) {
        return db::read(database.pool(), [&](db::Tx& tx) { return tx.value<std::uint64_t>("n", sql).value(); });
    }

    /// Events at an even pace, for which there are cars enough.
    struct Run {
        std::vector<double> ways;  ///< ms, of those that were confirmed
        bool all_confirmed = false;
        double p99 = 0;
        bool holds() const { return all_confirmed && p99 < longest_way_ms; }
    };
    Run run(double rate, std::chrono::milliseconds time) {
        const auto events = static_cast<std::size_t>(rate * std::chrono::duration<double>(time).count());
        const auto needed = events + spare_builds * line.events_a_build();
        if (line.events_left() < needed) fill((needed - line.events_left()) / line.events_a_build() + 1);
        line.take_ways();
        const auto before = line.said();
        const auto start = steady_clock::now();
        for (auto now = start; now < start + time; now = steady_clock::now()) {
            const auto due = static_cast<std::size_t>(rate * std::chrono::duration<double>(now - start).count());
            const auto said = line.said() - before;
            if (due > said) line.say(due - said);
            std::this_thread::sleep_until(now + 2ms);
        }
        Run run;
        run.all_confirmed =
            support::eventually(longest_drain, [&] { return line.confirmed() + line.rejected() >= line.said(); });
        run.ways = line.take_ways();
        run.p99 = percentile(run.ways, 0.99);
        return run;
    }

    /// The highest rate whose run holds: up, or down, in steps, and then once more between the last two.
    double highest_rate(bool usual_holds) {
        const auto holds = [&](double rate) {
            const auto tried = run(rate, step_time);
            std::fprintf(stderr, "line-ingest: %.0f events/s, p99 %.0f ms%s\n", rate, tried.p99,
                         tried.all_confirmed ? "" : ", not all confirmed");
            return tried.holds();
        };
        double highest = usual_holds ? rate_asked_for : rate_asked_for / step;
        while (!usual_holds && highest > lowest_rate && !holds(highest)) highest /= step;
        if (highest <= lowest_rate) return 0;
        while (usual_holds && holds(highest * step)) highest *= step;
        return holds(highest * fine_step) ? highest * fine_step : highest;
    }
};

/// CPU seconds that this program and its children have used, by their names.
std::map<std::string, double> cpu_used() {
    std::map<std::string, double> used;
    const auto self = std::to_string(::getpid());
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream file(entry.path() / "stat");
        std::string line;
        if (!std::getline(file, line)) continue;
        const auto open = line.find('('), close = line.rfind(')');
        std::istringstream rest(line.substr(close + 2));
        std::vector<std::string> fields{std::istream_iterator<std::string>(rest), {}};
        if (fields[1] != self && entry.path().filename() != self) continue;
        used[line.substr(open + 1, close - open - 1)] +=
            (std::stod(fields[11]) + std::stod(fields[12])) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }
    return used;
}

/// CPU milliseconds an event since `before`, told by program.
double cpu_an_event(const std::map<std::string, double>& before, std::size_t events) {
    double all = 0;
    for (const auto& [program, seconds] : cpu_used()) {
        const auto found = before.find(program);
        const double spent =
            1000 * (seconds - (found == before.end() ? 0 : found->second)) / static_cast<double>(events);
        std::fprintf(stderr, "line-ingest: %.3f ms of CPU an event, %s\n", spent, program.c_str());
        all += spent;
    }
    return all;
}

/// The rows of one event, committed by the hundred as the server does it, through one connection.
double ingest_by_bare_client(Plant& plant) {
    const auto builds = db::read(plant.database.pool(), [](db::Tx& tx) {
        return tx.list([](const db::Row& row) { return row.get<std::uint64_t>("id"); },
                       "SELECT id FROM build ORDER BY id DESC LIMIT 100");
    });
    return yardstick_batch * rate(1, 10s, [&](int) {
               auto connection = std::make_shared<db::Connection>(plant.database.config(), db::Mode::write);
               return [connection, &builds, &plant](int round) {
                   db::Tx tx(*connection);
                   const auto now = core::BusinessClock{}.real_now();
                   std::vector<db::Params> events, inbox, feed;
                   std::vector<std::string> ids(yardstick_batch);  // parameters look at their text, they do not keep it
                   for (std::size_t i = 0; i < yardstick_batch; ++i) {
                       const auto& id = ids[i] = core::random_uuid();
                       events.push_back({builds[i % builds.size()], 1'000'000 + round, id, "GA-0410", "RUNNING", 1, now,
                                         now, std::nullopt, std::nullopt, std::nullopt});
                       inbox.push_back({id, now, "PROGRESS"});
                       feed.push_back({now, "STATION", std::nullopt, plant.network.dealer.id, plant.network.region.id,
                                       line_code, "{\"kind\":\"STATION\",\"station\":\"GA-0410\"}"});
                       tx.execute("UPDATE build SET station = ?, station_since = ?, version = version + 1 WHERE id = ?",
                                  "GA-0410", now, builds[i % builds.size()]);
                   }
                   tx.insert_rows(
                       "INSERT INTO build_event (build_pk, seq, message_id, station, state, pass_no, at, received_at, "
                       "hold_reason, disposition, detail) VALUES",
                       events);
                   tx.insert_rows("INSERT INTO inbox (message_id, received_at, result) VALUES", inbox);
                   tx.insert_rows(
                       "INSERT INTO feed (created_at, kind, order_id, dealer_id, region_id, line_code, payload) VALUES",
                       feed);
                   connection->commit();
               };
           });
}

std::vector<Figure> line_ingest(const Settings& settings) {
    Plant plant;
    const auto time = settings.time.value_or(usual_run);
    plant.fill(static_cast<std::size_t>(rate_asked_for * static_cast<double>(time.count())) /
                   plant.line.events_a_build() +
               spare_builds);
    std::fprintf(stderr, "line-ingest: %zu builds on the line\n", plant.line.builds_taken());

    plant.run(filling_rate, std::chrono::milliseconds{static_cast<int>(
                                1000 * static_cast<double>(plant.line.events_to_fill()) / filling_rate)});
    const auto said_before = plant.line.said(), replays_before = plant.line.replays();
    const auto cpu_before = cpu_used();
    const auto usual = plant.run(rate_asked_for, time);
    const double cpu = cpu_an_event(cpu_before, plant.line.said() - said_before);
    const auto said = plant.line.said();
    const auto lost = said - plant.count("SELECT COUNT(*) AS n FROM build_event");
    const auto wrong = plant.line.rejected() + plant.count(
                                                   "SELECT COUNT(*) AS n FROM build b WHERE b.last_seq <> "
                                                   "(SELECT COUNT(*) FROM build_event e WHERE e.build_pk = b.id)");
    std::fprintf(stderr, "line-ingest: %zu events, p99 %.0f ms, %zu not confirmed, %zu replays asked for\n", said,
                 usual.p99, said - plant.line.confirmed(), plant.line.replays() - replays_before);

    const double highest = plant.highest_rate(usual.holds());
    const double bare = ingest_by_bare_client(plant);
    return {{"line-ingest", usual.p99, "ms p99", longest_way_ms, "the longest way allowed, at 2,000 events/s",
             "p99 < 1 s, none lost, none twice", usual.holds() && lost == 0 && wrong == 0},
            {"line-ingest-lost", static_cast<double>(lost + wrong), "events", static_cast<double>(said),
             "events that were said", "0", lost == 0 && wrong == 0},
            {"line-ingest-cpu", cpu, "ms an event", cpu_to_spend_ms, "what two cores have to spend at 2,000 events/s",
             "-", true},
            {"line-ingest-highest", highest, "events/s", bare, "the same rows committed by the bare database client",
             "ratio told", highest >= rate_asked_for}};
}

}  // namespace

std::vector<Benchmark> ingest_benchmarks(const Settings& settings) {
    return {{"line-ingest", [settings] { return line_ingest(settings); }}};
}

}  // namespace marque::bench
