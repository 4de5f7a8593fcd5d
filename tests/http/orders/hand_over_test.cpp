#include "http/order_book.h"

namespace {

using namespace marque::support;

struct HandingOver : OrderBook {
    Reply hand_over(HttpClient& client, const std::string& number, Json body) {
        body.emplace("version", version(number));
        body.emplace("odometer_km", 12);
        body.emplace("looked_myself", true);
        return client.post("/orders/" + number + "/hand-over", body);
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(handing_over, HandingOver)

BOOST_AUTO_TEST_CASE(with_the_car_begin_ownership_warranty_and_care) {
    const auto number = place();
    const auto vin = arrived(number);
    const auto here = read(number);
    BOOST_TEST(offers(here, "HAND_OVER"));
    BOOST_TEST(!offers(here, "CHANGE"));
    BOOST_TEST(!offers(here, "CANCEL"));
    const auto reply = hand_over(seller, number, {{"plate", "沪A67890"}});
    BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
    BOOST_TEST(reply.json().at("state") == "DELIVERED");
    BOOST_TEST(reply.json().at("vin") == vin);
    const auto car = seller.get("/vehicles/" + vin).json();
    BOOST_TEST(car.at("owner").at("name") == buyer.name);
    BOOST_TEST(car.at("delivered_on") == day(0));
    BOOST_TEST(car.at("plate") == "沪A67890");
    BOOST_TEST(car.at("odometer_km") == 12);
    BOOST_TEST(!car.at("warranties").empty());
    BOOST_TEST(!seller.get("/vehicles/" + vin + "/care-plan").json().at("items").empty());
}

BOOST_AUTO_TEST_CASE(a_car_whose_equipment_the_line_did_not_report_is_handed_over_by_who_has_looked_at_it) {
    const auto number = place();
    arrived(number);
    for (const Json& looked : {Json(false), Json(nullptr)}) {
        BOOST_TEST(refusal(seller, [&] {
                       return hand_over(seller, number, {{"looked_myself", looked}});
                   }) == "422 order.look_needed");
    }
    BOOST_TEST((faults(hand_over(seller, number, {{"looked_myself", "yes"}})) ==
                std::set<std::string>{"/looked_myself field.wrong_type"}));
    BOOST_TEST(state(number) == "ARRIVED");
    const auto reply = hand_over(seller, number, {{"looked_myself", true}});
    BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
    BOOST_TEST(reply.json().at("events").back().at("detail").at("looked_by") == net.salesperson.name);
}

BOOST_AUTO_TEST_CASE(a_car_is_handed_over_once) {
    const auto number = place();
    arrived(number);
    BOOST_TEST(hand_over(seller, number, Json::object()).status == 201);
    BOOST_TEST(refusal(seller, [&] { return hand_over(seller, number, Json::object()); }) == "409 order.illegal_move");
}

BOOST_AUTO_TEST_CASE(a_car_that_has_not_arrived_is_not_handed_over) {
    const auto number = place();
    BOOST_TEST(refusal(seller, [&] { return hand_over(seller, number, Json::object()); }) == "409 order.illegal_move");
    accepted(number);
    BOOST_TEST(hand_over(seller, number, Json::object()).code() == "order.illegal_move");
    BOOST_TEST(state(number) == "SCHEDULED");
}

BOOST_AUTO_TEST_CASE(the_buyer_of_a_stock_car_is_named_at_the_hand_over) {
    const auto number = place(wish_for_stock());
    arrived(number);
    BOOST_TEST(refusal(seller, [&] { return hand_over(seller, number, Json::object()); }) == "422 order.buyer_needed");
    const auto foreign = make_customer(pool, net.other_dealer.id).id.value;
    BOOST_TEST(refusal(seller, [&] {
                   return hand_over(seller, number, {{"customer_id", foreign}});
               }) == "404 customer.not_found");
    const auto reply = hand_over(seller, number, {{"customer_id", buyer.id.value}});
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.json().at("customer").at("name") == buyer.name);
}

BOOST_AUTO_TEST_CASE(a_buyer_who_is_named_already_is_not_exchanged) {
    const auto number = place();
    arrived(number);
    const auto another = make_customer(pool, net.dealer.id).id.value;
    BOOST_TEST(refusal(seller, [&] {
                   return hand_over(seller, number, {{"customer_id", another}});
               }) == "422 order.buyer_fixed");
}

BOOST_AUTO_TEST_CASE(the_odometer_is_read_soberly) {
    const auto number = place();
    arrived(number);
    BOOST_TEST(refusal(seller, [&] {
                   return hand_over(seller, number, {{"odometer_km", 5}});
               }) == "422 vehicle.odometer_backwards");
    for (const int km : {-1, 2'000'001}) {
        const auto reply = hand_over(seller, number, {{"odometer_km", km}});
        BOOST_TEST((faults(reply) == std::set<std::string>{"/odometer_km field.range"}));
    }
    BOOST_TEST((faults(hand_over(seller, number, {{"odometer_km", "12"}})) ==
                std::set<std::string>{"/odometer_km field.wrong_type"}));
    BOOST_TEST((faults(hand_over(seller, number, {{"plate", std::string(17, 'A')}})) ==
                std::set<std::string>{"/plate field.length"}));
    BOOST_TEST(state(number) == "ARRIVED");
}

BOOST_AUTO_TEST_CASE(of_two_who_hand_over_the_second_is_told_to_read_again) {
    const auto number = place();
    arrived(number);
    const int seen = version(number);
    auto manager = server().client(net.dealer_manager);
    BOOST_TEST(hand_over(manager, number, Json::object()).status == 201);
    BOOST_TEST(refusal(seller, [&] {
                   return hand_over(seller, number, {{"version", seen}});
               }) == "409 order.stale_version");
}

BOOST_AUTO_TEST_CASE(only_its_own_dealer_hands_a_car_over) {
    const auto number = place();
    arrived(number);
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return hand_over(stranger, number, Json::object()); }) == "404 order.not_found");
    auto manager = server().client(net.regional_manager);
    BOOST_TEST(refusal(manager, [&] { return hand_over(manager, number, Json::object()); }) ==
               "403 access.role_missing");
    BOOST_TEST(
        seller.post("/orders/ORD-1999-0000001/hand-over", {{"version", 1}, {"odometer_km", 1}, {"looked_myself", true}})
            .status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
