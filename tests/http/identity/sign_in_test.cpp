#include "db/tx.h"
#include "http/refusal.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque::support;

struct Door {
    Network net = make_network(database().pool());
    HttpClient client = server().client();

    Reply sign_in(const std::string& name, const std::string& password) {
        return client.post("/sessions", {{"sign_in_name", name}, {"password", password}});
    }
};

BOOST_AUTO_TEST_SUITE(identity)
BOOST_FIXTURE_TEST_SUITE(signing_in, Door)

BOOST_AUTO_TEST_CASE(who_signs_in_learns_who_they_are_and_for_how_long) {
    const auto signed_in = sign_in(net.salesperson.sign_in_name, net.salesperson.password);
    BOOST_REQUIRE_MESSAGE(signed_in.status == 201, signed_in.body);
    const auto me = client.get("/sessions/current").json();
    BOOST_TEST(me == signed_in.json());
    BOOST_TEST(me.at("name") == net.salesperson.name);
    BOOST_TEST((me.at("roles") == Json{"SALESPERSON"}));
    BOOST_TEST(me.at("organisation").at("code") == net.dealer.code);
    BOOST_TEST(me.at("demo") == true);
}

BOOST_AUTO_TEST_CASE(who_signs_out_is_out) {
    sign_in(net.salesperson.sign_in_name, net.salesperson.password);
    const Headers kept{{"Cookie", "marque_session=" + client.session_token()}};
    const auto left = client.del("/sessions/current");
    BOOST_TEST(left.status == 204);
    BOOST_TEST((left.header("set-cookie").find("Max-Age=0") != std::string::npos));
    auto thief = server().client();
    BOOST_TEST(refusal(thief, [&] { return thief.get("/sessions/current", kept); }) ==
               "401 session.missing_or_expired");
    BOOST_TEST(refusal(client, [&] { return client.del("/sessions/current"); }) == "401 session.missing_or_expired");
}

BOOST_AUTO_TEST_CASE(a_wrong_name_and_a_wrong_password_sound_alike) {
    BOOST_TEST(refusal(client, [&] { return sign_in(net.salesperson.sign_in_name, "wrong"); }) ==
               "401 session.sign_in_refused");
    BOOST_TEST(refusal(client, [&] { return sign_in("no.such.person", "wrong"); }) == "401 session.sign_in_refused");
    BOOST_TEST(refusal(client, [&] { return sign_in(std::string(5000, 'n'), std::string(5000, 'p')); }) ==
               "401 session.sign_in_refused");
    BOOST_TEST(refusal(client, [&] { return sign_in("", ""); }) == "401 session.sign_in_refused");
}

BOOST_AUTO_TEST_CASE(a_name_is_locked_after_eight_misses_even_for_the_right_password) {
    const auto person = make_person(database().pool(), net.dealer, {marque::core::Role::salesperson});
    for (int i = 0; i < 8; ++i) BOOST_TEST(sign_in(person.sign_in_name, "wrong").code() == "session.sign_in_refused");
    BOOST_TEST(refusal(client, [&] { return sign_in(person.sign_in_name, person.password); }) ==
               "429 session.sign_in_locked");
    marque::db::in_tx(database().pool(), [&](marque::db::Tx& tx) {
        tx.execute("UPDATE person SET locked_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?", person.id);
    });
    BOOST_TEST(sign_in(person.sign_in_name, person.password).status == 201);
}

BOOST_AUTO_TEST_CASE(a_success_forgets_the_misses_before_it) {
    const auto person = make_person(database().pool(), net.dealer, {marque::core::Role::salesperson});
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 7; ++i) sign_in(person.sign_in_name, "wrong");
        BOOST_TEST(sign_in(person.sign_in_name, person.password).status == 201);
    }
}

BOOST_AUTO_TEST_CASE(nonsense_is_named) {
    const auto reply = client.post("/sessions", {{"sign_in_name", 5}, {"remember", true}});
    BOOST_TEST((faults(reply) == std::set<std::string>{"/sign_in_name field.wrong_type", "/password field.missing",
                                                       "/remember field.unknown"}));
    BOOST_TEST(refusal(client, [&] { return client.get("/sessions"); }) == "405 request.wrong_method");
}

BOOST_AUTO_TEST_CASE(a_demonstration_shows_its_sign_ins_and_a_real_network_does_not) {
    const auto shown = client.get("/demo/sign-ins");
    BOOST_TEST(shown.status == 200);
    BOOST_TEST(!shown.json().at("items").empty());
    TestServer real(database(), ServerOptions{false, {}, {}});
    auto visitor = real.client();
    BOOST_TEST(refusal(visitor, [&] { return visitor.get("/demo/sign-ins"); }) == "404 demo.not_a_demo");
    auto administrator = real.client(net.administrator);
    BOOST_TEST(administrator.get("/sessions/current").json().at("demo") == false);
    BOOST_TEST(refusal(administrator, [&] {
                   return administrator.post("/clock/moves", {{"days", 1}});
               }) == "403 clock.not_movable");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
