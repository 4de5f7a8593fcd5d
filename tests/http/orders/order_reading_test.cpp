#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

std::set<std::string> order_numbers(HttpClient& client, const std::string& query = "") {
    std::set<std::string> found;
    const auto page = client.get("/orders" + query).json();
    for (const auto& order : page.at("items")) found.insert(order.at("number").get<std::string>());
    return found;
}

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(reading, OrderBook)

BOOST_AUTO_TEST_CASE(the_list_is_newest_first_by_pages_and_by_state) {
    const auto first = place();
    const auto second = place(wish_for_stock());
    accepted(first);
    const auto page = seller.get("/orders?limit=1").json();
    BOOST_TEST(page.at("items").at(0).at("number") == second);
    const auto rest = seller.get("/orders?limit=1&cursor=" + page.at("next").get<std::string>()).json();
    BOOST_TEST(rest.at("items").at(0).at("number") == first);
    BOOST_TEST(rest.at("items").at(0).at("customer_name") == buyer.name);
    BOOST_TEST(rest.at("next").is_null());
    BOOST_TEST((order_numbers(seller, "?state=SCHEDULED") == std::set{first}));
    BOOST_TEST(order_numbers(seller, "?state=DELIVERED").empty());
}

BOOST_AUTO_TEST_CASE(who_sees_which_orders) {
    const auto number = place();
    for (const auto& person :
         {net.dealer_manager, net.regional_manager, net.plant_planner, net.administrator, net.auditor}) {
        auto client = server().client(person);
        const auto dealer = "?dealer_id=" + std::to_string(net.dealer.id.value);
        BOOST_TEST((order_numbers(client, dealer) == std::set{number}));
        const auto order = client.get("/orders/" + number);
        BOOST_TEST(order.status == 200);
        const bool may_act = person.id == net.dealer_manager.id || person.id == net.plant_planner.id;
        BOOST_TEST(order.json().at("actions").empty() == !may_act);
    }
    for (const auto& person : {net.other_salesperson, net.far_salesperson, net.other_regional_manager}) {
        auto client = server().client(person);
        BOOST_TEST(order_numbers(client).empty());
        BOOST_TEST(refusal(client, [&] { return client.get("/orders/" + number); }) == "404 order.not_found");
    }
    auto technician = server().client(net.technician);
    for (const auto& path : {std::string("/orders"), "/orders/" + number, std::string("/orders/pipeline")}) {
        BOOST_TEST(refusal(technician, [&] { return technician.get(path); }) == "403 access.role_missing");
    }
}

BOOST_AUTO_TEST_CASE(the_list_is_narrowed_by_states_buyer_model_number_and_hold) {
    const auto first = place();
    const auto second = place(wish_for_stock());
    const auto build_id = accepted(first);
    const auto third = place();
    BOOST_TEST((order_numbers(seller, "?state=SCHEDULED&state=ACCEPTED") == std::set{first, second, third}));
    BOOST_TEST((order_numbers(seller, "?state=SCHEDULED&state=DELIVERED") == std::set{first}));
    BOOST_TEST((order_numbers(seller, "?customer_id=" + std::to_string(buyer.id.value)) == std::set{first, third}));
    BOOST_TEST((order_numbers(seller, "?model=" + model.code) == std::set{first, second, third}));
    BOOST_TEST(order_numbers(seller, "?model=NONE").empty());
    BOOST_TEST((order_numbers(seller, "?number=" + second) == std::set{second}));
    BOOST_TEST((order_numbers(seller, "?number=" + second.substr(second.size() - 7)) == std::set{second}));
    BOOST_TEST(order_numbers(seller, "?number=%25").empty());
    BOOST_TEST(order_numbers(seller, "?held=true").empty());
    auto held = at("BO-0110", build_id, 1, "HELD");
    held["hold_reason"] = "PART_SHORT";
    BOOST_REQUIRE(told(held) == "ACCEPTED");
    BOOST_TEST((order_numbers(seller, "?held=true") == std::set{first}));
    BOOST_TEST(order_numbers(seller, "?held=true&state=SCHEDULED").empty());
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(order_numbers(stranger, "?held=true").empty());
    BOOST_TEST(order_numbers(stranger, "?number=" + first).empty());
    const auto page = seller.get("/orders?limit=1&state=SCHEDULED&state=IN_PRODUCTION&state=ACCEPTED").json();
    BOOST_TEST(page.at("items").at(0).at("number") == third);
    const auto rest = order_numbers(
        seller, "?state=SCHEDULED&state=IN_PRODUCTION&state=ACCEPTED&cursor=" + page.at("next").get<std::string>());
    BOOST_TEST((rest == std::set{first, second}));
}

BOOST_AUTO_TEST_CASE(what_is_overdue_or_nearly_so_is_listed_most_urgent_first) {
    const auto promise = [&](const std::string& number, int days) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute("UPDATE customer_order SET promised_date = ? WHERE number = ?", day(days), number);
        });
    };
    const auto at_risk = [&](HttpClient& client) {
        std::vector<std::string> found;
        const auto list = client.get("/orders/at-risk").json();
        for (const auto& order : list.at("items")) found.push_back(order.at("number"));
        return found;
    };
    const auto soon = place(), late = place(), later = place(), unpromised = place();
    promise(soon, 3);
    promise(late, -2);
    promise(later, 30);
    auto manager = server().client(net.regional_manager);
    std::vector<std::string> wanted{late, soon};
    BOOST_TEST(at_risk(manager) == wanted, boost::test_tools::per_element());
    // Its promise is a month off, and its p90 lies behind it already.
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute(
            "INSERT INTO order_eta (order_id, line_code, destination_id, dealer_id, region_id, turn, phase, linked, "
            "  ahead, done, since, cause, computed_at, at_risk) SELECT id, line_code, destination_id, dealer_id, "
            "  region_id, 0, 'QUEUE', 1, 0, 0, placed_at, 'QUEUE', placed_at, 1 FROM customer_order WHERE number = ? "
            "ON DUPLICATE KEY UPDATE at_risk = 1",
            later);
    });
    wanted.push_back(later);
    BOOST_TEST(at_risk(manager) == wanted, boost::test_tools::per_element());
    BOOST_TEST(seller.get("/orders/at-risk").json().at("more") == false);
    BOOST_TEST(at_risk(seller) == wanted, boost::test_tools::per_element());
    auto far = server().client(net.far_salesperson);
    BOOST_TEST(at_risk(far).empty());
}

BOOST_AUTO_TEST_CASE(nonsense_in_a_query_is_named) {
    BOOST_TEST((faults(seller.get("/orders?held=perhaps")) == std::set<std::string>{"held field.not_allowed"}));
    BOOST_TEST(
        (faults(seller.get("/orders?state=ACCEPTED&state=LOST")) == std::set<std::string>{"state field.not_allowed"}));
    BOOST_TEST(
        (faults(seller.get("/orders?model=" + std::string(41, 'M'))) == std::set<std::string>{"model field.length"}));

    BOOST_TEST((faults(seller.get("/orders?state=LOST")) == std::set<std::string>{"state field.not_allowed"}));
    BOOST_TEST((faults(seller.get("/orders?dealer_id=x")) == std::set<std::string>{"dealer_id field.range"}));
    BOOST_TEST((faults(seller.get("/orders?limit=0")) == std::set<std::string>{"limit field.range"}));
    BOOST_TEST(refusal(seller, [&] { return seller.get("/orders?cursor=yesterday"); }) == "400 request.cursor_invalid");
    BOOST_TEST(refusal(seller, [&] { return seller.get("/orders/no-such-number"); }) == "404 order.not_found");
}

BOOST_AUTO_TEST_CASE(the_pipeline_counts_what_is_open) {
    const auto open = [&](const std::string& state) {
        const auto pipeline = seller.get("/orders/pipeline").json();
        for (const auto& count : pipeline.at("counts")) {
            if (count.at("state") == state) return count.at("count").get<int>();
        }
        return -1;
    };
    const auto first = place();
    place();
    accepted(first);
    BOOST_TEST(open("ACCEPTED") == 1);
    BOOST_TEST(open("SCHEDULED") == 1);
    BOOST_TEST(open("ARRIVED") == 0);
    BOOST_TEST(open("DELIVERED") == -1);
}

BOOST_AUTO_TEST_CASE(the_order_tells_where_its_car_stands) {
    const auto number = place();
    const auto build_id = accepted(number);
    auto held = at("BO-0120", build_id, 2, "HELD");
    held["hold_reason"] = "PART_SHORT";
    held["hold_part_no"] = "PN-77";
    tell(Json::array({at("BO-0110", build_id, 1), held}));
    const auto order = read(number);
    BOOST_TEST(order.at("state") == "IN_PRODUCTION");
    BOOST_TEST(order.at("build_id") == build_id);
    BOOST_TEST(order.at("build").at("state") == "HELD");
    BOOST_TEST(order.at("build").at("station") == "BO-0120");
    BOOST_TEST(order.at("build").at("hold_part_no") == "PN-77");
    BOOST_TEST(order.at("build_events").size() == 2u);
    const auto listed = seller.get("/orders").json().at("items").at(0);
    BOOST_TEST(listed.at("station") == "BO-0120");
    BOOST_TEST(listed.at("station_position") == 2);
    BOOST_TEST(listed.at("held") == true);
}

BOOST_AUTO_TEST_CASE(a_car_on_its_way_to_the_dealer_says_who_carries_it) {
    const auto number = place();
    const auto vin = arrived(number);
    const auto order = read(number);
    BOOST_TEST(order.at("state") == "ARRIVED");
    BOOST_TEST(order.at("vin") == vin);
    BOOST_TEST(order.at("build").at("carrier") == "安吉物流");
    std::vector<std::string> diary;
    for (const auto& event : order.at("events")) diary.push_back(event.at("kind"));
    const std::vector<std::string> wanted{"PLACED", "ACCEPTED", "BUILD_LINKED", "PRODUCTION_STARTED",
                                          "BUILT",  "YARD_IN",  "SHIPPED",      "ARRIVED"};
    BOOST_TEST(diary == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
