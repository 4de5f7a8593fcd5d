#include <boost/test/unit_test.hpp>
#include <sstream>

#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(frame)
BOOST_AUTO_TEST_SUITE(operations)

BOOST_AUTO_TEST_CASE(it_says_that_it_is_alive_and_ready) {
    auto client = server().client();
    BOOST_TEST(client.get("//healthz").status == 200);
    BOOST_TEST(client.get("//readyz").status == 200);
}

BOOST_AUTO_TEST_CASE(its_figures_name_routes_and_not_ids) {
    const auto net = make_network(database().pool());
    auto client = server().client(net.salesperson);
    client.get("/customers/123456");
    client.get("/no/such/path/123456");
    const auto text = client.get("//metrics").body;
    BOOST_TEST((text.find(R"(marque_http_requests_total{method="GET",route="/api/v1/customers/{id}",status="404"})") !=
                std::string::npos));
    BOOST_TEST((text.find("123456") == std::string::npos));
    for (const char* name :
         {"marque_http_request_seconds_bucket", "marque_event_streams", "marque_db_writers_in_use"}) {
        BOOST_TEST((text.find(name) != std::string::npos), name);
    }
}

BOOST_AUTO_TEST_CASE(an_unheard_of_method_makes_no_series_of_its_own) {
    auto client = server().client();
    client.send("BREW" + unique("X"), "/customers", {}, "");
    BOOST_TEST((client.get("//metrics").body.find("BREW") == std::string::npos));
}

BOOST_AUTO_TEST_CASE(every_line_of_its_log_is_an_object_with_time_level_and_event) {
    auto client = server().client();
    client.send("POST", "/sessions", {{"Content-Type", "application/json"}, {"X-Request-Id", "log-test"}}, "{");
    std::istringstream lines(server().process().log_text());
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto entry = Json::parse(line, nullptr, false);
        BOOST_TEST_REQUIRE(entry.is_object(), line);
        for (const char* field : {"at", "level", "event"}) BOOST_TEST(entry.contains(field), line);
    }
    BOOST_TEST(count > 0);
}

BOOST_AUTO_TEST_CASE(the_password_never_reaches_the_log) {
    const auto net = make_network(database().pool());
    auto client = server().client(net.salesperson);
    client.post("/sessions", {{"sign_in_name", net.salesperson.sign_in_name}, {"password", "secret-of-mine"}});
    const auto log = server().process().log_text();
    BOOST_TEST((log.find("secret-of-mine") == std::string::npos));
    BOOST_TEST((log.find(client.session_token()) == std::string::npos));
}

BOOST_AUTO_TEST_CASE(told_to_stop_it_stops_though_pages_are_open) {
    TestServer own(database());
    const auto net = make_network(database().pool());
    auto idle = own.client(net.salesperson);
    BOOST_TEST(idle.get("/clock").status == 200);
    BOOST_TEST(own.stop() == 0);
    own.restart();
    BOOST_TEST(own.client(net.salesperson).get("/clock").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
