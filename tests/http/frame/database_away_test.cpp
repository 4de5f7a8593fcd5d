#include <boost/test/unit_test.hpp>

#include "support/eventually.h"
#include "support/test_server.h"
#include "support/world.h"

namespace {

using namespace marque::support;
using std::chrono::seconds;

BOOST_AUTO_TEST_SUITE(frame)

BOOST_AUTO_TEST_CASE(without_its_database_it_says_so_and_goes_on_when_the_database_is_back) {
    TestDatabase database;
    TestServer server(database);
    const auto net = make_network(database.pool());
    auto client = server.client(net.salesperson);
    client.language("en");
    const Json buyer{{"kind", "PERSON"}, {"name", "王小明"}, {"phone", "13800138000"}};
    const Headers key{{"Idempotency-Key", fresh_key()}};

    database.kill9();
    for (const auto& reply : {client.get("/customers"), client.post("/customers", buyer, key)}) {
        BOOST_TEST(reply.status == 503);
        BOOST_TEST(reply.code() == "db.unavailable");
        BOOST_TEST(!reply.header("retry-after").empty());
        BOOST_TEST(
            reply.json().at("detail").get<std::string>().starts_with("The database cannot be reached right now"));
    }
    BOOST_TEST(client.get("//readyz").status == 503);
    BOOST_TEST(client.get("//healthz").status == 200);

    database.restart();
    BOOST_TEST(eventually(seconds{10}, [&] { return client.get("//readyz").status == 200; }));
    // The session was kept, and the request that failed can be sent again as it was.
    const auto entered = client.post("/customers", buyer, key);
    BOOST_TEST(entered.status == 201);
    BOOST_TEST(client.post("/customers", buyer, key).body == entered.body);
}

BOOST_AUTO_TEST_CASE(a_server_that_died_left_nothing_half_done) {
    TestDatabase database;
    TestServer server(database);
    const auto net = make_network(database.pool());
    auto client = server.client(net.salesperson);
    const Json buyer{{"kind", "PERSON"}, {"name", "王小明"}, {"phone", "13800138000"}};
    const Headers key{{"Idempotency-Key", fresh_key()}};
    const auto entered = client.post("/customers", buyer, key);
    server.kill9();
    server.restart();
    auto after = server.client(net.salesperson);
    BOOST_TEST(after.post("/customers", buyer, key).body == entered.body);
    BOOST_TEST(after.get("/customers").json().at("items").size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
