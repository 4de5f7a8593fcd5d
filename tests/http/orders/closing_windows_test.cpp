#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

/// A car whose plan lets it pass the whole line within the second after it may start.
struct Closing : OrderBook {
    HttpClient manager = server().client(net.dealer_manager);

    std::string planned_for(int days_ahead) {
        const auto number = place();
        auto answer = yes(lease().at(0), "B" + number.substr(4));
        answer["planned_start"] = day(days_ahead) + "T00:00:00Z";
        answer["planned_end"] = day(days_ahead) + "T00:00:01Z";
        BOOST_REQUIRE(told(answer) == "ACCEPTED");
        return number;
    }
    static Json closing(HttpClient& client, const std::string& query = "") {
        const auto reply = client.get("/orders/closing-today" + query);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json().at("items");
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(closing_windows, Closing)

BOOST_AUTO_TEST_CASE(what_can_be_changed_today_for_the_last_time_is_listed) {
    BOOST_TEST(closing(seller).empty());
    const auto number = planned_for(-1);
    planned_for(5);
    const auto items = closing(seller);
    BOOST_REQUIRE(items.size() == 1u);
    BOOST_TEST(items.at(0).at("number") == number);
    BOOST_TEST(items.at(0).at("customer_name") == buyer.name);
    BOOST_TEST(items.at(0).at("salesperson_name") == net.salesperson.name);
    std::vector<std::string> groups;
    for (const auto& one : items.at(0).at("groups")) groups.push_back(one.at("group"));
    BOOST_TEST(groups.front() == "TRIM");
    BOOST_TEST((std::find(groups.begin(), groups.end(), "COLOUR") != groups.end()));
    BOOST_TEST((std::find(groups.begin(), groups.end(), "BUYER") == groups.end()));
    BOOST_TEST(items.at(0).at("groups").at(0).at("station").at("code") == "BO-0110");
}

BOOST_AUTO_TEST_CASE(what_the_car_has_passed_is_no_longer_listed) {
    const auto number = planned_for(-1);
    int seq = 0;
    for (const auto* station : {"BO-0110", "BO-0120", "PA-0210"})
        BOOST_REQUIRE(told(at(station, "B" + number.substr(4), ++seq)) == "ACCEPTED");
    for (const auto& item : closing(seller)) {
        for (const auto& one : item.at("groups")) {
            BOOST_TEST(one.at("group") != "TRIM");
            BOOST_TEST(one.at("group") != "COLOUR");
        }
    }
}

BOOST_AUTO_TEST_CASE(options_are_listed_from_the_next_to_close_to_the_last_of_today) {
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("UPDATE feature SET line_station = 'BO-0120' WHERE model_id = ? AND code = 'OA'", model.id);
    });
    planned_for(-1);
    const auto items = closing(seller);
    for (const auto& one : items.at(0).at("groups")) {
        const bool one_after_the_other = one.at("group") == "OPTIONS";
        BOOST_TEST((one.at("closes_at") != one.at("last_closes_at")) == one_after_the_other);
        if (one_after_the_other) BOOST_TEST(one.at("station").at("code") == "BO-0120");
    }
}

BOOST_AUTO_TEST_CASE(one_sees_the_dealers_or_ones_own_alone) {
    planned_for(-1);
    BOOST_TEST(closing(manager).size() == 1u);
    BOOST_TEST(closing(manager, "?mine=1").empty());
    BOOST_TEST(closing(seller, "?mine=1").size() == 1u);
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(closing(stranger).empty());
    auto planner = server().client(net.plant_planner);
    BOOST_TEST(refusal(planner, [&] { return planner.get("/orders/closing-today"); }) == "403 access.role_missing");
    BOOST_TEST(refusal(seller, [&] { return seller.get("/orders/closing-today?mine=2"); }) ==
               "422 request.fields_at_fault");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
