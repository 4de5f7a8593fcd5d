#include <algorithm>
#include <chrono>
#include <cstdio>
#include <regex>
#include <stdexcept>

#include "bench/figures.h"
#include "bench/load.h"
#include "core/clock.h"
#include "db/tx.h"
#include "support/test_database.h"
#include "support/test_server.h"
#include "support/world.h"

namespace marque::bench {
namespace {

using std::chrono::steady_clock;

constexpr int few = 100'000;
constexpr int many = 5'000'000;
constexpr int chunk = 100'000;
constexpr int dealers = 200;
constexpr int looks = 3'000;  ///< of each of the two
constexpr auto longest_growth = std::chrono::minutes{4};
constexpr double most_growth = 1.5;

/// The table without what makes each row dear to enter: its secondary keys and foreign keys, which are built anew, the
/// same, once the rows are there. The definitions are read from the table itself.
class BareTable {
  public:
    explicit BareTable(const db::ConnectionConfig& config) : connection_(config, db::Mode::write) {
        connection_.run("SET unique_checks = 0, foreign_key_checks = 0");
        read_keys();
        run(constraints_, "DROP FOREIGN KEY `", true);
        run(keys_, "DROP KEY `", true);
    }
    void dress() {
        run(keys_, "ADD ", false);
        run(constraints_, "ADD ", false);
    }

  private:
    using Definitions = std::vector<std::pair<std::string, std::string>>;  ///< name, text

    void read_keys() {
        db::Tx tx(connection_);
        const auto text = tx.find([](const db::Row& row) { return row.get<std::string>("Create Table"); },
                                  "SHOW CREATE TABLE customer_order")
                              .value();
        connection_.commit();
        const std::regex key(R"(\n  (KEY `(\w+)` \(.*\)),?)"),
            constraint(R"(\n  (CONSTRAINT `(\w+)` FOREIGN KEY .*\)),?)");
        for (auto* wanted : {&keys_, &constraints_}) {
            const auto& pattern = wanted == &keys_ ? key : constraint;
            for (std::sregex_iterator found(text.begin(), text.end(), pattern), end; found != end; ++found)
                wanted->emplace_back((*found)[2], (*found)[1]);
        }
        if (keys_.empty() || constraints_.empty()) throw std::runtime_error("customer_order has no keys:\n" + text);
    }
    void run(const Definitions& definitions, const std::string& act, bool by_name) {
        std::string statement = "ALTER TABLE customer_order ALGORITHM=INPLACE";
        for (const auto& [name, text] : definitions) statement += ", " + act + (by_name ? name + "`" : text);
        connection_.run(statement);
    }

    db::Connection connection_;
    Definitions keys_, constraints_;
};

/// A network of 200 dealers whose orders grow; one of them is watched.
struct Country {
    support::TestDatabase database{support::TestDatabase::Schema::migrated, support::mariadb::Size::bulk};
    support::TestServer server{database};
    support::Network network = support::make_network(database.pool());
    support::Line line = support::make_line(database.pool());
    support::Model model = support::make_model(database.pool(), line.code);
    support::Model other_model = support::make_model(database.pool(), line.code);
    support::Customer buyer = support::make_customer(database.pool(), network.dealer.id);
    std::string token = server.client(network.salesperson).session_token();
    int orders = 0;

    Country() {
        for (int i = 2; i < dealers; ++i)
            support::make_organisation(database.pool(), core::OrganisationKind::dealer, network.region.id);
    }

    /// Orders of every dealer by turns; of the first and the last one in five is under way, all between are delivered.
    void add_chunk() {
        const int under_way = orders == 0 || orders == many - chunk ? 0 : -1;
        db::Connection connection(database.config(), db::Mode::write);
        connection.run("SET unique_checks = 0, foreign_key_checks = 0");
        db::Tx tx(connection);
        tx.execute(
            "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
            "  line_code, model_id, price, requested_date, promised_date, destination_id, placed_at, updated_at, event_seq) "
            "SELECT CONCAT('ORD-2026-', LPAD(s.seq + ?, 7, '0')), d.id, d.parent_id, ?, IF(d.id = ? AND s.seq % 7 = 0, ?, NULL), "
            "  'STOCK', "
            "  ELT(1 + IF((s.seq DIV ?) % 5 = ?, (s.seq DIV ?) % 8, 8), 'ACCEPTED', 'RELEASED', 'SCHEDULED', 'IN_PRODUCTION', 'BUILT', "
            "    'IN_YARD', 'IN_TRANSIT', 'ARRIVED', 'DELIVERED'), 6000, "
            "  ?, IF(s.seq % 3 = 0, ?, ?), '150000.00', '2026-12-01', '2026-12-15', d.id, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 1 "
            "FROM seq_1_to_100000 s STRAIGHT_JOIN (SELECT id, parent_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM organisation "
            "  WHERE kind = 'DEALER') d ON d.place = s.seq % ?",
            orders, network.salesperson.id, network.dealer.id, buyer.id, dealers, under_way, dealers, line.code,
            other_model.id, model.id, dealers);
        tx.execute(
            "INSERT INTO order_line (order_id, version, feature_id, amount, included) "
            "SELECT o.id, 1, IF(o.model_id = ?, ?, ?), 0, FALSE FROM customer_order o WHERE o.id > ? - 1 ORDER BY o.id",
            model.id, model.features.at("C1"), other_model.features.at("C1"),
            tx.value<std::uint64_t>(
                  "id", "SELECT id FROM customer_order WHERE number = CONCAT('ORD-2026-', LPAD(? + 1, 7, '0'))", orders)
                .value());
        connection.commit();
        orders += chunk;
    }

    void grow_to(int wanted) {
        const auto start = steady_clock::now();
        const auto say = [&](const char* what) {
            std::fprintf(stderr, "orders-list-growth: %d orders%s after %.0f s\n", orders, what,
                         std::chrono::duration<double>(steady_clock::now() - start).count());
        };
        BareTable table(database.config());
        while (orders < wanted && steady_clock::now() < start + longest_growth) {
            add_chunk();
            if (orders % 1'000'000 == 0) say("");
        }
        table.dress();
        say(" with their keys");
        db::in_tx(database.pool(), [](db::Tx& tx) { tx.each([](const db::Row&) {}, "ANALYZE TABLE customer_order"); });
    }
};

/// A salesperson of a country who looks at the list: newest 50, whole and filtered, by turns.
class Reader {
  public:
    explicit Reader(Country& country)
        : client_(country.server.port(), country.token),
          paths_{"/orders?limit=50",
                 "/orders?limit=50&state=ARRIVED",
                 "/orders?limit=50&state=ACCEPTED&state=RELEASED&state=SCHEDULED",
                 "/orders?limit=50&state=DELIVERED&model=" + country.model.code,
                 "/orders?limit=50&customer_id=" + std::to_string(country.buyer.id.value),
                 "/orders?limit=50&held=true"} {}

    void look(bool counts) {
        const auto start = steady_clock::now();
        const int status = client_.get(paths_[looks_++ % paths_.size()]);
        if (status != 200) throw std::runtime_error("GET /orders answered " + std::to_string(status));
        if (counts) times_.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - start).count());
    }
    double p99() { return percentile(times_, 0.99); }

  private:
    LeanClient client_;
    std::vector<std::string> paths_;
    std::size_t looks_ = 0;
    std::vector<double> times_;
};

/// The two countries are looked at by turns, so that what else the machine does meets both alike.
std::vector<Figure> orders_list_growth() {
    Country small, large;
    small.grow_to(few);
    large.grow_to(many);
    Reader yardstick(small), reader(large);
    for (int i = -looks / 10; i < looks; ++i) {
        yardstick.look(i >= 0);
        reader.look(i >= 0);
    }
    const double before = yardstick.p99(), after = reader.p99();
    return {{"orders-list-growth", after, "ms p99", before,
             "the same lists with " + std::to_string(few) + " orders; now " + std::to_string(large.orders),
             "ratio <= 1.5 at 5,000,000", after <= most_growth * before && large.orders >= many}};
}

}  // namespace

std::vector<Benchmark> list_benchmarks() { return {{"orders-list-growth", orders_list_growth}}; }

}  // namespace marque::bench
