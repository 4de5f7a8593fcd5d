#include "http/order_book.h"

namespace {

using namespace marque::support;

struct AsBuilt : OrderBook {
    HttpClient manager = server().client(net.dealer_manager);

    static Json features(std::initializer_list<std::pair<const char*, const char*>> built) {
        Json list = Json::array();
        for (const auto& [family, code] : built) list.push_back({{"family", family}, {"code", code}});
        return list;
    }
    static Json as_ordered() {
        return features({{"TRIM", "T1"}, {"ENGINE", "E1"}, {"EXTERIOR_COLOUR", "C1"}, {"INTERIOR_TRIM", "I1"}});
    }
    static Json another_colour_and_more() {
        return features({{"TRIM", "T1"},
                         {"ENGINE", "E1"},
                         {"EXTERIOR_COLOUR", "C2"},
                         {"INTERIOR_TRIM", "I1"},
                         {"OPTION", "OB"},
                         {"OPTION", "NO-SUCH"}});
    }
    /// What is left of the way to the dealer; the line says at line-off what it built, unless that is null.
    void build(const std::string& build_id, const Json& built) {
        auto line_off_message = line_off(build_id, 2, make_vin());
        if (!built.is_null()) line_off_message["features"] = built;
        auto shipped = at("SHIPPED", build_id, 4);
        shipped["carrier"] = "安吉物流";
        shipped["eta"] = now();
        const auto results = tell(Json::array({at("BO-0110", build_id, 1), line_off_message, at("YARD-IN", build_id, 3),
                                               shipped, at("ARRIVED", build_id, 5)}));
        for (const auto& result : results) BOOST_REQUIRE_MESSAGE(result.at("result") == "ACCEPTED", result.dump());
    }
    std::string built(const Json& features) {
        const auto number = place();
        build(accepted(number), features);
        return number;
    }
    Reply hand_over(const std::string& number) {
        return seller.post("/orders/" + number + "/hand-over", {{"version", version(number)}, {"odometer_km", 12}});
    }
    Reply sign_off(HttpClient& client, const std::string& number, Json body = Json::object()) {
        body.emplace("version", version(number));
        body.emplace("reason", "客户接受现车颜色");
        return client.post("/orders/" + number + "/as-built-sign-off", body);
    }
    std::vector<std::string> waiting(HttpClient& client) {
        std::vector<std::string> numbers;
        const auto page = client.get("/orders?to_sign_off=true").json();
        for (const auto& order : page.at("items")) numbers.push_back(order.at("number"));
        return numbers;
    }
    int diary(const std::string& number, const std::string& kind) {
        int times = 0;
        const auto order = read(number);
        for (const auto& event : order.at("events")) times += event.at("kind") == kind ? 1 : 0;
        return times;
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(as_built, AsBuilt)

BOOST_AUTO_TEST_CASE(a_car_built_as_ordered_is_handed_over) {
    const auto number = built(as_ordered());
    const auto order = read(number);
    const auto& compared = order.at("as_built");
    BOOST_TEST(compared.at("state") == "SAME");
    BOOST_TEST(compared.at("differences") == 0);
    BOOST_TEST(compared.at("lines").size() == 4u);
    BOOST_TEST(!compared.at("compared_at").is_null());
    BOOST_TEST(offers(order, "HAND_OVER"));
    BOOST_TEST(!offers(order, "SIGN_OFF"));
    BOOST_TEST(refusal(manager, [&] { return sign_off(manager, number); }) == "409 order.nothing_to_sign_off");
    BOOST_TEST(hand_over(number).status == 201);
}

BOOST_AUTO_TEST_CASE(where_the_line_does_not_say_what_it_built_somebody_looks) {
    const auto number = built(nullptr);
    const auto compared = read(number).at("as_built");
    BOOST_TEST(compared.at("state") == "NOT_REPORTED");
    BOOST_TEST(compared.at("lines").empty());
    BOOST_TEST(refusal(seller, [&] { return hand_over(number); }) == "422 order.look_needed");
    const Json looked{{"version", version(number)}, {"odometer_km", 12}, {"looked_myself", true}};
    BOOST_TEST(seller.post("/orders/" + number + "/hand-over", looked).status == 201);
}

BOOST_AUTO_TEST_CASE(there_is_nothing_to_compare_before_line_off) {
    const auto number = place();
    BOOST_TEST(read(number).at("as_built").is_null());
    const auto build_id = accepted(number);
    BOOST_REQUIRE(told(at("BO-0110", build_id, 1)) == "ACCEPTED");
    BOOST_TEST(read(number).at("as_built").is_null());
    auto off = line_off(build_id, 2, make_vin());
    off["features"] = as_ordered();
    BOOST_REQUIRE(told(off) == "ACCEPTED");
    BOOST_TEST(read(number).at("as_built").at("state") == "SAME");
    BOOST_TEST(read(number).at("as_built").at("compared_at").is_null());
}

BOOST_AUTO_TEST_CASE(a_difference_blocks_the_hand_over_until_a_manager_signs_it_off) {
    const auto number = built(another_colour_and_more());
    const auto order = read(number);
    const auto& compared = order.at("as_built");
    BOOST_TEST(compared.at("state") == "DIFFERS");
    BOOST_TEST(compared.at("differences") == 3);
    std::map<std::string, Json> lines;
    for (const auto& line : compared.at("lines"))
        if (!line.at("same").get<bool>())
            lines.emplace((line.at("built").is_null() ? line.at("ordered") : line.at("built")).at("code"), line);
    BOOST_TEST(lines.at("C2").at("ordered").at("code") == "C1");
    BOOST_TEST(lines.at("OB").at("ordered").is_null());
    BOOST_TEST(lines.at("NO-SUCH").at("built").at("name").is_null());
    BOOST_TEST(!offers(order, "HAND_OVER"));
    BOOST_TEST(!offers(order, "SIGN_OFF"));
    BOOST_TEST(diary(number, "AS_BUILT_DIFFERS") == 1);
    BOOST_TEST(refusal(seller, [&] { return hand_over(number); }) == "409 order.as_built_differs");

    BOOST_TEST((waiting(manager) == std::vector{number}));
    BOOST_TEST(offers(manager.get("/orders/" + number).json(), "SIGN_OFF"));
    const auto signed_off = sign_off(manager, number);
    BOOST_REQUIRE_MESSAGE(signed_off.status == 201, signed_off.body);
    BOOST_TEST(signed_off.json().at("as_built").at("state") == "SIGNED_OFF");
    BOOST_TEST(signed_off.json().at("as_built").at("sign_off").at("reason") == "客户接受现车颜色");
    BOOST_TEST(signed_off.json().at("as_built").at("sign_off").at("by") == net.dealer_manager.name);
    BOOST_TEST(diary(number, "AS_BUILT_SIGNED_OFF") == 1);
    BOOST_TEST(waiting(manager).empty());
    BOOST_TEST(refusal(manager, [&] { return sign_off(manager, number); }) == "409 order.nothing_to_sign_off");
    BOOST_TEST(hand_over(number).status == 201);
    BOOST_TEST(refusal(manager, [&] { return sign_off(manager, number); }) == "409 order.illegal_move");
}

BOOST_AUTO_TEST_CASE(a_change_that_the_line_accepted_is_what_the_car_is_compared_with) {
    const auto number = place();
    const auto build_id = accepted(number);
    const auto changed = seller.post("/orders/" + number + "/changes",
                                     {{"version", version(number)}, {"features", {"T1", "E1", "C2", "I1"}}});
    BOOST_REQUIRE_MESSAGE(changed.status == 201, changed.body);
    BOOST_REQUIRE(told(yes(lease().at(0), build_id)) == "ACCEPTED");
    build(build_id, features({{"TRIM", "T1"}, {"ENGINE", "E1"}, {"EXTERIOR_COLOUR", "C2"}, {"INTERIOR_TRIM", "I1"}}));
    BOOST_TEST(read(number).at("as_built").at("state") == "SAME");
    BOOST_TEST(read(number).at("as_built").at("configuration_version") == 2);
}

BOOST_AUTO_TEST_CASE(a_signature_ends_when_the_line_answers_a_change_late) {
    const auto number = place();
    const auto build_id = accepted(number);
    const auto changed = seller.post("/orders/" + number + "/changes",
                                     {{"version", version(number)}, {"features", {"T1", "E1", "C2", "I1"}}});
    BOOST_REQUIRE_MESSAGE(changed.status == 201, changed.body);
    const auto request = lease().at(0);
    build(build_id, features({{"TRIM", "T1"},
                              {"ENGINE", "E1"},
                              {"EXTERIOR_COLOUR", "C1"},
                              {"INTERIOR_TRIM", "I1"},
                              {"OPTION", "NO-SUCH"}}));
    BOOST_REQUIRE(sign_off(manager, number).status == 201);
    BOOST_TEST(waiting(manager).empty());
    BOOST_REQUIRE(told(yes(request, build_id)) == "ACCEPTED");
    const auto order = read(number);
    BOOST_TEST(order.at("as_built").at("state") == "DIFFERS");
    BOOST_TEST(order.at("as_built").at("differences") == 2);
    BOOST_TEST(order.at("as_built").at("sign_off").is_null());
    BOOST_TEST(!offers(order, "HAND_OVER"));
    BOOST_TEST((waiting(manager) == std::vector{number}));
    BOOST_TEST(refusal(seller, [&] { return hand_over(number); }) == "409 order.as_built_differs");
    BOOST_TEST(sign_off(manager, number).status == 201);
    BOOST_TEST(hand_over(number).status == 201);
}

BOOST_AUTO_TEST_CASE(what_was_signed_for_one_buyer_is_signed_again_for_another) {
    const auto number = built(another_colour_and_more());
    BOOST_REQUIRE(sign_off(manager, number).status == 201);
    const auto another = make_customer(pool, net.dealer.id).id.value;
    BOOST_REQUIRE(
        seller.post("/orders/" + number + "/buyer", {{"version", version(number)}, {"customer_id", another}}).status ==
        201);
    BOOST_TEST(read(number).at("as_built").at("state") == "DIFFERS");
    BOOST_TEST((waiting(manager) == std::vector{number}));
    BOOST_TEST(refusal(seller, [&] { return hand_over(number); }) == "409 order.as_built_differs");
}

BOOST_AUTO_TEST_CASE(a_buyer_who_takes_over_a_signed_car_has_not_agreed_to_it) {
    auto order = wish_for_stock();
    const auto stock = place(order);
    build(accepted(stock), another_colour_and_more());
    BOOST_REQUIRE(sign_off(manager, stock).status == 201);
    const auto number = place();
    const Json swap{{"version", version(number)}, {"car", stock}, {"configuration_version", 1}, {"freed", "STOCK"}};
    const auto taken = seller.post("/orders/" + number + "/swaps", swap);
    BOOST_REQUIRE_MESSAGE(taken.status == 201, taken.body);
    BOOST_TEST(read(stock).at("as_built").at("state") == "DIFFERS");
    BOOST_TEST((waiting(manager) == std::vector{stock}));
    BOOST_TEST(refusal(seller, [&] { return hand_over(stock); }) == "409 order.as_built_differs");
}

BOOST_AUTO_TEST_CASE(who_signed_a_car_off_and_sells_it_now_has_signed_nothing) {
    const auto number = built(another_colour_and_more());
    BOOST_REQUIRE(sign_off(manager, number).status == 201);
    const auto person = "/staff/" + std::to_string(net.salesperson.id.value);
    const Json work{{"version", manager.get(person).json().at("version")},
                    {"successor_ids", Json::array({net.dealer_manager.id.value})},
                    {"leaves", false},
                    {"reason", "调岗"}};
    const auto passed = manager.post(person + "/hand-over", work);
    BOOST_REQUIRE_MESSAGE(passed.status == 201, passed.body);
    BOOST_TEST(manager.get("/orders/" + number).json().at("as_built").at("state") == "DIFFERS");
    auto region = server().client(net.regional_manager);
    BOOST_TEST((waiting(region) == std::vector{number}));
    BOOST_TEST(sign_off(region, number).status == 201);
}

BOOST_AUTO_TEST_CASE(who_sold_the_car_does_not_sign_it_off) {
    auto order = wish();
    const auto placed = manager.post("/orders", order);
    BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
    const std::string number = placed.json().at("number");
    build(accepted(number), another_colour_and_more());
    BOOST_TEST(!offers(manager.get("/orders/" + number).json(), "SIGN_OFF"));
    BOOST_TEST(refusal(manager, [&] { return sign_off(manager, number); }) == "403 order.own_sign_off");
    BOOST_TEST(refusal(seller, [&] { return sign_off(seller, number); }) == "403 access.role_missing");
    auto far = server().client(net.other_regional_manager);
    BOOST_TEST(refusal(far, [&] { return sign_off(far, number); }) == "404 order.not_found");
    auto stranger = server().client(make_person(pool, net.other_dealer, {marque::core::Role::dealer_manager}));
    BOOST_TEST(refusal(stranger, [&] { return sign_off(stranger, number); }) == "404 order.not_found");
    auto region = server().client(net.regional_manager);
    BOOST_TEST((waiting(region) == std::vector{number}));
    BOOST_TEST(offers(region.get("/orders/" + number).json(), "SIGN_OFF"));
    BOOST_TEST(sign_off(region, number).status == 201);
}

BOOST_AUTO_TEST_CASE(a_signature_has_a_reason_and_is_of_the_car_that_was_seen) {
    const auto number = built(another_colour_and_more());
    BOOST_TEST(refusal(manager, [&] {
                   return sign_off(manager, number, {{"version", version(number) - 1}});
               }) == "409 order.stale_version");
    BOOST_TEST((faults(sign_off(manager, number, {{"reason", ""}})) == std::set<std::string>{"/reason field.length"}));
    BOOST_TEST((faults(sign_off(manager, number, {{"reason", std::string(301, 'x')}})) ==
                std::set<std::string>{"/reason field.length"}));
    BOOST_TEST(
        (faults(sign_off(manager, number, {{"colour", "C1"}})) == std::set<std::string>{"/colour field.unknown"}));
    BOOST_TEST(
        (faults(sign_off(manager, number, {{"reason", 7}})) == std::set<std::string>{"/reason field.wrong_type"}));
    BOOST_TEST(read(number).at("as_built").at("state") == "DIFFERS");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_cars_features_is_rejected) {
    const auto number = place();
    const auto build_id = accepted(number);
    BOOST_REQUIRE(told(at("BO-0110", build_id, 1)) == "ACCEPTED");
    auto off = line_off(build_id, 2, make_vin());
    off["features"] = features({{"OPTION", "OB"}, {"OPTION", "OB"}});
    BOOST_TEST(told(off) == "REJECTED INVALID_MESSAGE");
    off["features"] = features({{"OPTION", ""}});
    BOOST_TEST(told(off) == "REJECTED INVALID_MESSAGE");
    BOOST_TEST(state(number) == "IN_PRODUCTION");
    BOOST_TEST(seller.get("/orders?to_sign_off=yes").status == 422);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
