#include "http/order_book.h"

namespace {

using namespace marque::support;

struct Living : OrderBook {
    Json draft() const {
        auto order = wish();
        order["draft"] = true;
        return order;
    }
    Reply act(HttpClient& client, const std::string& number, const std::string& what, Json body = Json::object()) {
        if (!body.contains("version")) body["version"] = version(number);
        return client.post("/orders/" + number + "/" + what, body);
    }
    std::string last_event(const std::string& number) { return read(number).at("events").back().at("kind"); }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(life, Living)

BOOST_AUTO_TEST_CASE(a_draft_is_nobodys_business_until_it_is_submitted) {
    const auto number = place(draft());
    BOOST_TEST(state(number) == "DRAFT");
    BOOST_TEST(lease().empty());
    BOOST_TEST(act(seller, number, "changes", {{"features", {"T1", "E1", "C2", "I1"}}}).json().at("price") ==
               "153000.00");
    BOOST_TEST(refusal(seller, [&] {
                   return act(seller, number, "hold", {{"reason", "等"}});
               }) == "409 order.illegal_move");
    const auto submitted = act(seller, number, "submission");
    BOOST_REQUIRE_MESSAGE(submitted.status == 201, submitted.body);
    BOOST_TEST(submitted.json().at("state") == "ACCEPTED");
    BOOST_TEST(submitted.json().at("event_code") == 2000);
    const auto release = lease();
    BOOST_REQUIRE(release.size() == 1u);
    BOOST_TEST(release.at(0).at("action") == "RELEASE");
    BOOST_TEST(release.at(0).at("configuration_version") == 2);
    BOOST_TEST(refusal(seller, [&] { return act(seller, number, "submission"); }) == "409 order.illegal_move");
}

BOOST_AUTO_TEST_CASE(a_draft_is_given_up_at_once) {
    const auto number = place(draft());
    const auto gone = act(seller, number, "cancellation", {{"reason", "客户不要了"}});
    BOOST_TEST(gone.json().at("state") == "CANCELLED");
    BOOST_TEST(gone.json().at("event_code") == 9000);
    BOOST_TEST(gone.json().at("actions").empty());
    BOOST_TEST(lease().empty());
}

BOOST_AUTO_TEST_CASE(an_order_on_hold_stays_away_from_the_line_until_it_is_resumed) {
    const auto number = place();
    const auto held = act(seller, number, "hold", {{"reason", "客户在等贷款审批"}});
    BOOST_REQUIRE_MESSAGE(held.status == 201, held.body);
    BOOST_TEST(held.json().at("state") == "ON_HOLD");
    BOOST_TEST(held.json().at("hold_reason") == "客户在等贷款审批");
    BOOST_TEST(held.json().at("held_by") == "DEALER");
    BOOST_TEST(lease().empty());
    const auto resumed = act(seller, number, "resumption");
    BOOST_TEST(resumed.json().at("state") == "ACCEPTED");
    BOOST_TEST(resumed.json().at("hold_reason").is_null());
    const auto build_id = accepted(number);
    BOOST_TEST(read(number).at("build_id") == build_id);
}

BOOST_AUTO_TEST_CASE(a_release_that_has_left_cannot_be_held_back) {
    const auto number = place();
    lease();
    BOOST_TEST(refusal(seller, [&] {
                   return act(seller, number, "hold", {{"reason", "等等"}});
               }) == "409 order.already_on_its_way");
    BOOST_TEST(state(number) == "ACCEPTED");
    BOOST_TEST(
        (faults(act(seller, number, "hold", {{"reason", ""}})) == std::set<std::string>{"/reason field.length"}));
}

BOOST_AUTO_TEST_CASE(what_the_plant_holds_the_plant_lets_go) {
    const auto number = place();
    auto planner = server().client(net.plant_planner);
    BOOST_TEST(act(planner, number, "hold", {{"reason", "缺天窗玻璃"}}).json().at("held_by") == "PLANT");
    BOOST_TEST(!read(number).at("actions").empty());
    BOOST_TEST(refusal(seller, [&] { return act(seller, number, "resumption"); }) == "403 order.held_by_plant");
    BOOST_TEST(act(planner, number, "resumption").json().at("state") == "ACCEPTED");
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] {
                   return act(stranger, number, "hold", {{"reason", "x"}});
               }) == "404 order.not_found");
    BOOST_TEST(refusal(planner, [&] { return act(planner, number, "submission"); }) == "403 access.role_missing");
}

BOOST_AUTO_TEST_CASE(the_buyer_changes_without_the_line) {
    const auto number = place();
    accepted(number);
    const auto other = make_customer(pool, net.dealer.id);
    const auto changed = act(seller, number, "buyer", {{"customer_id", other.id.value}});
    BOOST_REQUIRE_MESSAGE(changed.status == 201, changed.body);
    BOOST_TEST(changed.json().at("customer").at("name") == other.name);
    BOOST_TEST(last_event(number) == "BUYER_CHANGED");
    BOOST_TEST(lease().empty());
    BOOST_TEST(refusal(seller, [&] {
                   return act(seller, number, "buyer", {{"customer_id", other.id.value}});
               }) == "422 order.nothing_changed");
    const auto foreign = make_customer(pool, net.other_dealer.id);
    BOOST_TEST(refusal(seller, [&] {
                   return act(seller, number, "buyer", {{"customer_id", foreign.id.value}});
               }) == "404 customer.not_found");
    BOOST_TEST(refusal(seller, [&] {
                   return act(seller, number, "buyer", {{"customer_id", buyer.id.value}, {"version", 1}});
               }) == "409 order.stale_version");
}

BOOST_AUTO_TEST_CASE(a_stock_car_that_finds_its_buyer_is_a_customers_order) {
    const auto number = place(wish_for_stock());
    BOOST_TEST(act(seller, number, "buyer", {{"customer_id", buyer.id.value}}).json().at("kind") == "CUSTOMER");
}

BOOST_AUTO_TEST_CASE(another_destination_is_asked_of_the_line_that_sends_the_car) {
    const auto outlet = make_organisation(pool, marque::core::OrganisationKind::dealer, net.dealer.id);
    const auto number = place();
    const auto build_id = accepted(number);
    const auto asked = act(seller, number, "destination", {{"destination_id", outlet.id.value}});
    BOOST_REQUIRE_MESSAGE(asked.status == 201, asked.body);
    BOOST_TEST(asked.json().at("destination").at("code") == net.dealer.code);
    const auto request = lease().at(0);
    BOOST_TEST(request.at("action") == "CHANGE");
    BOOST_TEST(request.at("destination") == outlet.code);
    BOOST_REQUIRE(told(yes(request, build_id)) == "ACCEPTED");
    BOOST_TEST(read(number).at("destination").at("code") == outlet.code);
    BOOST_TEST(read(number).at("price") == "150000.00");
    BOOST_TEST(refusal(seller, [&] {
                   return act(seller, number, "destination", {{"destination_id", outlet.id.value}});
               }) == "422 order.nothing_changed");
    BOOST_TEST(refusal(seller, [&] {
                   return act(seller, number, "destination", {{"destination_id", net.other_dealer.id.value}});
               }) == "422 order.destination_unknown");
}

BOOST_AUTO_TEST_CASE(before_the_line_a_destination_changes_at_once) {
    const auto outlet = make_organisation(pool, marque::core::OrganisationKind::dealer, net.dealer.id);
    const auto number = place(draft());
    BOOST_TEST(
        act(seller, number, "destination", {{"destination_id", outlet.id.value}}).json().at("destination").at("code") ==
        outlet.code);
    act(seller, number, "submission");
    BOOST_TEST(lease().at(0).at("destination") == outlet.code);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
