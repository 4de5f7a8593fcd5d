#include "http/order_book.h"

namespace {

using namespace marque::support;

struct Desk : OrderBook {
    /// How many orders, cars and customers the text brings.
    static std::string hits(HttpClient& client, const std::string& text) {
        const auto reply = client.get("/search?q=" + text);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        const auto found = reply.json();
        std::string counts;
        for (const char* kind : {"orders", "vehicles", "customers"})
            counts += std::to_string(found.at(kind).size()) + " ";
        return counts;
    }
};

BOOST_AUTO_TEST_SUITE(insight)
BOOST_FIXTURE_TEST_SUITE(searching, Desk)

BOOST_AUTO_TEST_CASE(an_order_is_found_by_whatever_is_known_of_it) {
    const auto number = place();
    const auto vin = arrived(number);
    std::string typed = number;
    for (auto& letter : typed) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    BOOST_TEST(hits(seller, typed) == "1 0 0 ");
    BOOST_TEST(hits(seller, "%20" + number + "%20") == "1 0 0 ");
    BOOST_TEST(hits(seller, "B" + number.substr(4)) == "1 0 0 ");
    BOOST_TEST(hits(seller, vin) == "1 1 0 ");
    BOOST_TEST(hits(seller, vin.substr(9)) == "1 1 0 ");
    const auto hit = seller.get("/search?q=" + vin).json().at("orders").at(0);
    BOOST_TEST(hit.at("number") == number);
    BOOST_TEST(hit.at("customer_name") == buyer.name);
    BOOST_TEST(hit.at("vin") == vin);
}

BOOST_AUTO_TEST_CASE(a_customer_is_found_by_name_and_by_number) {
    BOOST_TEST(hits(seller, "%E8%BD%A6%E4%B8%BB" + buyer.name.substr(6)) != "0 0 0 ");
    BOOST_TEST(hits(seller, "%E6%B2%AA%E6%9F%A5%E6%97%A0") == "0 0 0 ");
    BOOST_TEST(hits(seller, buyer.phone.substr(3)) == "0 0 1 ");
}

BOOST_AUTO_TEST_CASE(a_car_is_found_by_its_plate) {
    const auto number = place();
    arrived(number);
    const auto tail = number.substr(number.size() - 5);
    const Json body{
        {"version", version(number)}, {"odometer_km", 12}, {"plate", "沪A" + tail}, {"looked_myself", true}};
    BOOST_REQUIRE(seller.post("/orders/" + number + "/hand-over", body).status == 201);
    BOOST_TEST(hits(seller, "%E6%B2%AAa" + tail) == "0 1 0 ");
}

BOOST_AUTO_TEST_CASE(nobody_finds_what_they_may_not_see) {
    const auto number = place();
    const auto vin = arrived(number);
    for (const auto& person : {net.other_salesperson, net.far_salesperson, net.other_regional_manager}) {
        auto client = server().client(person);
        for (const auto& text : {number, vin, vin.substr(9), buyer.phone.substr(3)})
            BOOST_TEST(hits(client, text) == "0 0 0 ", text);
    }
    auto region = server().client(net.regional_manager);
    BOOST_TEST(hits(region, vin) == "1 1 0 ");
    auto planner = server().client(net.plant_planner);
    BOOST_TEST(hits(planner, number) == "1 0 0 ");
    auto adviser = server().client(net.service_adviser);
    BOOST_TEST(hits(adviser, vin) == "0 1 0 ");
    BOOST_TEST(hits(adviser, number) == "0 0 0 ");
}

BOOST_AUTO_TEST_CASE(too_little_and_too_much_to_search_for_is_said) {
    for (const auto& text : {std::string(), std::string("a"), std::string("%20%20a%20"), std::string(241, 'a')}) {
        BOOST_TEST((faults(seller.get("/search?q=" + text)) == std::set<std::string>{"q field.length"}));
    }
    BOOST_TEST(refusal(seller, [&] { return seller.get("/search"); }) == "422 request.fields_at_fault");
    for (const char* text : {"%25%25", "__", "%27%20OR%201%3D1", "%00%00"}) BOOST_TEST(hits(seller, text) == "0 0 0 ");
    auto nobody = server().client();
    BOOST_TEST(refusal(nobody, [&] { return nobody.get("/search?q=ab"); }) == "401 session.missing_or_expired");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
