#include "http/order_book.h"

namespace {

using namespace marque::support;

struct SetAsideDesk : OrderBook {
    HttpClient planner = server().client(net.plant_planner);
    const std::string shelf = "/lines/" + line.code + "/set-aside";

    void set_aside(const std::string& raw, const std::string& message_id = "m-1",
                   const std::string& detail = "no SEQ") {
        const Json message{{"line", line.code},           {"message_id", message_id}, {"topic", "marque/ga/progress"},
                           {"reason", "INVALID_MESSAGE"}, {"detail", detail},         {"raw", raw},
                           {"received_at", now()}};
        BOOST_REQUIRE(bridge.post("/bridge/set-aside", message).status == 204);
    }
    std::string newest() {
        return shelf + "/" + std::to_string(planner.get(shelf).json().at("items").at(0).at("id").get<int>());
    }
    Reply send(const std::string& where, const Json& body) { return planner.post(where + "/send-again", body); }
    Json errands() {
        const auto leased =
            bridge.post("/bridge/errands/lease", {{"line", line.code}, {"max", 10}, {"lease_seconds", 60}});
        BOOST_REQUIRE_MESSAGE(leased.status == 200, leased.body);
        return leased.json().at("errands");
    }
    int settle(const Json& errand, Json outcome) {
        outcome["line"] = line.code;
        return bridge.post("/bridge/errands/" + errand.at("errand_id").get<std::string>() + "/settlement", outcome)
            .status;
    }
};

BOOST_AUTO_TEST_SUITE(builds)
BOOST_FIXTURE_TEST_SUITE(messages_set_aside, SetAsideDesk)

BOOST_AUTO_TEST_CASE(a_mended_message_goes_back_to_the_bridge_and_what_came_stays) {
    set_aside("{\"broken\": 1}");
    const auto where = newest();
    const auto sent = send(where, {{"version", 1}, {"text", "{\"mended\": 1}"}});
    BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
    BOOST_TEST(sent.json().at("state") == "SENT_AGAIN");
    BOOST_TEST(sent.json().at("raw") == "{\"broken\": 1}");
    BOOST_TEST(sent.json().at("tries").at(0).at("mended") == "{\"mended\": 1}");
    BOOST_TEST(sent.json().at("tries").at(0).at("actor") == net.plant_planner.name);

    const auto leased = errands();
    BOOST_REQUIRE(leased.size() == 1u);
    BOOST_TEST(leased.at(0).at("kind") == "TAKE");
    BOOST_TEST(leased.at(0).at("raw") == "{\"mended\": 1}");
    BOOST_TEST(leased.at(0).at("topic") == "marque/ga/progress");
    BOOST_TEST(errands().empty());

    BOOST_TEST(settle(leased.at(0), {{"outcome", "USED"}}) == 204);
    BOOST_TEST(settle(leased.at(0), {{"outcome", "REFUSED"}, {"reason", "LATE"}}) == 204);
    const auto used = planner.get(where).json();
    BOOST_TEST(used.at("state") == "USED");
    BOOST_TEST(used.at("tries").at(0).at("outcome") == "USED");
}

BOOST_AUTO_TEST_CASE(a_message_refused_again_lies_where_it_lay_with_the_new_reason) {
    set_aside("{\"broken\": 2}");
    const auto where = newest();
    BOOST_REQUIRE(send(where, {{"version", 1}}).status == 201);
    const auto errand = errands().at(0);
    const auto sent_as = errand.at("errand_id").get<std::string>();
    set_aside("{\"broken\": 2, \"as\": \"" + sent_as + "\"}", sent_as, "still no SEQ");
    BOOST_TEST(settle(errand, {{"outcome", "REFUSED"}, {"reason", "INVALID_MESSAGE"}}) == 204);
    const auto list = planner.get(shelf).json().at("items");
    BOOST_REQUIRE(list.size() == 1u);
    BOOST_TEST(list.at(0).at("state") == "OPEN");
    BOOST_TEST(list.at(0).at("detail") == "still no SEQ");
    BOOST_TEST(list.at(0).at("tries") == 1);
    const auto kept = planner.get(where).json();
    BOOST_TEST(kept.at("detail") == "no SEQ");
    BOOST_TEST(kept.at("tries").at(0).at("detail") == "still no SEQ");
    BOOST_TEST(kept.at("tries").at(0).at("mended").is_null());
    BOOST_TEST(send(where, {{"version", kept.at("version")}}).status == 201);
}

BOOST_AUTO_TEST_CASE(a_message_is_found_by_the_reason_that_was_last_given) {
    set_aside("{\"broken\": 6}");
    BOOST_REQUIRE(send(newest(), {{"version", 1}}).status == 201);
    BOOST_TEST(settle(errands().at(0), {{"outcome", "REFUSED"}, {"reason", "VIN_IN_USE"}}) == 204);
    BOOST_TEST(planner.get(shelf + "?reason=VIN_IN_USE").json().at("items").size() == 1u);
    BOOST_TEST(planner.get(shelf + "?reason=INVALID_MESSAGE").json().at("items").empty());
}

BOOST_AUTO_TEST_CASE(a_dismissed_message_says_why_and_is_not_sent_any_more) {
    set_aside("{\"broken\": 3}");
    set_aside("{\"broken\": 4}", "m-2");
    const auto where = newest();
    const auto closed = planner.post(where + "/dismiss", {{"version", 1}, {"reason", "调试时发错的"}});
    BOOST_REQUIRE_MESSAGE(closed.status == 201, closed.body);
    BOOST_TEST(closed.json().at("state") == "DISMISSED");
    BOOST_TEST(closed.json().at("close_reason") == "调试时发错的");
    BOOST_TEST(closed.json().at("closed_by") == net.plant_planner.name);
    BOOST_TEST(refusal(planner, [&] { return send(where, {{"version", 2}}); }) == "409 set_aside.not_open");
    BOOST_TEST(send(where, {{"version", 2}}).json().at("detail") == "消息已重新发送、已采用或已作废，请刷新后查看。");
    BOOST_TEST(planner.get(shelf + "?state=OPEN").json().at("items").size() == 1u);
    BOOST_TEST(planner.get(shelf + "?state=DISMISSED&reason=INVALID_MESSAGE").json().at("items").size() == 1u);
    BOOST_TEST(planner.get(shelf + "?reason=VIN_IN_USE").json().at("items").empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_message_is_not_sent) {
    set_aside("base64:AAEC");
    const auto where = newest();
    BOOST_TEST(refusal(planner, [&] { return send(where, {{"version", 1}}); }) == "422 set_aside.cannot_be_sent");
    for (const char* text : {"{\"a\":1,}", "", "[1]", "null"})
        BOOST_TEST(refusal(planner, [&] {
                       return send(where, {{"version", 1}, {"text", text}});
                   }) == "422 set_aside.not_json");
    planner.language("en");
    const auto fault = send(where, {{"version", 1}, {"text", "{\n  \"a\": 1,\n  b\n}"}}).json();
    BOOST_TEST(fault.at("detail") == "The text is no JSON object: look at line 3, column 3.");
    BOOST_TEST(errands().empty());
    BOOST_TEST(refusal(planner, [&] { return send(where, {{"version", 7}}); }) == "409 set_aside.stale_version");
    BOOST_TEST(refusal(planner, [&] { return send(where, {{"version", "1"}}); }) == "422 request.fields_at_fault");
    BOOST_TEST(refusal(planner, [&] {
                   return planner.post(where + "/dismiss", {{"version", 1}, {"reason", ""}});
               }) == "422 request.fields_at_fault");
    BOOST_TEST(refusal(planner, [&] { return planner.get(shelf + "/999999999"); }) == "404 set_aside.not_found");
    BOOST_TEST(refusal(planner, [&] { return planner.get(shelf + "?state=GONE"); }) == "422 request.fields_at_fault");
}

BOOST_AUTO_TEST_CASE(others_look_at_most_and_another_line_has_no_such_message) {
    set_aside("{\"broken\": 5}");
    const auto where = newest();
    auto auditor = server().client(net.auditor);
    BOOST_TEST(auditor.get(where).status == 200);
    BOOST_TEST(refusal(auditor, [&] {
                   return auditor.post(where + "/send-again", {{"version", 1}});
               }) == "403 access.role_missing");
    BOOST_TEST(refusal(seller, [&] { return seller.get(where); }) == "403 access.role_missing");
    const auto other = make_line(pool);
    auto other_bridge = server().client();
    other_bridge.bearer(server().service_token(other.code));
    BOOST_TEST(planner.get("/lines/" + other.code + where.substr(where.find("/set-aside"))).status == 404);
    BOOST_TEST(
        refusal(other_bridge, [&] {
            return other_bridge.post("/bridge/errands/lease", {{"line", line.code}, {"max", 1}, {"lease_seconds", 1}});
        }) == "403 bridge.foreign_line");
    BOOST_REQUIRE(send(where, {{"version", 1}}).status == 201);
    const auto errand = errands().at(0);
    const Json settled{{"line", other.code}, {"outcome", "USED"}};
    BOOST_TEST(
        other_bridge.post("/bridge/errands/" + errand.at("errand_id").get<std::string>() + "/settlement", settled)
            .status == 204);
    BOOST_TEST(planner.get(where).json().at("state") == "SENT_AGAIN");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
