#include <functional>

#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(builds)
BOOST_FIXTURE_TEST_SUITE(the_bridge, OrderBook)

BOOST_AUTO_TEST_CASE(a_release_is_leased_once_and_settled_for_good) {
    const auto number = place();
    const auto messages = lease();
    BOOST_REQUIRE(messages.size() == 1u);
    BOOST_TEST(messages.at(0).at("model_code") == model.code);
    BOOST_TEST(messages.at(0).at("dealer_code") == net.dealer.code);
    BOOST_TEST(lease().empty());
    const Json settled{{"line", line.code}, {"message_ids", {messages.at(0).at("message_id"), "never-heard-of"}}};
    for (int i = 0; i < 2; ++i) BOOST_TEST(bridge.post("/bridge/outbox/settle", settled).status == 204);
    BOOST_TEST(state(number) == "RELEASED");
}

BOOST_AUTO_TEST_CASE(the_builds_in_progress_are_listed_by_pages) {
    std::set<std::string> wanted;
    for (int i = 0; i < 3; ++i) wanted.insert(accepted(place()));
    std::set<std::string> found;
    std::string after;
    for (Json page;; after = page.at("next")) {
        page = bridge.get("/bridge/builds?line=" + line.code + "&limit=2&after=" + after).json();
        for (const auto& build : page.at("builds")) found.insert(build.at("build_id").get<std::string>());
        if (page.at("next").is_null()) break;
    }
    BOOST_TEST((found == wanted));
    arrived(place());
    BOOST_TEST(bridge.get("/bridge/builds?line=" + line.code).json().at("builds").size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_question_that_is_to_begin_earlier_than_it_was_asked_is_asked_again) {
    const auto build_id = accepted(place());
    const auto send = [&](int from) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute(
                "INSERT INTO bridge_errand (errand_id, line_code, kind, subject, from_seq, created_at) "
                "VALUES (?, ?, 'ASK', ?, ?, UTC_TIMESTAMP(3)) "
                "ON DUPLICATE KEY UPDATE from_seq = LEAST(from_seq, VALUES(from_seq))",
                fresh_key(), line.code, build_id, from);
        });
    };
    const auto question = [&] {
        return bridge.post("/bridge/errands/lease", {{"line", line.code}, {"max", 10}, {"lease_seconds", 600}})
            .json()
            .at("errands");
    };
    const auto settle = [&](const Json& errand) {
        const Json done{{"line", line.code}, {"outcome", "DONE"}, {"from_seq", errand.at("from_seq")}};
        const auto where = "/bridge/errands/" + errand.at("errand_id").get<std::string>() + "/settlement";
        BOOST_TEST(bridge.post(where, done).status == 204);
    };
    send(7);
    const auto asked = question();
    BOOST_TEST(asked.at(0).at("from_seq") == 7);
    send(3);
    settle(asked.at(0));
    const auto earlier = question();
    BOOST_REQUIRE(earlier.size() == 1u);
    BOOST_TEST(earlier.at(0).at("from_seq") == 3);
    send(5);
    settle(earlier.at(0));
    BOOST_TEST(question().empty());
}

BOOST_AUTO_TEST_CASE(a_bridge_serves_its_own_line) {
    const auto foreign = make_line(pool).code;
    const Json aside{{"line", foreign}, {"topic", "t"}, {"reason", "r"},
                     {"detail", ""},    {"raw", ""},    {"received_at", now()}};
    const auto asks = {
        std::function([&] {
            return bridge.post("/bridge/outbox/lease", {{"line", foreign}, {"max", 1}, {"lease_seconds", 1}});
        }),
        std::function([&] {
            return bridge.post("/bridge/outbox/settle", {{"line", foreign}, {"message_ids", Json::array()}});
        }),
        std::function([&] {
            return bridge.post("/bridge/line-messages", {{"line", foreign}, {"messages", Json::array()}});
        }),
        std::function([&] { return bridge.post("/bridge/set-aside", aside); }),
        std::function([&] { return bridge.get("/bridge/builds?line=" + foreign); }),
        std::function([&] { return bridge.get("/bridge/builds"); })};
    for (const auto& ask : asks) BOOST_TEST(refusal(bridge, ask) == "403 bridge.foreign_line");
}

BOOST_AUTO_TEST_CASE(a_person_is_no_bridge) {
    auto planner = server().client(net.plant_planner);
    BOOST_TEST(refusal(planner, [&] { return planner.get("/bridge/builds?line=" + line.code); }) ==
               "401 service_token.unknown");
    auto stranger = server().client();
    stranger.bearer("no-such-token");
    BOOST_TEST(refusal(stranger, [&] { return stranger.get("/bridge/builds?line=" + line.code); }) ==
               "401 service_token.unknown");
}

BOOST_AUTO_TEST_CASE(what_the_bridge_sends_is_read_strictly) {
    const auto lease_of = [&](const Json& max, const Json& seconds) {
        return faults(
            bridge.post("/bridge/outbox/lease", {{"line", line.code}, {"max", max}, {"lease_seconds", seconds}}));
    };
    BOOST_TEST((lease_of(0, 30) == std::set<std::string>{"/max field.range"}));
    BOOST_TEST((lease_of(501, 30) == std::set<std::string>{"/max field.range"}));
    BOOST_TEST((lease_of(10, 601) == std::set<std::string>{"/lease_seconds field.range"}));
    BOOST_TEST(
        (lease_of("10", 1.5) == std::set<std::string>{"/max field.wrong_type", "/lease_seconds field.wrong_type"}));
    auto message = at("BO-0110", "B1", 1);
    message["state"] = "FLYING";
    message["colour"] = "red";
    const auto reply =
        bridge.post("/bridge/line-messages", {{"line", line.code}, {"messages", Json::array({message})}});
    BOOST_TEST((faults(reply) ==
                std::set<std::string>{"/messages/0/state field.not_allowed", "/messages/0/colour field.unknown"}));
    const auto many =
        bridge.post("/bridge/line-messages", {{"line", line.code}, {"messages", Json(501, at("BO-0110", "B1", 1))}});
    BOOST_TEST((faults(many) == std::set<std::string>{"/messages field.range"}));
    BOOST_TEST(refusal(bridge, [&] {
                   return bridge.send("POST", "/bridge/line-messages", {{"Content-Type", "application/json"}}, "[");
               }) == "400 request.malformed_json");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
