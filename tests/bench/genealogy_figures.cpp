#include <algorithm>
#include <chrono>
#include <cstdio>
#include <future>
#include <random>
#include <stdexcept>

#include "bench/figures.h"
#include "bench/load.h"
#include "core/time.h"
#include "db/tx.h"
#include "support/test_database.h"
#include "support/test_server.h"
#include "support/world.h"

namespace marque::bench {
namespace {

using std::chrono::steady_clock;

constexpr int asked_builds = 1'000'000;
constexpr int parts = 100;
constexpr int minutes_between = 2;  // 1,000,000 cars are a line's work of nearly four years
constexpr int portion = 500;        // cars of one transaction
constexpr int window_days = 14;
constexpr int questions = 1'000;
constexpr double most_ms = 50;

/// 100 tracked parts a car, in rows as the line's messages make them: 70 by lot, of 40 to 2,000 cars, 30 by serial. Of
/// one car in 500 nothing is known of a part.
struct Past {
    support::TestDatabase database{support::TestDatabase::Schema::migrated, support::mariadb::Size::bulk};
    support::TestServer server{database};
    support::Network network = support::make_network(database.pool());
    support::Line line = support::make_line(database.pool());
    support::Model model = support::make_model(database.pool(), line.code);
    std::string token = server.client(network.plant_planner).session_token();
    core::Instant first = core::parse_rfc3339("2022-01-01T00:00:00Z").value();
    int builds;

    explicit Past(int wanted) : builds(wanted) { fill(); }

    /// The genealogies of some cars, a portion a transaction. In the order of the cars every row comes to the end of
    /// what its page of each index has so far: no page is read again, and all are full.
    void fill_parts(int from, int to) {
        db::Connection connection(database.config(), db::Mode::write);
        db::Tx tx(connection);
        for (int start = from; start <= to; start += portion) {
            tx.execute(
                "INSERT INTO build_part (build_pk, seq, item, part_no, lot, serial, quantity, line_code, started_at) "
                "SELECT b.id, 1 + (p.seq - 1) DIV 20, 1 + (p.seq - 1) % 20, CONCAT('PART-', 1000 + p.seq), "
                "  IF(p.seq % 10 < 7, CONCAT('L', 100000 + b.id DIV (40 * (1 + p.seq % 50))), NULL), "
                "  IF(p.seq % 10 < 7, NULL, CONCAT('S', p.seq, '-', b.id)), 1, b.line_code, b.started_at "
                "FROM build b STRAIGHT_JOIN seq_1_to_100 p WHERE b.id BETWEEN ? AND ? AND (b.id + p.seq) % 500 <> 0",
                start, std::min(start + portion - 1, to));
            connection.commit();
        }
    }

    void fill_parts() {
        const int middle = builds / 2;
        auto second = std::async(std::launch::async, [&] { fill_parts(middle + 1, builds); });
        fill_parts(1, middle);
        second.get();
    }

    void fill() {
        const auto start = steady_clock::now();
        const auto say = [&](const char* what) {
            std::fprintf(stderr, "genealogy: %s after %.0f s\n", what,
                         std::chrono::duration<double>(steady_clock::now() - start).count());
        };
        db::Connection connection(database.config(), db::Mode::write);
        // Into an empty table, in the order of its key, and unchecked: the rows are sorted and written page by page.
        connection.run("SET unique_checks = 0, foreign_key_checks = 0");
        db::Tx tx(connection);
        tx.execute(
            "INSERT INTO customer_order (id, number, dealer_id, region_id, salesperson_id, kind, state, event_code, line_code, "
            "  model_id, price, requested_date, destination_id, placed_at, updated_at) "
            "SELECT seq, CONCAT('ORD-2022-', LPAD(seq, 7, '0')), ?, ?, ?, 'STOCK', 'DELIVERED', 6000, ?, ?, '150000.00', "
            "  '2022-06-01', ?, ?, ? FROM seq_1_to_1000000 WHERE seq <= ?",
            network.dealer.id, network.region.id, network.salesperson.id, line.code, model.id, network.dealer.id, first,
            first, builds);
        connection.commit();
        tx.execute(
            "INSERT INTO build (id, build_id, order_id, dealer_id, line_code, state, last_seq, started_at, completed_at) "
            "SELECT seq, CONCAT('B', LPAD(seq, 9, '0')), seq, ?, ?, 'ARRIVED', 5, ? + INTERVAL seq * ? MINUTE, "
            "  ? + INTERVAL seq * ? MINUTE + INTERVAL 8 HOUR FROM seq_1_to_1000000 WHERE seq <= ?",
            network.dealer.id, line.code, first, minutes_between, first, minutes_between, builds);
        connection.commit();
        tx.execute(
            "INSERT INTO build_event (build_pk, seq, message_id, station, state, pass_no, at, received_at) "
            "SELECT b.seq, e.seq, CONCAT(b.seq, '#', e.seq), ELT(e.seq, 'BO-0110', 'BO-0120', 'PA-0210', 'GA-0410', 'GA-0410'), "
            "  'COMPLETED', 1, ? + INTERVAL b.seq * ? MINUTE + INTERVAL e.seq HOUR, ? + INTERVAL b.seq * ? MINUTE "
            "FROM seq_1_to_1000000 b STRAIGHT_JOIN seq_1_to_5 e WHERE b.seq <= ?",
            first, minutes_between, first, minutes_between, builds);
        connection.commit();
        say("builds and their events");
        fill_parts();
        say("genealogies");
        db::in_tx(database.pool(), [](db::Tx& each) {
            each.each([](const db::Row&) {}, "ANALYZE TABLE build_part, build, customer_order, build_event");
        });
        say("ready");
    }
};

/// A lot that cars of the window have, as somebody asks for it who holds a bad part in the hand.
struct Question {
    std::string part_no, lot;
    core::Instant from, until;

    std::string query(const std::string& line) const {
        return "?line=" + line + "&part=" + part_no + "&lot=" + lot + "&from=" + core::to_rfc3339(from) +
               "&until=" + core::to_rfc3339(until);
    }
};

Question any_question(const Past& past, std::mt19937& chance) {
    const int build = std::uniform_int_distribution<int>(1, past.builds)(chance);
    int part = 0;
    while (part == 0 || part % 10 >= 7) part = std::uniform_int_distribution<int>(1, parts)(chance);
    const auto middle = past.first + std::chrono::minutes{minutes_between} * build;
    return {"PART-" + std::to_string(1000 + part), "L" + std::to_string(100000 + build / (40 * (1 + part % 50))),
            middle - std::chrono::hours{24} * window_days / 2, middle + std::chrono::hours{24} * window_days / 2};
}

template <class Ask>
double p99_of(const Past& past, Ask&& ask) {
    std::mt19937 chance(7);
    std::vector<double> times;
    for (int i = -questions / 10; i < questions; ++i) {
        const auto question = any_question(past, chance);
        const auto start = steady_clock::now();
        ask(question);
        if (i >= 0) times.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - start).count());
    }
    return percentile(times, 0.99);
}

std::vector<Figure> genealogy(int builds) {
    Past past(builds);
    db::Connection connection(past.database.config(), db::Mode::read);
    db::Tx tx(connection);
    const double bare = p99_of(past, [&](const Question& question) {
        tx.each([](const db::Row&) {},
                "SELECT b.build_id, b.started_at, p.lot FROM build_part p JOIN build b ON b.id = p.build_pk "
                "WHERE p.part_no = ? AND p.lot = ? AND b.line_code = ? AND b.started_at >= ? AND b.started_at < ?",
                question.part_no, question.lot, past.line.code, question.from, question.until);
    });
    // Connected now: one that says nothing for a while is let go.
    LeanClient client(past.server.port(), past.token);
    const auto get = [&](const std::string& path) {
        if (const int status = client.get(path); status != 200)
            throw std::runtime_error("GET " + path + " answered " + std::to_string(status));
    };
    const double listed = p99_of(past, [&](const Question& question) {
        get("/genealogy/builds" + question.query(past.line.code) + "&answer=HAS&limit=200");
    });
    const double counted =
        p99_of(past, [&](const Question& question) { get("/genealogy/summary" + question.query(past.line.code)); });
    const double unknown = p99_of(past, [&](const Question& question) {
        get("/genealogy/builds" + question.query(past.line.code) + "&answer=UNKNOWN&limit=10");
    });
    const bool all = builds >= asked_builds;
    const std::string of = std::to_string(builds) + " builds x 100 parts";
    const std::string goal = "< 50 ms at 1,000,000 builds";
    return {{"genealogy", listed, "ms p99", bare, "the bare client's rows of the lot; " + of, goal,
             all && listed < most_ms},
            {"genealogy-counts", counted, "ms p99", bare, "the same; has, has not, unknown counted", goal,
             all && counted < most_ms},
            {"genealogy-unknown", unknown, "ms p99", bare, "the same; cars of which nothing is known", goal,
             all && unknown < most_ms}};
}

}  // namespace

std::vector<Benchmark> genealogy_benchmarks(const Settings& settings) {
    return {{"genealogy", [builds = settings.builds.value_or(asked_builds)] { return genealogy(builds); }}};
}

}  // namespace marque::bench
