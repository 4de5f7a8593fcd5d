#include "http/order_book.h"
#include "support/event_stream.h"

namespace {

using namespace marque::support;

std::string seen(std::optional<StreamEvent> event) {
    if (!event) return "nothing";
    const auto told = event->json();
    return told.at("kind") == "ORDER"
               ? told.at("state").get<std::string>()
               : told.at("station").get<std::string>() + " " + told.at("station_state").get<std::string>();
}

/// What the page is told until it was told `last`. A page may be told once more what happened just before it was
/// opened.
std::set<std::string> heard_until(EventStream& page, const std::string& last) {
    std::set<std::string> heard;
    for (std::string each; each != "nothing" && each != last;) heard.insert(each = seen(page.next()));
    return heard;
}

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(following, OrderBook)

BOOST_AUTO_TEST_CASE(the_open_page_of_an_order_sees_its_car_move) {
    const auto number = place();
    const auto build_id = accepted(number);
    EventStream page(seller, "/events?topic=order:" + number);
    const auto next = place(wish_for_stock());
    EventStream other(seller, "/events?topic=order:" + next);
    tell(Json::array({at("BO-0110", build_id, 1, "RUNNING"), at("BO-0110", build_id, 2)}));
    const auto heard = heard_until(page, "BO-0110 COMPLETED");
    for (const char* event : {"IN_PRODUCTION", "BO-0110 RUNNING", "BO-0110 COMPLETED"})
        BOOST_TEST(heard.contains(event), event);
    accepted(next);
    const auto elsewhere = heard_until(other, "SCHEDULED");
    BOOST_TEST(elsewhere.contains("SCHEDULED"));
    BOOST_TEST(!elsewhere.contains("BO-0110 RUNNING"));
}

BOOST_AUTO_TEST_CASE(the_plant_follows_a_line_and_a_dealer_does_not) {
    const auto number = place();
    const auto build_id = accepted(number);
    EventStream plant(server().client(net.plant_planner), "/events?topic=line:" + line.code);
    tell(Json::array({at("BO-0110", build_id, 1, "RUNNING")}));
    const auto heard = heard_until(plant, "BO-0110 RUNNING");
    BOOST_TEST(heard.contains("IN_PRODUCTION"));
    BOOST_TEST(heard.contains("BO-0110 RUNNING"));
    BOOST_TEST(refusal(seller, [&] { return seller.get("/events?topic=line:" + line.code); }) ==
               "403 access.role_missing");
}

BOOST_AUTO_TEST_CASE(another_dealers_order_cannot_be_followed) {
    const auto number = place();
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return stranger.get("/events?topic=order:" + number); }) ==
               "404 order.not_found");
    BOOST_TEST((faults(seller.get("/events?topic=weather")) == std::set<std::string>{"topic events.topic_unknown"}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
