#include <functional>

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
