#include "http/order_book.h"
#include "support/eventually.h"

namespace {

using namespace marque::support;

struct Allocating : OrderBook {
    HttpClient region = server().client(net.regional_manager);
    const std::string month = day(0).substr(0, 7);

    Reply set(HttpClient& client, const Json& quota, int version, Json more = Json::object()) {
        Json body{{"dealer_id", net.dealer.id.value}, {"month", month}, {"quota", quota}, {"version", version}};
        body.update(more);
        return client.put("/allocations", body);
    }
    Json row(HttpClient& client, bool of_model = false) {
        const auto list = client.get("/allocations?month=" + month).json();
        for (const auto& one : list.at("items")) {
            if (one.at("dealer").at("id") == net.dealer.id.value && one.at("model").is_null() != of_model) return one;
        }
        return nullptr;
    }
    int place_in_line(const std::string& number) { return read(number).at("waiting_position").get<int>(); }
    bool soon(const std::string& number, const std::string& wanted) {
        return eventually(std::chrono::seconds{20}, [&] { return state(number) == wanted; });
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(allocation, Allocating)

BOOST_AUTO_TEST_CASE(without_allocation_a_dealer_is_unlimited) {
    BOOST_TEST(row(region).at("quota").is_null());
    BOOST_TEST(state(place()) == "ACCEPTED");
    BOOST_TEST(region.get("/allocations").json().at("month") == month);
}

BOOST_AUTO_TEST_CASE(when_it_is_used_up_orders_wait_in_line_and_leave_in_order) {
    BOOST_REQUIRE(set(region, 1, 0).status == 200);
    const auto first = place(), second = place(), third = place();
    BOOST_TEST(state(first) == "ACCEPTED");
    BOOST_TEST(state(second) == "WAITING");
    BOOST_TEST(read(second).at("event_code") == 1100);
    BOOST_TEST(place_in_line(second) == 1);
    BOOST_TEST(place_in_line(third) == 2);
    BOOST_TEST(lease().size() == 1u);
    const auto full = row(seller);
    BOOST_TEST(full.at("used") == 1);
    BOOST_TEST(full.at("waiting") == 2);
    const auto raised = set(region, 2, full.at("version"));
    BOOST_REQUIRE_MESSAGE(raised.status == 200, raised.body);
    BOOST_TEST(state(second) == "ACCEPTED");
    BOOST_TEST(place_in_line(third) == 1);
    BOOST_TEST(lease().at(0).at("order_number") == second);
    BOOST_TEST(read(second).at("events").back().at("kind") == "ACCEPTED");
}

BOOST_AUTO_TEST_CASE(the_list_of_those_that_wait_is_the_line_itself) {
    BOOST_REQUIRE(set(region, 0, 0).status == 200);
    std::vector<std::string> placed;
    for (int i = 0; i < 3; ++i) placed.push_back(place());
    const auto first = seller.get("/orders?state=WAITING&limit=2").json();
    BOOST_REQUIRE(first.at("items").size() == 2u);
    const auto rest = seller.get("/orders?state=WAITING&limit=2&cursor=" + first.at("next").get<std::string>()).json();
    BOOST_REQUIRE(rest.at("items").size() == 1u);
    std::vector<Json> line(first.at("items").begin(), first.at("items").end());
    line.push_back(rest.at("items").at(0));
    for (std::size_t i = 0; i < line.size(); ++i) {
        BOOST_TEST(line[i].at("number") == placed[i]);
        BOOST_TEST(line[i].at("waiting_position") == i + 1);
        BOOST_TEST(place_in_line(placed[i]) == i + 1);
    }
    const auto all = seller.get("/orders").json().at("items");
    BOOST_TEST(all.at(0).at("number") == placed.back());
    BOOST_TEST(all.at(0).at("waiting_position").is_null());
}

BOOST_AUTO_TEST_CASE(a_cancellation_makes_room_for_the_next_in_line) {
    BOOST_REQUIRE(set(region, 1, 0).status == 200);
    const auto first = place(), second = place(), third = place();
    const auto request = lease().at(0);
    seller.post("/orders/" + third + "/cancellation", {{"version", version(third)}, {"reason", "不等了"}});
    BOOST_TEST(state(third) == "CANCELLED");
    BOOST_REQUIRE(told(no(request, "NO_CAPACITY")) == "ACCEPTED");
    BOOST_TEST(state(first) == "REFUSED");
    BOOST_TEST(soon(second, "ACCEPTED"));
    BOOST_TEST(row(region).at("used") == 1);
}

BOOST_AUTO_TEST_CASE(a_model_with_a_quota_of_its_own_waits_alone) {
    const auto other = make_model(pool, line.code);
    BOOST_REQUIRE(set(region, 1, 0, {{"model", model.code}, {"model_year", model.year}}).status == 200);
    const auto first = place(), waits = place();
    auto wish_other = wish();
    wish_other["model"] = other.code;
    BOOST_TEST(state(place(wish_other)) == "ACCEPTED");
    BOOST_TEST(state(waits) == "WAITING");
    BOOST_TEST(row(region, true).at("waiting") == 1);
    BOOST_TEST(row(region, true).at("model") == model.code);
}

BOOST_AUTO_TEST_CASE(orders_from_before_the_limit_count) {
    place();
    place();
    const auto rows = set(region, 2, 0);
    BOOST_REQUIRE_MESSAGE(rows.status == 200, rows.body);
    BOOST_TEST(row(region).at("used") == 2);
    const auto third = place();
    BOOST_TEST(state(third) == "WAITING");
    BOOST_TEST(set(region, nullptr, row(region).at("version")).status == 200);
    BOOST_TEST(state(third) == "ACCEPTED");
    BOOST_TEST(row(region).at("quota").is_null());
}

BOOST_AUTO_TEST_CASE(a_waiting_order_is_held_and_resumed_into_the_line) {
    BOOST_REQUIRE(set(region, 0, 0).status == 200);
    const auto number = place();
    BOOST_TEST(seller.post("/orders/" + number + "/hold", {{"version", version(number)}, {"reason", "等"}})
                   .json()
                   .at("state") == "ON_HOLD");
    const auto resumed = seller.post("/orders/" + number + "/resumption", {{"version", version(number)}});
    BOOST_TEST(resumed.json().at("state") == "WAITING");
}

BOOST_AUTO_TEST_CASE(only_the_dealers_own_region_sets_it) {
    auto other = server().client(net.other_regional_manager);
    BOOST_TEST(refusal(other, [&] { return set(other, 5, 0); }) == "404 allocation.dealer_unknown");
    BOOST_TEST(refusal(seller, [&] { return set(seller, 5, 0); }) == "403 access.role_missing");
    BOOST_TEST(row(other).is_null());
    BOOST_TEST(refusal(region, [&] { return set(region, 5, 3); }) == "409 allocation.stale_version");
    BOOST_TEST(refusal(region, [&] {
                   return set(region, 5, 0, {{"month", "2020-01"}});
               }) == "422 allocation.month_invalid");
    BOOST_TEST(refusal(region, [&] { return region.get("/allocations?month=soon"); }) ==
               "422 allocation.month_invalid");
    BOOST_TEST(refusal(region, [&] { return set(region, 5, 0, {{"model", "NONE"}}); }) == "404 catalog.no_such_model");
    BOOST_TEST((faults(set(region, -1, 0)) == std::set<std::string>{"/quota field.range"}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
