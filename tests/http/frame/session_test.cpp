#include <boost/test/unit_test.hpp>

#include "db/tx.h"
#include "frame_network.h"

namespace {

using namespace marque::support;

void expect_signed_out(const Reply& reply) {
    BOOST_TEST(reply.status == 401);
    BOOST_TEST(reply.code() == "session.missing_or_expired");
}

BOOST_AUTO_TEST_SUITE(frame)
BOOST_AUTO_TEST_SUITE(sessions)

BOOST_AUTO_TEST_CASE(who_is_not_signed_in_gets_nothing) {
    auto client = server().client();
    expect_signed_out(client.get("/customers"));
    expect_signed_out(client.get("/customers", {{"Cookie", "marque_session=" + std::string(43, 'A')}}));
    expect_signed_out(client.get("/customers", {{"Cookie", "marque_session="}}));
    expect_signed_out(client.get("/customers", {{"Authorization", "Bearer nonsense"}}));
}

BOOST_AUTO_TEST_CASE(a_session_ends_at_its_time) {
    const auto person = make_person(database().pool(), network().dealer, {marque::core::Role::salesperson});
    auto client = server().client(person);
    BOOST_TEST(client.get("/customers").status == 200);
    marque::db::in_tx(database().pool(), [&](marque::db::Tx& tx) {
        tx.execute("UPDATE session SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE person_id = ?",
                   person.id);
    });
    expect_signed_out(client.get("/customers"));
}

BOOST_AUTO_TEST_CASE(a_person_who_left_is_out_at_once) {
    const auto person = make_person(database().pool(), network().dealer, {marque::core::Role::salesperson});
    auto client = server().client(person);
    marque::db::in_tx(database().pool(), [&](marque::db::Tx& tx) {
        tx.execute("UPDATE person SET active = FALSE, version = version + 1 WHERE id = ?", person.id);
    });
    expect_signed_out(client.get("/customers"));
}

BOOST_AUTO_TEST_CASE(the_session_cookie_is_out_of_reach_of_scripts_and_other_sites) {
    auto client = server().client();
    const auto& person = network().salesperson;
    const auto cookie = client.post("/sessions", {{"sign_in_name", person.sign_in_name}, {"password", person.password}})
                            .header("set-cookie");
    for (const char* part : {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="}) {
        BOOST_TEST((cookie.find(part) != std::string::npos), part);
    }
}

BOOST_AUTO_TEST_CASE(a_page_of_another_site_cannot_act) {
    auto client = server().client(network().salesperson);
    const Json customer{{"kind", "PERSON"}, {"name", "王小明"}, {"phone", "13800138000"}};
    for (const char* origin : {"https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1"}) {
        const auto reply = client.post("/customers", customer, {{"Origin", origin}});
        BOOST_TEST(reply.status == 403, origin);
        BOOST_TEST(reply.code() == "access.foreign_origin", origin);
    }
    const std::string own = "http://127.0.0.1:" + std::to_string(server().port());
    BOOST_TEST(client.post("/customers", customer, {{"Origin", own}}).status == 201);
}

BOOST_AUTO_TEST_CASE(a_role_that_does_not_include_it_is_told_so) {
    auto client = server().client(network().technician);
    const auto reply = client.get("/customers");
    BOOST_TEST(reply.status == 403);
    BOOST_TEST(reply.code() == "access.role_missing");
}

BOOST_AUTO_TEST_CASE(a_person_is_no_bridge_and_a_bridge_is_no_person) {
    auto person = server().client(network().administrator);
    const Json lease{{"line", "ga-1"}, {"max", 10}, {"lease_seconds", 30}};
    const auto refused = person.post("/bridge/outbox/lease", lease);
    BOOST_TEST(refused.status == 401);
    BOOST_TEST(refused.code() == "service_token.unknown");
    auto bridge = server().client();
    bridge.bearer(server().service_token("ga-1"));
    BOOST_TEST(bridge.post("/bridge/outbox/lease", lease).status < 300);
    expect_signed_out(bridge.get("/customers"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
