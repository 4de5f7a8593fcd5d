#include "http/order_book.h"

namespace {

using namespace marque::support;

struct Fleet : OrderBook {
    Json fleet() const {
        const Json car{
            {"model", model.code}, {"model_year", model.year}, {"features", {"T1", "E1", "C1", "I1"}}, {"count", 2}};
        Json dear = car;
        dear["features"] = {"T2", "E1", "C2", "I1"};
        dear["count"] = 1;
        return {{"kind", "CUSTOMER"},
                {"customer_id", buyer.id.value},
                {"requested_date", day(60)},
                {"note", "租赁公司"},
                {"cars", {car, dear}}};
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(fleet_orders, Fleet)

BOOST_AUTO_TEST_CASE(one_order_of_many_cars_each_its_own_build) {
    const auto reply = seller.post("/fleet-orders", fleet());
    BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
    const auto placed = reply.json();
    BOOST_TEST(placed.at("cars") == 3);
    BOOST_TEST(placed.at("price") == "483000.00");
    BOOST_TEST(placed.at("orders").size() == 3u);
    BOOST_TEST(lease().size() == 3u);
    const auto number = placed.at("number").get<std::string>();
    const auto read_again = seller.get("/fleet-orders/" + number).json();
    BOOST_TEST(read_again.at("customer_name") == buyer.name);
    const auto car = read_again.at("orders").at(0).at("number").get<std::string>();
    BOOST_TEST(read(car).at("fleet") == number);
    BOOST_TEST(seller.get("/fleet-orders").json().at("items").at(0).at("number") == number);
}

BOOST_AUTO_TEST_CASE(a_fleet_costs_what_its_cars_cost_by_now) {
    const auto placed = seller.post("/fleet-orders", fleet()).json();
    const auto page = "/fleet-orders/" + placed.at("number").get<std::string>();
    const auto car = [&](std::size_t place) { return placed.at("orders").at(place).at("number").get<std::string>(); };
    const auto requests = lease();
    for (const auto& request : requests)
        BOOST_REQUIRE(told(yes(request, "B" + request.at("order_number").get<std::string>().substr(4))) == "ACCEPTED");
    const Json dearer{{"version", version(car(0))}, {"features", {"T1", "E2", "C1", "I1"}}};
    BOOST_REQUIRE(seller.post("/orders/" + car(0) + "/changes", dearer).status == 201);
    BOOST_TEST(seller.get(page).json().at("price") == "483000.00");
    BOOST_REQUIRE(told(yes(lease().at(0), "B" + car(0).substr(4))) == "ACCEPTED");
    BOOST_TEST(seller.get(page).json().at("price") == "495000.00");
    BOOST_REQUIRE(told(yes(called_off(car(2)), "B" + car(2).substr(4))) == "ACCEPTED");
    const auto now = seller.get(page).json();
    BOOST_TEST(now.at("cars") == 2);
    BOOST_TEST(now.at("price") == "312000.00");
    BOOST_TEST(now.at("orders").size() == 3u);
    const auto listed = seller.get("/fleet-orders").json().at("items").at(0);
    BOOST_TEST(listed.at("cars") == 2);
    BOOST_TEST(listed.at("price") == "312000.00");
}

BOOST_AUTO_TEST_CASE(a_refusal_says_of_which_cars_it_speaks) {
    auto strange = fleet();
    strange["cars"][1]["model_year"] = 1999;
    BOOST_TEST(refusal(seller, [&] { return seller.post("/fleet-orders", strange); }) == "404 catalog.no_such_model");
    BOOST_TEST((faults(seller.post("/fleet-orders", strange)) ==
                std::set<std::string>{"/cars/1/model catalog.no_such_model"}));
    auto endless = fleet();
    endless["cars"][1]["features"] = Json(300, "T1");
    BOOST_TEST(
        (faults(seller.post("/fleet-orders", endless)) == std::set<std::string>{"/cars/1/features field.range"}));
    auto none = fleet();
    none["cars"][1]["count"] = 0;
    BOOST_TEST((faults(seller.post("/fleet-orders", none)) == std::set<std::string>{"/cars/1/count field.range"}));
    BOOST_TEST(seller.get("/orders").json().at("items").empty());
}

BOOST_AUTO_TEST_CASE(all_cars_are_ordered_or_none) {
    auto broken = fleet();
    broken["cars"][1]["features"] = {"T1", "E1", "C1", "I1", "OD"};
    BOOST_TEST(refusal(seller, [&] { return seller.post("/fleet-orders", broken); }) ==
               "422 catalog.configuration_invalid");
    BOOST_TEST((faults(seller.post("/fleet-orders", broken)) ==
                std::set<std::string>{"/cars/1/features catalog.rule_broken"}));
    BOOST_TEST(!seller.post("/fleet-orders", broken).json().at("errors").at(0).at("fixes").empty());
    BOOST_TEST(seller.get("/orders").json().at("items").empty());
    BOOST_TEST(lease().empty());
}

BOOST_AUTO_TEST_CASE(a_fleet_is_bounded) {
    for (const int count : {0, -1, 101, 2'000'000'000}) {
        auto fleet_of = fleet();
        fleet_of["cars"][0]["count"] = count;
        BOOST_TEST(refusal(seller, [&] { return seller.post("/fleet-orders", fleet_of); }) == "422 fleet.size");
    }
    auto empty = fleet();
    empty["cars"] = Json::array();
    BOOST_TEST(refusal(seller, [&] { return seller.post("/fleet-orders", empty); }) == "422 fleet.size");
    empty.erase("cars");
    BOOST_TEST((faults(seller.post("/fleet-orders", empty)) == std::set<std::string>{"/cars field.missing"}));
}

BOOST_AUTO_TEST_CASE(another_dealers_fleet_is_not_there) {
    const auto number = seller.post("/fleet-orders", fleet()).json().at("number").get<std::string>();
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return stranger.get("/fleet-orders/" + number); }) == "404 fleet.not_found");
    BOOST_TEST(stranger.get("/fleet-orders").json().at("items").empty());
    auto manager = server().client(net.regional_manager);
    BOOST_TEST(manager.get("/fleet-orders/" + number).status == 200);
    BOOST_TEST(refusal(manager, [&] { return manager.post("/fleet-orders", fleet()); }) == "403 access.role_missing");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
