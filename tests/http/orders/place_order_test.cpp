#include "http/order_book.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(placing, OrderBook)

BOOST_AUTO_TEST_CASE(an_order_is_placed_at_the_servers_price_and_waits_for_the_line) {
    auto order = wish();
    order["features"] = {"T1", "E2", "C2", "I1", "OB"};
    const auto placed = seller.post("/orders", order);
    BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
    const auto number = placed.json().at("number").get<std::string>();
    BOOST_TEST(placed.header("location") == "/api/v1/orders/" + number);
    BOOST_TEST(placed.json().at("state") == "ACCEPTED");
    BOOST_TEST(placed.json().at("price") == "167000.00");
    const auto read = this->read(number);
    BOOST_TEST(read.at("customer").at("name") == buyer.name);
    BOOST_TEST(read.at("salesperson").at("name") == net.salesperson.name);
    BOOST_TEST(offers(read, "CHANGE"));
    BOOST_TEST(offers(read, "CANCEL"));
    BOOST_TEST(!offers(read, "HAND_OVER"));
    BOOST_TEST(read.at("event_code") == 2000);
    BOOST_REQUIRE(read.at("events").size() == 2u);
    BOOST_TEST(read.at("events").at(0).at("kind") == "PLACED");
    BOOST_TEST(read.at("events").at(0).at("event_code") == 1100);
    BOOST_TEST(read.at("events").at(1).at("kind") == "ACCEPTED");
    BOOST_TEST(read.at("events").at(1).at("event_code") == 2000);
    const auto release = lease().at(0);
    BOOST_TEST(release.at("order_number") == number);
    BOOST_TEST(release.at("action") == "RELEASE");
    BOOST_TEST(release.at("features").size() == 5u);
}

BOOST_AUTO_TEST_CASE(what_a_trim_includes_is_built_and_costs_nothing) {
    auto order = wish();
    order["features"] = {"T2", "E1", "C1", "I1"};
    const auto placed = seller.post("/orders", order).json();
    BOOST_TEST(placed.at("price") == "180000.00");
    const auto lines = read(placed.at("number")).at("configurations").at(0).at("lines");
    BOOST_TEST(lines.back().at("code") == "OB");
    BOOST_TEST(lines.back().at("included") == true);
    BOOST_TEST(lines.back().at("amount") == "0.00");
}

BOOST_AUTO_TEST_CASE(a_configuration_that_breaks_rules_is_refused_with_every_rule) {
    auto order = wish();
    order["features"] = {"T1", "E1", "E2", "C1", "I1", "OA", "OC", "OX"};
    BOOST_TEST(refusal(seller, [&] { return seller.post("/orders", order); }) == "422 catalog.configuration_invalid");
    const auto problem = seller.post("/orders", order).json();
    std::string rules;
    for (const auto& error : problem.at("errors")) rules += error.at("detail").get<std::string>();
    for (const char* part : {"R1", "R2", "FAMILY", "OX"}) BOOST_TEST((rules.find(part) != std::string::npos), rules);
    // Each brings ways out, and one that is taken is a car.
    order["features"] = {"T1", "E1", "C1", "I1", "OA"};
    const auto lacking = seller.post("/orders", order).json().at("errors").at(0);
    const auto fixes = lacking.at("fixes");
    BOOST_REQUIRE(!fixes.empty());
    BOOST_TEST((fixes.at(0).contains("add") && fixes.at(0).contains("remove") && fixes.at(0).contains("price_effect")));
    for (const auto& each : problem.at("errors")) BOOST_TEST(each.contains("fixes"));
    BOOST_TEST(seller.get("/orders").json().at("items").empty());
    BOOST_TEST(lease().empty());
}

BOOST_AUTO_TEST_CASE(a_customers_order_names_its_buyer_and_a_stock_order_none) {
    auto nameless = wish();
    nameless.erase("customer_id");
    BOOST_TEST(refusal(seller, [&] { return seller.post("/orders", nameless); }) == "422 order.customer_needed");
    auto stock = wish();
    stock["kind"] = "STOCK";
    BOOST_TEST(refusal(seller, [&] { return seller.post("/orders", stock); }) == "422 order.customer_not_wanted");
    const auto number = place(wish_for_stock());
    BOOST_TEST(read(number).at("customer").is_null());
}

BOOST_AUTO_TEST_CASE(another_dealers_customer_buys_nothing_here) {
    auto order = wish();
    order["customer_id"] = make_customer(pool, net.other_dealer.id).id.value;
    BOOST_TEST(refusal(seller, [&] { return seller.post("/orders", order); }) == "404 customer.not_found");
    order["customer_id"] = 999999999;
    BOOST_TEST(seller.post("/orders", order).code() == "customer.not_found");
}

BOOST_AUTO_TEST_CASE(the_wished_date_lies_between_today_and_two_years_ahead) {
    for (const int days : {-1, 800}) {
        auto order = wish();
        order["requested_date"] = day(days);
        BOOST_TEST(refusal(seller, [&] { return seller.post("/orders", order); }) == "422 order.requested_date_past");
    }
    for (const int days : {0, 730}) {
        auto order = wish();
        order["requested_date"] = day(days);
        BOOST_TEST(seller.post("/orders", order).status == 201);
    }
}

BOOST_AUTO_TEST_CASE(a_model_that_is_not_offered_is_not_found) {
    auto order = wish();
    order["model_year"] = 1999;
    BOOST_TEST(refusal(seller, [&] { return seller.post("/orders", order); }) == "404 catalog.no_such_model");
    order["model"] = std::string(300, 'M');
    BOOST_TEST(seller.post("/orders", order).status == 404);
}

BOOST_AUTO_TEST_CASE(every_field_at_fault_is_named) {
    const Json order{{"kind", "GIFT"},    {"model", 7},      {"model_year", "2026"},
                     {"features", "T1"},  {"note", nullptr}, {"requested_date", "2026-02-30"},
                     {"discount", "1.00"}};
    const auto reply = seller.post("/orders", order);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(
        (faults(reply) == std::set<std::string>{"/kind field.not_allowed", "/model field.wrong_type",
                                                "/model_year field.wrong_type", "/features field.wrong_type",
                                                "/requested_date field.not_allowed", "/discount field.unknown"}));
    auto wordy = wish();
    wordy["note"] = std::string(501, 'n');
    BOOST_TEST((faults(seller.post("/orders", wordy)) == std::set<std::string>{"/note field.length"}));
    wordy = wish();
    wordy["features"] = Json(251, "T1");
    BOOST_TEST((faults(seller.post("/orders", wordy)) == std::set<std::string>{"/features field.range"}));
    BOOST_TEST(refusal(seller, [&] {
                   return seller.send("POST", "/orders", {{"Content-Type", "application/json"}}, "{\"kind\":");
               }) == "400 request.malformed_json");
    BOOST_TEST(refusal(seller, [&] { return seller.del("/orders"); }) == "405 request.wrong_method");
}

BOOST_AUTO_TEST_CASE(only_a_dealers_staff_place_orders) {
    for (const auto& person : {net.regional_manager, net.plant_planner, net.administrator, net.technician}) {
        auto client = server().client(person);
        BOOST_TEST(refusal(client, [&] { return client.post("/orders", wish()); }) == "403 access.role_missing");
    }
    auto nobody = server().client();
    BOOST_TEST(refusal(nobody, [&] { return nobody.post("/orders", wish()); }) == "401 session.missing_or_expired");
    // The role alone does not make a dealer.
    auto lost = server().client(make_person(pool, net.region, {marque::core::Role::salesperson}));
    BOOST_TEST(refusal(lost, [&] { return lost.post("/orders", wish()); }) == "403 order.not_a_dealer");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
