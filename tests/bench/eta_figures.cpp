#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "bench/figures.h"
#include "core/clock.h"
#include "core/random.h"
#include "db/tx.h"
#include "scenarios/stack.h"
#include "support/eventually.h"
#include "support/test_server.h"
#include "support/world.h"

namespace marque::bench {
namespace {

using std::chrono::steady_clock;
using support::Json;

constexpr int open_orders = 50'000;
constexpr int on_the_line = 500;
constexpr int cars_that_finished = 60;
constexpr double longest_recompute = 10;

constexpr int cars_to_forecast = 250;
constexpr int queue_kept = 25;
constexpr auto longest_run = std::chrono::seconds{270};
constexpr double least_coverage = 85, most_coverage = 95;

double seconds_since(steady_clock::time_point start) {
    return std::chrono::duration<double>(steady_clock::now() - start).count();
}

/// A line with 60 cars on record that were built at a steady pace, and 50,000 open orders, 500 of them on the line.
struct FullBook {
    support::TestDatabase database;
    support::TestServer server{database};
    support::Network network = support::make_network(database.pool());
    support::Line line = support::make_line(database.pool());
    support::Model model = support::make_model(database.pool(), line.code);
    core::Instant now = core::BusinessClock{}.real_now();

    FullBook() {
        db::in_tx(database.pool(), [&](db::Tx& tx) {
            // Only what is measured computes: the server's own follower stands back.
            tx.execute("INSERT INTO line_pace (line_code, leased_until) VALUES (?, '2100-01-01')", line.code);
            std::vector<db::Params> orders, builds, requests, events;
            for (int i = 1; i <= open_orders + cars_that_finished; ++i) add(i, orders, builds, requests, events);
            tx.insert_rows(
                "INSERT INTO customer_order (id, number, dealer_id, region_id, salesperson_id, kind, state, event_code, line_code, "
                "model_id, price, requested_date, destination_id, placed_at, updated_at) VALUES",
                orders);
            tx.insert_rows(
                "INSERT INTO build (id, build_id, order_id, dealer_id, line_code, state, station, station_state, station_since, "
                "started_at) VALUES",
                builds);
            tx.insert_rows(
                "INSERT INTO line_request (message_id, order_id, action, configuration_version, sent_at, answer, answered_at) VALUES",
                requests);
            tx.insert_rows(
                "INSERT INTO build_event (build_pk, seq, message_id, station, state, pass_no, at, received_at) VALUES",
                events);
        });
    }

    void add(int i, std::vector<db::Params>& orders, std::vector<db::Params>& builds, std::vector<db::Params>& requests,
             std::vector<db::Params>& events) const {
        const bool finished = i <= cars_that_finished, built = i <= cars_that_finished + on_the_line;
        const char* state = finished ? "ARRIVED" : built ? "IN_PRODUCTION" : "ACCEPTED";
        const auto linked = now - std::chrono::hours{24 * 30} + std::chrono::minutes{i};
        orders.push_back({i, "ETA-" + std::to_string(i), network.dealer.id, network.region.id, network.salesperson.id,
                          "STOCK", state, 2000, line.code, model.id, "150000.00", "2027-01-20", network.dealer.id,
                          linked, linked});
        if (!built) return;
        const auto& station = finished ? line.stations.back() : line.stations[static_cast<std::size_t>(i) % 3];
        builds.push_back({i, "E" + std::to_string(i), i, network.dealer.id, line.code, finished ? "ARRIVED" : "RUNNING",
                          station, "COMPLETED", now - std::chrono::minutes{i % 60}, linked});
        requests.push_back({core::random_uuid(), i, "RELEASE", 1, linked, "ACCEPTED", linked});
        if (!finished) return;
        auto at = linked + std::chrono::hours{2};
        int seq = 0;
        for (const auto& place : line.stations) {
            at += std::chrono::minutes{50 + (i * 7) % 20};
            events.push_back(
                {i, ++seq, "e" + std::to_string(i) + "-" + std::to_string(seq), place, "COMPLETED", 1, at, at});
        }
    }

    std::string recompute(const support::Arguments& more = {}) const {
        support::Arguments arguments{"recompute-eta"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto done = server.admin(arguments);
        if (done.status != 0) throw std::runtime_error(done.output);
        return done.output;
    }
};

/// "… 50000 open orders computed anew in 3.21 s"
double seconds_said(const std::string& output, const std::string& line) {
    std::smatch found;
    const std::regex said(line + ": 50000 open orders computed anew in ([0-9.]+) s");
    if (!std::regex_search(output, found, said)) throw std::runtime_error("recompute-eta said: " + output);
    return std::stod(found[1]);
}

/// The same rows written by the bare client, as many in a transaction.
double write_barely(FullBook& book) {
    const auto start = steady_clock::now();
    db::Connection connection(book.database.config(), db::Mode::write);
    db::Tx tx(connection);
    for (int from = cars_that_finished; from < open_orders + cars_that_finished; from += 512) {
        tx.execute(
            "UPDATE order_eta SET p50_at = p50_at + INTERVAL 1 HOUR, p90_at = p90_at + INTERVAL 1 HOUR, computed_at = ? "
            "WHERE order_id > ? AND order_id <= ?",
            book.now, from, from + 512);
        connection.commit();
    }
    return seconds_since(start);
}

std::vector<Figure> recompute_etas() {
    FullBook book;
    book.recompute({"--relearn", "true"});
    // As after a line stop: every order's dates are wrong, so every row is written. It is also the yardstick.
    const double bare = write_barely(book);
    const double seconds = seconds_said(book.recompute(), book.line.code);
    return {{"eta-recompute", seconds, "s", bare, "50,000 rows moved by 98 UPDATEs of the bare client",
             "< 10 s for 50,000 open orders", seconds < longest_recompute}};
}

int count(db::Pool& pool, db::Sql sql) {
    return db::read(pool, [&](db::Tx& tx) { return tx.value<int>("n", sql).value(); });
}

/// Orders for stock like one that the demonstration placed, as long as the line needs work.
void keep_the_line_busy(scenarios::Stack& stack) {
    auto seller = stack.client();
    seller.sign_in("li.na", "marque-demo");
    const auto newest = seller.get("/orders?limit=1").json().at("items").at(0).at("number").get<std::string>();
    const auto order = seller.get("/orders/" + newest).json();
    Json features = Json::array();
    for (const auto& line : order.at("configurations").at(0).at("lines")) {
        if (!line.at("included").get<bool>()) features.push_back(line.at("code"));
    }
    const auto day = core::BusinessClock{}.today("Asia/Shanghai") + std::chrono::days{60};
    const Json body{{"kind", "STOCK"},
                    {"model", order.at("model")},
                    {"model_year", order.at("model_year")},
                    {"features", features},
                    {"requested_date", core::to_iso_date(day)}};
    const auto end = steady_clock::now() + longest_run;
    support::eventually(longest_run, [&] {
        const int waiting =
            count(stack.pool(),
                  "SELECT COUNT(*) AS n FROM customer_order WHERE state IN ('ACCEPTED','RELEASED','SCHEDULED')");
        for (int i = waiting; i < queue_kept; ++i) {
            const auto placed = seller.post("/orders", body);
            if (placed.status != 201) throw std::runtime_error(placed.body);
        }
        return steady_clock::now() > end ||
               count(stack.pool(),
                     "SELECT COUNT(*) AS n FROM build WHERE state = 'ARRIVED' AND build_id LIKE '__B%'") >=
                   cars_to_forecast;
    });
}

std::vector<Figure> cover_truth() {
    scenarios::LineSettings settings;
    settings.car_seconds = 24;
    settings.road_seconds = 20;
    settings.hold_rate = 0.05;
    settings.rework_rate = 0.08;
    settings.seed = 11;
    scenarios::Stack stack(settings);
    keep_the_line_busy(stack);
    const int builds = count(stack.pool(), "SELECT COUNT(*) AS n FROM build WHERE build_id LIKE '__B%'");
    const auto said = stack.admin({"backtest-eta", "--most", std::to_string(builds)});
    if (said.status != 0) throw std::runtime_error(said.output);
    // "  LINKED          391        52.1%        90.3%", one line a moment
    std::istringstream lines(said.output);
    double forecasts = 0, p50 = 0, p90 = 0;
    const std::regex row(R"(\s+[A-Z_]+\s+(\d+)\s+([0-9.]+)%\s+([0-9.]+)%)");
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (!std::regex_match(line, found, row)) continue;
        const double weight = std::stod(found[1]);
        forecasts += weight;
        p50 += weight * std::stod(found[2]);
        p90 += weight * std::stod(found[3]);
    }
    if (forecasts == 0) throw std::runtime_error(said.output);
    p50 /= forecasts;
    p90 /= forecasts;
    return {{"eta-coverage", p90, "% in p90", 90, "what p90 promises", "85 to 95 %",
             p90 >= least_coverage && p90 <= most_coverage},
            {"eta-coverage-median", p50, "% in p50", 50, "what p50 promises", "-", true},
            {"eta-coverage-cars", forecasts / 4, "cars", cars_to_forecast, "cars wanted", "-", true}};
}

}  // namespace

std::vector<Benchmark> eta_benchmarks() { return {{"eta-recompute", recompute_etas}, {"eta-coverage", cover_truth}}; }

}  // namespace marque::bench
