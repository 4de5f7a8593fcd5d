#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

struct HoldsDesk : OrderBook {
    HttpClient planner = server().client(net.plant_planner);
    const std::string at_line = "/lines/" + line.code;

    static std::string hours_ago(int hours) {
        return marque::core::to_rfc3339(marque::core::BusinessClock().real_now() - std::chrono::hours{hours});
    }
    std::string held(const std::string& at, const std::string& reason) {
        const auto build = accepted(place());
        auto event = OrderBook::at("BO-0110", build, 1, "HELD");
        event["started_at"] = at;
        event["hold_reason"] = reason;
        if (reason == "PART_SHORTAGE") event["hold_part_no"] = "P-4711";
        BOOST_REQUIRE(told(event) == "ACCEPTED");
        return build;
    }
};

BOOST_AUTO_TEST_SUITE(builds)
BOOST_FIXTURE_TEST_SUITE(held_cars, HoldsDesk)

BOOST_AUTO_TEST_CASE(the_longest_held_car_comes_first_with_whom_it_keeps_waiting) {
    const auto since = hours_ago(20);
    const auto later = held(hours_ago(18), "QUALITY");
    const auto earlier = held(since, "PART_SHORTAGE");
    const auto first = planner.get(at_line + "/holds?limit=1").json();
    const auto& hold = first.at("items").at(0);
    BOOST_TEST(hold.at("build_id") == earlier);
    BOOST_TEST(hold.at("station") == "BO-0110");
    BOOST_TEST(hold.at("since") == since);
    BOOST_TEST(hold.at("reason") == "PART_SHORTAGE");
    BOOST_TEST(hold.at("part_no") == "P-4711");
    BOOST_TEST(hold.at("order_kind") == "CUSTOMER");
    BOOST_TEST(hold.at("dealer").at("code") == net.dealer.code);
    const auto rest = planner.get(at_line + "/holds?limit=1&cursor=" + first.at("next").get<std::string>()).json();
    BOOST_TEST(rest.at("items").at(0).at("build_id") == later);
    BOOST_TEST(rest.at("next").is_null());
    BOOST_TEST(planner.get(at_line + "/attention").json().at("held") == 2);
    tell(Json::array({OrderBook::at("BO-0110", earlier, 2)}));
    BOOST_TEST(planner.get(at_line + "/holds").json().at("items").size() == 1u);
    BOOST_TEST(refusal(planner, [&] { return planner.get(at_line + "/holds?cursor=x"); }) ==
               "400 request.cursor_invalid");
    BOOST_TEST(refusal(seller, [&] { return seller.get(at_line + "/holds"); }) == "403 access.role_missing");
}

/// Two plants, a line each, a bridge each.
struct TwoPlants : OrderBook {
    Line other_line = make_line(pool);
    Organisation other_plant = make_organisation(pool, marque::core::OrganisationKind::plant, net.maker.id);
    Person other_planner = make_person(pool, other_plant, {marque::core::Role::plant_planner});
    HttpClient here = server().client(net.plant_planner);
    HttpClient there = server().client(other_planner);
    HttpClient other_bridge = server().client();

    TwoPlants() {
        other_bridge.bearer(server().service_token(other_line.code));
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute("UPDATE production_line SET plant_code = ? WHERE code = ?", net.plant.code, line.code);
            tx.execute("UPDATE production_line SET plant_code = ? WHERE code = ?", other_plant.code, other_line.code);
        });
    }
};

BOOST_FIXTURE_TEST_CASE(a_planner_sees_the_lines_of_the_own_plant_alone, TwoPlants) {
    for (const char* what : {"/builds", "/holds", "/set-aside", "/findings", "/reconciliations", "/attention"}) {
        BOOST_TEST(here.get("/lines/" + line.code + what).status == 200);
        BOOST_TEST(refusal(there, [&] { return there.get("/lines/" + line.code + what); }) == "404 line.not_found");
        BOOST_TEST(there.get("/lines/" + other_line.code + what).status == 200);
    }
    BOOST_TEST(refusal(there, [&] { return there.post("/lines/" + line.code + "/reconciliations", Json::object()); }) ==
               "404 line.not_found");
    BOOST_TEST(refusal(there, [&] { return there.get("/events?topic=line:" + line.code); }) ==
               "422 request.fields_at_fault");
    auto auditor = server().client(net.auditor);
    BOOST_TEST(auditor.get("/lines/" + line.code + "/builds").status == 200);
    BOOST_TEST(auditor.get("/lines/" + other_line.code + "/builds").status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_bridge_speaks_for_its_own_line_alone, TwoPlants) {
    const auto build = accepted(place());
    const auto told_there = [&](const Json& message) {
        return other_bridge
            .post("/bridge/line-messages", {{"line", other_line.code}, {"messages", Json::array({message})}})
            .json()
            .at("results")
            .at(0);
    };
    const auto progress = told_there(at("BO-0110", build, 1));
    BOOST_TEST(progress.at("result") == "REJECTED");
    BOOST_TEST(progress.at("reason") == "LINE_MISMATCH");
    BOOST_TEST(here.get("/lines/" + line.code + "/builds").json().at("items").at(0).at("station").is_null());
    const auto waiting = place();
    const auto request = lease().at(0);
    BOOST_TEST(told_there(yes(request, "B-THERE")).at("reason") == "LINE_MISMATCH");
    BOOST_TEST(
        refusal(other_bridge, [&] {
            return other_bridge.post("/bridge/line-messages", {{"line", line.code}, {"messages", Json::array()}});
        }) == "403 bridge.foreign_line");
    BOOST_TEST(refusal(other_bridge, [&] { return other_bridge.get("/bridge/builds?line=" + line.code); }) ==
               "403 bridge.foreign_line");
    BOOST_TEST(other_bridge.get("/bridge/builds?line=" + other_line.code).json().at("builds").empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
