#include "http/order_book.h"

namespace {

using namespace marque::support;

struct Changing : OrderBook {
    std::string number = place();
    const Json dearer{"T2", "E1", "C2", "I1"};

    Reply change(HttpClient& client, int version, const Json& features) {
        return client.post("/orders/" + number + "/changes", {{"version", version}, {"features", features}});
    }
    Reply cancel(HttpClient& client, int version) {
        return client.post("/orders/" + number + "/cancellation", {{"version", version}, {"reason", "客户改买现车"}});
    }
    /// The last message to the line about this order.
    Json asked() { return lease().back(); }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(changing, Changing)

BOOST_AUTO_TEST_CASE(a_change_waits_for_the_line_and_then_holds) {
    const auto reply = change(seller, version(number), dearer);
    BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
    BOOST_TEST(reply.json().at("price") == "150000.00");
    BOOST_TEST(reply.json().at("configurations").size() == 2u);
    const auto request = asked();
    BOOST_TEST(request.at("action") == "CHANGE");
    BOOST_TEST(told(yes(request, "B" + number.substr(4))) == "ACCEPTED");
    const auto changed = read(number);
    BOOST_TEST(changed.at("price") == "183000.00");
    BOOST_TEST(changed.at("events").back().at("kind") == "CHANGE_ACCEPTED");
}

BOOST_AUTO_TEST_CASE(a_change_that_the_line_refuses_leaves_the_order_as_it_was) {
    change(seller, version(number), dearer);
    BOOST_TEST(told(no(asked(), "BODY_CLOSED")) == "ACCEPTED");
    const auto order = read(number);
    BOOST_TEST(order.at("price") == "150000.00");
    BOOST_TEST(order.at("events").back().at("kind") == "CHANGE_REFUSED");
    BOOST_TEST(order.at("events").back().at("detail").at("reason") == "BODY_CLOSED");
    BOOST_TEST(change(seller, version(number), dearer).status == 201);
}

BOOST_AUTO_TEST_CASE(of_two_who_change_the_second_is_told_to_read_again) {
    auto manager = server().client(net.dealer_manager);
    const int seen = version(number);
    BOOST_TEST(change(seller, seen, dearer).status == 201);
    BOOST_TEST(refusal(manager, [&] {
                   return change(manager, seen, {"T1", "E2", "C1", "I1"});
               }) == "409 order.stale_version");
    BOOST_TEST(refusal(manager, [&] { return cancel(manager, seen); }) == "409 order.stale_version");
    BOOST_TEST((cancel(manager, seen).json().at("versions") == Json{{"yours", seen}, {"now", seen + 1}}));
    BOOST_TEST(refusal(manager, [&] {
                   return change(manager, seen + 1, {"T1", "E2", "C1", "I1"});
               }) == "409 order.change_pending");
}

BOOST_AUTO_TEST_CASE(a_change_is_judged_like_an_order) {
    const int seen = version(number);
    BOOST_TEST(refusal(seller, [&] {
                   return change(seller, seen, {"T1", "E1", "C1", "I1"});
               }) == "422 order.nothing_changed");
    BOOST_TEST(refusal(seller, [&] {
                   return change(seller, seen, {"T1", "E1", "C1", "I1", "OD"});
               }) == "422 catalog.configuration_invalid");
    const auto broken = change(seller, seen, {"T1", "E1", "C1", "I1", "OD"}).json();
    BOOST_TEST(!broken.at("errors").at(0).at("fixes").empty());
    BOOST_TEST(change(seller, seen, Json::array()).code() == "catalog.configuration_invalid");
    const auto reply = seller.post("/orders/" + number + "/changes", {{"version", "1"}, {"feature", 5}});
    BOOST_TEST((faults(reply) == std::set<std::string>{"/version field.wrong_type", "/features field.missing",
                                                       "/feature field.unknown"}));
}

BOOST_AUTO_TEST_CASE(a_cancelled_order_is_over_once_the_line_lets_go) {
    const auto reply = cancel(seller, version(number));
    BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
    BOOST_TEST(reply.json().at("cancel_requested") == true);
    BOOST_TEST(reply.json().at("state") == "ACCEPTED");
    const int seen = version(number);
    BOOST_TEST(refusal(seller, [&] { return cancel(seller, seen); }) == "409 order.cancel_pending");
    BOOST_TEST(refusal(seller, [&] { return change(seller, seen, dearer); }) == "409 order.cancel_pending");
    BOOST_TEST(told(yes(asked(), "B" + number.substr(4))) == "ACCEPTED");
    BOOST_TEST(state(number) == "CANCELLED");
    const int over = version(number);
    BOOST_TEST(refusal(seller, [&] { return cancel(seller, over); }) == "409 order.illegal_move");
    BOOST_TEST(refusal(seller, [&] { return change(seller, over, dearer); }) == "409 order.illegal_move");
    BOOST_TEST(read(number).at("actions").empty());
}

BOOST_AUTO_TEST_CASE(a_cancellation_that_the_line_refuses_can_be_asked_for_again) {
    cancel(seller, version(number));
    BOOST_TEST(told(no(asked(), "TOO_LATE")) == "ACCEPTED");
    const auto order = read(number);
    BOOST_TEST(order.at("cancel_requested") == false);
    BOOST_TEST(order.at("events").back().at("kind") == "CANCEL_REFUSED");
    BOOST_TEST(cancel(seller, version(number)).status == 201);
}

BOOST_AUTO_TEST_CASE(a_reason_is_given_in_two_hundred_characters) {
    const auto path = "/orders/" + number + "/cancellation";
    for (const auto& reason : {std::string(), std::string(201, 'r')}) {
        const auto reply = seller.post(path, {{"version", 1}, {"reason", reason}});
        BOOST_TEST((faults(reply) == std::set<std::string>{"/reason field.length"}));
    }
    std::string chinese;
    for (int i = 0; i < 200; ++i) chinese += "退";
    BOOST_TEST(seller.post(path, {{"version", version(number)}, {"reason", chinese}}).status == 201);
}

BOOST_AUTO_TEST_CASE(another_dealers_order_is_not_there) {
    const int seen = version(number);
    for (const auto& person : {net.other_salesperson, net.far_salesperson}) {
        auto stranger = server().client(person);
        BOOST_TEST(refusal(stranger, [&] { return stranger.get("/orders/" + number); }) == "404 order.not_found");
        BOOST_TEST(refusal(stranger, [&] { return change(stranger, seen, dearer); }) == "404 order.not_found");
        BOOST_TEST(refusal(stranger, [&] { return cancel(stranger, seen); }) == "404 order.not_found");
    }
    auto planner = server().client(net.plant_planner);
    BOOST_TEST(refusal(planner, [&] { return change(planner, seen, dearer); }) == "403 access.role_missing");
    BOOST_TEST(refusal(planner, [&] { return cancel(planner, seen); }) == "403 access.role_missing");
    number = "ORD-1999-0000001";
    BOOST_TEST(refusal(seller, [&] { return change(seller, 1, dearer); }) == "404 order.not_found");
    BOOST_TEST(refusal(seller, [&] { return cancel(seller, 1); }) == "404 order.not_found");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
