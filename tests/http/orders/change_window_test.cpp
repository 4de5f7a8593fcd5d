#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

/// The line of the tests decides the trim at BO-0110, the colour at PA-0210, the interior at GA-0410; options too,
/// until a test has them built in elsewhere.
struct Windows : OrderBook {
    std::string number = place();
    std::string build_id;

    Json windows() { return seller.get("/orders/" + number + "/change-windows").json(); }
    Json window(const std::string& group) {
        const auto all = windows();
        for (const auto& one : all.at("windows")) {
            if (one.at("group") == group) return one;
        }
        return nullptr;
    }
    Reply preview(HttpClient& client, const Json& wanted) {
        return client.post("/orders/" + number + "/change-preview", wanted);
    }
    Reply change(const Json& features) {
        return seller.post("/orders/" + number + "/changes", {{"version", version(number)}, {"features", features}});
    }
    Json check(const Json& features) {
        const auto reply = seller.post("/orders/" + number + "/configuration-check", {{"features", features}});
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    /// The catalogue moves on in the database alone: the model is this test's own.
    void catalogue(marque::db::Sql sql) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute(sql, model.id);
            tx.execute("UPDATE catalog_revision SET revision = revision + 1");
        });
    }
    /// OA and OC go in at BO-0120, OB at PA-0210, OD at GA-0410.
    void build_options_in_one_after_the_other() {
        catalogue("UPDATE feature SET line_station = 'BO-0120' WHERE model_id = ? AND code IN ('OA', 'OC')");
        catalogue("UPDATE feature SET line_station = 'PA-0210' WHERE model_id = ? AND code = 'OB'");
        catalogue("UPDATE feature SET line_station = 'GA-0410' WHERE model_id = ? AND code = 'OD'");
    }
    void drive_to(std::initializer_list<std::string> stations) {
        build_id = accepted(number);
        int seq = 0;
        for (const auto& station : stations) BOOST_REQUIRE(told(at(station, build_id, ++seq)) == "ACCEPTED");
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(change_windows, Windows)

BOOST_AUTO_TEST_CASE(each_group_says_where_it_closes) {
    BOOST_TEST(windows().at("windows").size() == 7u);
    BOOST_TEST(window("COLOUR").at("open") == true);
    BOOST_TEST(window("COLOUR").at("station").at("code") == "PA-0210");
    BOOST_TEST(window("COLOUR").at("stations_left") == 2);
    BOOST_TEST(window("COLOUR").at("basis") == "UNKNOWN");
    BOOST_TEST(window("DESTINATION").at("station").at("code") == "SHIPPED");
    BOOST_TEST(window("BUYER").at("station").is_null());
    drive_to({"BO-0110", "BO-0120", "PA-0210"});
    BOOST_TEST(window("TRIM").at("reason") == "PASSED");
    BOOST_TEST(window("COLOUR").at("open") == false);
    BOOST_TEST(window("OPTIONS").at("open") == true);
    BOOST_TEST(window("OPTIONS").at("stations_left") == 1);
    arrived(place());
}

BOOST_AUTO_TEST_CASE(the_plan_gives_the_clock) {
    const auto request = lease().at(0);
    auto answer = yes(request, "B" + number.substr(4));
    answer["planned_start"] = day(2) + "T00:00:00Z";
    answer["planned_end"] = day(2) + "T10:00:00Z";
    BOOST_REQUIRE(told(answer) == "ACCEPTED");
    BOOST_TEST(window("COLOUR").at("basis") == "PLANNED");
    BOOST_TEST(window("COLOUR").at("closes_at") == day(2) + "T04:00:00.000Z");
}

BOOST_AUTO_TEST_CASE(a_closed_group_is_refused_and_an_open_one_is_not) {
    drive_to({"BO-0110", "BO-0120", "PA-0210"});
    BOOST_TEST(refusal(seller, [&] { return change({"T1", "E1", "C2", "I1"}); }) == "409 order.change_window_closed");
    BOOST_TEST(lease().empty());
    BOOST_TEST(read(number).at("configurations").size() == 1u);
    BOOST_TEST(change({"T1", "E1", "C1", "I1", "OB"}).status == 201);
    BOOST_TEST(windows().at("blocked") == "CHANGE_PENDING");
}

BOOST_AUTO_TEST_CASE(an_option_can_be_added_until_its_own_station_though_the_first_ones_have_closed) {
    build_options_in_one_after_the_other();
    drive_to({"BO-0110", "BO-0120"});
    const auto options = window("OPTIONS");
    BOOST_TEST(options.at("open") == true);
    BOOST_TEST(options.at("station").at("code") == "PA-0210");
    BOOST_TEST(options.at("stations_left") == 1);
    std::vector<std::string> said;
    for (const auto& one : options.at("closings")) {
        said.push_back(one.at("station").at("code").get<std::string>() +
                       (one.at("open") == true ? " open" : " closed"));
        for (const auto& feature : one.at("features")) said.back() += " " + feature.at("code").get<std::string>();
    }
    const std::vector<std::string> wanted{"BO-0120 closed OA OC", "PA-0210 open OB", "GA-0410 open OD"};
    BOOST_TEST(said == wanted, boost::test_tools::per_element());
    BOOST_TEST(window("COLOUR").at("closings").empty());

    const auto late = change({"T1", "E1", "C1", "I1", "OB", "OC"});
    BOOST_TEST(late.code() == "order.change_window_closed");
    BOOST_TEST(late.body.find("「工位BO-0120」工位，配置OC不能再改") != std::string::npos, late.body);
    const auto shown = preview(seller, {{"features", {"T1", "E1", "C1", "I1", "OB", "OC"}}}).json();
    BOOST_TEST(shown.at("possible") == false);
    BOOST_REQUIRE(shown.at("closed").size() == 1u);
    BOOST_TEST(shown.at("closed").at(0).at("group") == "OPTIONS");
    BOOST_TEST(shown.at("closed").at(0).at("station").at("code") == "BO-0120");
    BOOST_TEST(shown.at("closed").at(0).at("features").at(0).at("code") == "OC");

    BOOST_TEST(preview(seller, {{"features", {"T1", "E1", "C1", "I1", "OB"}}}).json().at("possible") == true);
    BOOST_TEST(change({"T1", "E1", "C1", "I1", "OB"}).status == 201);
}

BOOST_AUTO_TEST_CASE(a_package_closes_with_the_first_of_its_parts) {
    build_options_in_one_after_the_other();
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        const auto rule = tx.value<std::uint64_t>(
            "id",
            "INSERT INTO option_rule (model_id, code, kind, subject_id) VALUES (?, 'R5', 'INCLUDED_IN', ?) RETURNING id",
            model.id, model.features.at("OC"));
        tx.execute("INSERT INTO option_rule_object (rule_id, feature_id) VALUES (?, ?)", *rule,
                   model.features.at("OD"));
        tx.execute(
            "DELETE FROM option_rule_object WHERE rule_id = (SELECT id FROM option_rule WHERE model_id = ? AND code = 'R3')",
            model.id);
        tx.execute("DELETE FROM option_rule WHERE model_id = ? AND code = 'R3'", model.id);
        tx.execute("UPDATE catalog_revision SET revision = revision + 1");
    });
    drive_to({"BO-0110"});
    BOOST_TEST(window("OPTIONS").at("closings").at(0).at("features").size() == 3u);
    BOOST_REQUIRE(told(at("BO-0120", build_id, 2)) == "ACCEPTED");
    // OD itself is built in later than the OC that it brings.
    const auto late = change({"T1", "E1", "C1", "I1", "OD"});
    BOOST_TEST(late.code() == "order.change_window_closed");
    BOOST_TEST(late.body.find("配置OD所含的配置OC") != std::string::npos, late.body);
    BOOST_TEST(change({"T1", "E1", "C1", "I1", "OB"}).status == 201);
}

BOOST_AUTO_TEST_CASE(a_line_that_closes_its_options_together_says_one_station) {
    build_options_in_one_after_the_other();
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("INSERT INTO change_window (line_code, family, station) VALUES (?, 'OPTION', 'PA-0210')", line.code);
    });
    drive_to({"BO-0110", "BO-0120"});
    BOOST_TEST(window("OPTIONS").at("closings").size() == 1u);
    BOOST_TEST(change({"T1", "E1", "C1", "I1", "OC"}).status == 201);
}

BOOST_AUTO_TEST_CASE(a_change_overtaken_by_the_car_is_one_truth_on_both_sides) {
    drive_to({"BO-0110"});
    BOOST_REQUIRE(change({"T1", "E1", "C2", "I1"}).status == 201);
    const auto request = lease().at(0);
    // Meanwhile the car is painted; the line, which knows, refuses.
    BOOST_REQUIRE(told(at("BO-0120", build_id, 2)) == "ACCEPTED");
    BOOST_REQUIRE(told(at("PA-0210", build_id, 3)) == "ACCEPTED");
    BOOST_REQUIRE(told(no(request, "CHANGE_WINDOW_CLOSED")) == "ACCEPTED");
    const auto order = read(number);
    BOOST_TEST(order.at("price") == "150000.00");
    BOOST_TEST(order.at("configurations").at(0).at("state") == "CURRENT");
    BOOST_TEST(order.at("configurations").at(1).at("state") == "REFUSED");
    BOOST_TEST(windows().at("blocked").is_null());
    BOOST_TEST(change({"T1", "E1", "C2", "I1"}).code() == "order.change_window_closed");
}

BOOST_AUTO_TEST_CASE(a_change_shows_its_effect_before_it_is_made) {
    const auto dearer = preview(seller, {{"features", {"T2", "E1", "C2", "I1"}}});
    BOOST_REQUIRE_MESSAGE(dearer.status == 200, dearer.body);
    const auto effect = dearer.json();
    BOOST_TEST(effect.at("possible") == true);
    BOOST_TEST(effect.at("price_effect") == "33000.00");
    BOOST_TEST(effect.at("date_effect_days") == 0);
    BOOST_TEST(effect.at("date_basis") == "KEEPS_PLACE");
    BOOST_TEST((effect.at("groups") == Json{"TRIM", "COLOUR", "OPTIONS"}));
    BOOST_TEST(effect.at("asks_line") == true);
    const auto broken = preview(seller, {{"features", {"T1", "E1", "C1", "I1", "OD"}}}).json();
    BOOST_TEST(broken.at("possible") == false);
    BOOST_TEST(broken.at("conflicts").at(0).at("rule") == "R3");
    const auto same = preview(seller, {{"features", {"T1", "E1", "C1", "I1"}}}).json();
    BOOST_TEST(same.at("possible") == false);
    BOOST_TEST(same.at("groups").empty());
    const auto outlet = make_organisation(pool, marque::core::OrganisationKind::dealer, net.dealer.id);
    const auto unmeasured = preview(seller, {{"destination_id", outlet.id.value}}).json();
    BOOST_TEST(unmeasured.at("date_effect_days").is_null());
    BOOST_TEST(unmeasured.at("date_basis") == "OTHER_ROAD");
    const auto other = make_customer(pool, net.dealer.id);
    const auto sold = preview(seller, {{"customer_id", other.id.value}}).json();
    BOOST_TEST(sold.at("asks_line") == false);
    BOOST_TEST(sold.at("date_effect_days") == 0);
    BOOST_TEST(read(number).at("version") == 1);
}

BOOST_AUTO_TEST_CASE(the_preview_names_what_is_closed) {
    drive_to({"BO-0110", "BO-0120", "PA-0210"});
    const auto late = preview(seller, {{"features", {"T1", "E1", "C2", "I1", "OB"}}}).json();
    BOOST_TEST(late.at("possible") == false);
    BOOST_REQUIRE(late.at("closed").size() == 1u);
    BOOST_TEST(late.at("closed").at(0).at("group") == "COLOUR");
    BOOST_TEST(late.at("date_effect_days") == 0);
    BOOST_TEST(late.at("date_basis") == "KEEPS_PLACE");
}

BOOST_AUTO_TEST_CASE(what_an_order_has_stays_on_offer_for_it_at_its_price) {
    catalogue("UPDATE feature SET withdrawn = 1 WHERE model_id = ? AND code IN ('T1', 'E1')");
    catalogue(
        "UPDATE feature_price SET amount = 160000 WHERE feature_id IN (SELECT id FROM feature WHERE model_id = ? AND code = 'T1')");
    const Json other_colour{"T1", "E1", "C2", "I1"};
    const auto verdict = check(other_colour);
    BOOST_TEST(verdict.at("valid") == true);
    BOOST_TEST(verdict.at("total") == "153000.00");
    const auto effect = preview(seller, {{"features", other_colour}}).json();
    BOOST_TEST(effect.at("possible") == true);
    BOOST_TEST(effect.at("price_effect") == "3000.00");
    const auto changed = change(other_colour);
    BOOST_REQUIRE_MESSAGE(changed.status == 201, changed.body);
    BOOST_REQUIRE(told(yes(lease().back(), "B" + number.substr(4))) == "ACCEPTED");
    BOOST_TEST(read(number).at("price") == "153000.00");
    // Who left a withdrawn option cannot come back to it, and another order cannot have it.
    BOOST_TEST(refusal(seller, [&] { return seller.post("/orders", wish()); }) == "422 catalog.configuration_invalid");
}

BOOST_AUTO_TEST_CASE(the_model_of_an_order_is_served_when_it_is_sold_no_more) {
    const auto codes = [&](HttpClient& client) {
        const auto reply = client.get("/orders/" + number + "/model");
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        std::set<std::string> found;
        const auto shown = reply.json();
        for (const auto& feature : shown.at("features")) found.insert(feature.at("code"));
        return found;
    };
    catalogue("UPDATE feature SET withdrawn = 1 WHERE model_id = ? AND code IN ('C1', 'OC')");
    catalogue("UPDATE model SET orderable = 0 WHERE id = ?");
    BOOST_TEST(seller.get("/catalog/models/" + model.code + "/2026").status == 404);
    BOOST_TEST(codes(seller).contains("C1"));
    BOOST_TEST(!codes(seller).contains("OC"));
    const auto broken = check({"T1", "E1", "C1", "I1", "OC"});
    BOOST_TEST(broken.at("conflicts").at(0).at("kind") == "UNAVAILABLE");
    BOOST_TEST((broken.at("conflicts").at(0).at("fixes").at(0).at("remove") == Json{"OC"}));
    const auto shown = preview(seller, {{"features", {"T1", "E1", "C1", "I1", "OC"}}}).json();
    BOOST_TEST((shown.at("conflicts").at(0).at("fixes").at(0).at("remove") == Json{"OC"}));
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return stranger.get("/orders/" + number + "/model"); }) ==
               "404 order.not_found");
    const auto ask = [&](HttpClient& client, const Json& body) {
        return client.post("/orders/" + number + "/configuration-check", body);
    };
    BOOST_TEST(refusal(stranger, [&] { return ask(stranger, {{"features", {"T1"}}}); }) == "404 order.not_found");
    auto planner = server().client(net.plant_planner);
    BOOST_TEST(refusal(planner, [&] { return ask(planner, {{"features", {"T1"}}}); }) == "403 access.role_missing");
    BOOST_TEST(codes(planner).contains("C1"));
    BOOST_TEST((faults(ask(seller, {{"colour", "red"}})) ==
                std::set<std::string>{"/colour field.unknown", "/features field.missing"}));
}

BOOST_AUTO_TEST_CASE(strangers_see_no_windows) {
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return stranger.get("/orders/" + number + "/change-windows"); }) ==
               "404 order.not_found");
    BOOST_TEST(refusal(stranger, [&] { return preview(stranger, Json::object()); }) == "404 order.not_found");
    auto planner = server().client(net.plant_planner);
    BOOST_TEST(planner.get("/orders/" + number + "/change-windows").status == 200);
    BOOST_TEST(refusal(planner, [&] { return preview(planner, Json::object()); }) == "403 access.role_missing");
    BOOST_TEST((faults(preview(seller, {{"colour", "red"}, {"features", 1}})) ==
                std::set<std::string>{"/colour field.unknown", "/features field.wrong_type"}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
