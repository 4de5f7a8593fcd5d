#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

#include "db/tx.h"
#include "plant.h"
#include "support/test_database.h"
#include "support/test_server.h"

// The whole thread on real parts: an order placed at the server, released by the bridge, built by the line, and known
// to the server step by step. Each part is killed on the way; in the end the office and the line tell the same story.
namespace marque::bridge_test {
namespace {

using nlohmann::json;

constexpr auto long_patience = std::chrono::seconds(120);

struct Thread {
    support::TestDatabase database;
    support::TestServer server{database};
    support::TestBroker broker;
    support::Network net = support::make_network(database.pool());
    support::Model model = support::make_model(database.pool(), "ga-1");
    support::HttpClient dealer = server.client(net.salesperson);
    Line line{broker.port(),
              {"--car-seconds", "3", "--road-seconds", "1", "--resend-seconds", "1", "--hold-rate", "0.3",
               "--rework-rate", "0.5"}};
    Bridge bridge{broker.port(), server.port(), server.service_token("ga-1")};

    static inline Thread* running = nullptr;
    Thread() { running = this; }
    ~Thread() { running = nullptr; }

    std::string place_order() { return order_for_stock(dealer, model); }
    // What the line's own book says of an order; null while it does not know it.
    json at_the_line(const std::string& order) {
        for (auto& entry : line.ledger())
            if (entry.at("order_number") == order && !entry.at("build_id").is_null()) return entry;
        return nullptr;
    }
    int steps_told(const std::string& order) {
        auto entry = at_the_line(order);
        return entry.is_null() ? 0 : entry.at("last_seq").get<int>();
    }
    struct AtTheOffice {
        std::string build_id, state, vin;
        int last_seq = 0, events = 0;
    };
    std::optional<AtTheOffice> at_the_office(const std::string& order) {
        std::optional<AtTheOffice> found;
        db::in_tx(database.pool(), [&](db::Tx& tx) {
            found.reset();
            tx.each(
                [&](const db::Row& row) {
                    found = AtTheOffice{row.get<std::string>("build_id"), row.get<std::string>("state"),
                                        row.opt<std::string>("vin").value_or(""), row.get<int>("last_seq"),
                                        row.get<int>("events")};
                },
                "SELECT b.build_id, b.state, b.vin, b.last_seq, "
                "(SELECT COUNT(*) FROM build_event AS e WHERE e.build_pk = b.id) AS events "
                "FROM build AS b JOIN customer_order AS o ON o.id = b.order_id WHERE o.number = ?",
                order);
        });
        return found;
    }
    bool has_arrived(const std::string& order) {
        auto office = at_the_office(order);
        return office && office->state == "ARRIVED";
    }
    // Orders are placed, the deed is done whenever the first car has taken `every` more steps, and all cars arrive.
    void build_through(const std::function<void()>& deed) {
        std::vector<std::string> orders{place_order(), place_order(), place_order()};
        for (int steps = 1; steps < 80; steps += 26) {
            BOOST_REQUIRE(eventually(long_patience, [&] { return steps_told(orders.front()) >= steps; }));
            deed();
        }
        for (const auto& order : orders) {
            BOOST_REQUIRE_MESSAGE(eventually(long_patience, [&] { return has_arrived(order); }),
                                  order << " did not arrive");
            BOOST_TEST(eventually(long_patience, [&] { return at_the_line(order).at("unconfirmed") == 0; }));
            check_both_agree(order);
        }
    }
    void check_both_agree(const std::string& order) {
        auto line_says = at_the_line(order);
        auto office_says = at_the_office(order).value();
        BOOST_TEST(line_says.at("build_id") == office_says.build_id);
        BOOST_TEST(line_says.at("state") == office_says.state);
        BOOST_TEST(line_says.at("vin") == office_says.vin);
        BOOST_TEST(line_says.at("last_seq") == office_says.last_seq);
        BOOST_TEST(line_says.at("rejected") == 0);
        // Nothing lost, nothing twice.
        BOOST_TEST(office_says.events == office_says.last_seq);
    }
};

Thread& thread_of_the_suite() { return *Thread::running; }

}  // namespace

BOOST_AUTO_TEST_SUITE(thread, *boost::unit_test::fixture<Thread>())

BOOST_AUTO_TEST_CASE(the_line_killed_on_the_way) {
    auto& t = thread_of_the_suite();
    t.build_through([&] {
        t.line.kill9();
        t.line.start();
    });
}

BOOST_AUTO_TEST_CASE(the_bridge_killed_between_receipt_and_delivery) {
    auto& t = thread_of_the_suite();
    t.build_through([&] {
        t.bridge.kill9();
        t.bridge.start();
    });
}

BOOST_AUTO_TEST_CASE(the_broker_killed_on_the_way) {
    auto& t = thread_of_the_suite();
    t.build_through([&] {
        t.broker.kill9();
        t.broker.restart();
    });
}

BOOST_AUTO_TEST_CASE(the_server_killed_in_the_middle_of_a_request) {
    auto& t = thread_of_the_suite();
    t.build_through([&] {
        t.server.kill9();
        t.server.restart();
    });
}

BOOST_AUTO_TEST_CASE(the_database_killed_and_started_again) {
    auto& t = thread_of_the_suite();
    t.build_through([&] {
        t.database.kill9();
        t.database.restart();
    });
}

BOOST_AUTO_TEST_CASE(a_line_that_doubles_drops_and_mixes_its_messages) {
    auto& t = thread_of_the_suite();
    t.line.stop();
    t.line.start({"--duplicate-rate", "0.2", "--reorder-rate", "0.2", "--drop-rate", "0.2", "--garbage-rate", "0.05"});
    t.build_through([&] {
        t.bridge.kill9();
        t.bridge.start();
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
