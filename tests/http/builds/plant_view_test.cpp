#include "http/order_book.h"

namespace {

using namespace marque::support;

struct PlantOffice : OrderBook {
    HttpClient planner = server().client(net.plant_planner);
    std::string at_line(const std::string& what) const { return "/lines/" + line.code + what; }
    void set_aside(const std::string& raw) {
        const Json message{{"line", line.code},           {"message_id", "m-1"}, {"topic", "marque/ga/progress"},
                           {"reason", "INVALID_MESSAGE"}, {"detail", "no SEQ"},  {"raw", raw},
                           {"received_at", now()}};
        BOOST_REQUIRE(bridge.post("/bridge/set-aside", message).status == 204);
    }
};

BOOST_AUTO_TEST_SUITE(builds)
BOOST_FIXTURE_TEST_SUITE(the_plants_view, PlantOffice)

BOOST_AUTO_TEST_CASE(everybody_may_know_the_lines_and_their_stations) {
    for (const auto& person : {net.plant_planner, net.salesperson, net.technician}) {
        auto client = server().client(person);
        const auto lines = client.get("/lines").json();
        const auto found = std::find_if(lines.at("items").begin(), lines.at("items").end(),
                                        [&](const Json& each) { return each.at("code") == line.code; });
        BOOST_REQUIRE((found != lines.at("items").end()));
        BOOST_TEST(found->at("stations").size() == line.stations.size());
        BOOST_TEST(found->at("stations").at(0).at("code") == "BO-0110");
    }
}

BOOST_AUTO_TEST_CASE(the_cars_on_the_line_stand_each_at_its_station) {
    const auto first = accepted(place());
    const auto second = accepted(place());
    tell(Json::array({at("BO-0110", first, 1, "RUNNING")}));
    const auto page = planner.get(at_line("/builds?limit=1")).json();
    BOOST_TEST(page.at("items").at(0).at("build_id") == first);
    BOOST_TEST(page.at("items").at(0).at("station") == "BO-0110");
    BOOST_TEST(page.at("items").at(0).at("dealer").at("code") == net.dealer.code);
    const auto rest = planner.get(at_line("/builds?limit=1&cursor=" + page.at("next").get<std::string>())).json();
    BOOST_TEST(rest.at("items").at(0).at("build_id") == second);
    BOOST_TEST(rest.at("items").at(0).at("station").is_null());
}

BOOST_AUTO_TEST_CASE(what_could_not_be_used_is_kept_whole_and_counted) {
    set_aside("{\"SEQ\":}");
    set_aside("{\"SEQ\":}");
    set_aside("另一条");
    const auto kept = planner.get(at_line("/set-aside")).json().at("items");
    BOOST_REQUIRE(kept.size() == 2u);
    BOOST_TEST(kept.at(0).at("raw") == "另一条");
    BOOST_TEST(kept.at(1).at("raw") == "{\"SEQ\":}");
    BOOST_TEST(kept.at(1).at("times_seen") == 2);
    BOOST_TEST(planner.get(at_line("/set-aside?limit=1")).json().at("next").is_string());
}

BOOST_AUTO_TEST_CASE(a_line_that_does_not_exist_is_not_found) {
    for (const char* what : {"/builds", "/set-aside"}) {
        BOOST_TEST(refusal(planner, [&] { return planner.get(std::string("/lines/no-such-line") + what); }) ==
                   "404 line.not_found");
        BOOST_TEST(planner.get(at_line(what)).json().at("items").empty());
    }
}

BOOST_AUTO_TEST_CASE(dealers_do_not_look_into_the_plant) {
    for (const auto& person : {net.salesperson, net.regional_manager, net.technician, net.care_agent}) {
        auto client = server().client(person);
        BOOST_TEST(refusal(client, [&] { return client.get(at_line("/builds")); }) == "403 access.role_missing");
        BOOST_TEST(refusal(client, [&] { return client.get(at_line("/set-aside")); }) == "403 access.role_missing");
    }
    BOOST_TEST(refusal(planner, [&] { return planner.get(at_line("/set-aside?cursor=x")); }) ==
               "400 request.cursor_invalid");
    BOOST_TEST(refusal(planner, [&] { return planner.post(at_line("/builds"), Json::object()); }) ==
               "405 request.wrong_method");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
