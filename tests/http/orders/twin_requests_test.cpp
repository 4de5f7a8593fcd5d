#include <array>
#include <latch>
#include <thread>

#include "http/order_book.h"

namespace {

using namespace marque::support;

constexpr std::size_t twins = 8;

/// The same POST with the same key, sent by eight connections of one person at the same instant.
std::array<Reply, twins> at_once(const Person& person, const std::string& path, const Json& body, const Headers& key) {
    std::vector<HttpClient> clients;
    for (std::size_t i = 0; i < twins; ++i) clients.push_back(server().client(person));
    std::array<Reply, twins> replies;
    std::latch go(twins);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < twins; ++i) {
            threads.emplace_back([&, i] {
                go.arrive_and_wait();
                replies[i] = clients[i].post(path, body, key);
            });
        }
    }
    return replies;
}

void expect_one_answer(const std::array<Reply, twins>& replies) {
    for (const auto& reply : replies) {
        BOOST_TEST(reply.status == 201, reply.body);
        BOOST_TEST(reply.body == replies.front().body);
        BOOST_TEST(reply.header("location") == replies.front().header("location"));
    }
}

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(twins_of_a_request, OrderBook)

BOOST_AUTO_TEST_CASE(eight_placings_with_one_key_are_one_order) {
    const Headers key{{"Idempotency-Key", fresh_key()}};
    expect_one_answer(at_once(net.salesperson, "/orders", wish(), key));
    BOOST_TEST(seller.get("/orders").json().at("items").size() == 1u);
    BOOST_TEST(lease().size() == 1u);
}

BOOST_AUTO_TEST_CASE(eight_hand_overs_with_one_key_are_one_and_none_hears_that_the_car_is_gone) {
    const auto number = place();
    const auto vin = arrived(number);
    const Json body{{"version", version(number)}, {"odometer_km", 12}, {"plate", "沪A12345"}, {"looked_myself", true}};
    const Headers key{{"Idempotency-Key", fresh_key()}};
    const auto replies = at_once(net.salesperson, "/orders/" + number + "/hand-over", body, key);
    expect_one_answer(replies);
    BOOST_TEST(replies.front().json().at("state") == "DELIVERED");
    const auto life = seller.get("/vehicles/" + vin + "/timeline").json().at("items");
    int handed_over = 0;
    for (const auto& event : life) handed_over += event.at("kind") == "HANDED_OVER" ? 1 : 0;
    BOOST_TEST(handed_over == 1);
}

BOOST_AUTO_TEST_CASE(eight_cancellations_with_one_key_ask_the_line_once) {
    const auto number = place();
    const Json body{{"version", version(number)}, {"reason", "客户改买现车"}};
    const Headers key{{"Idempotency-Key", fresh_key()}};
    expect_one_answer(at_once(net.salesperson, "/orders/" + number + "/cancellation", body, key));
    int asked = 0;
    for (const auto& request : lease()) asked += request.at("action") == "CANCEL" ? 1 : 0;
    BOOST_TEST(asked == 1);
}

BOOST_AUTO_TEST_CASE(a_key_that_was_used_for_another_body_or_another_order_is_refused) {
    const auto number = place();
    const auto other = place();
    const auto path = "/orders/" + number + "/cancellation";
    const Json body{{"version", version(number)}, {"reason", "客户改买现车"}};
    const Headers key{{"Idempotency-Key", fresh_key()}};
    BOOST_REQUIRE(seller.post(path, body, key).status == 201);
    Json another = body;
    another["reason"] = "客户搬家";
    BOOST_TEST(refusal(seller, [&] { return seller.post(path, another, key); }) == "422 idempotency.key_reused");
    const auto elsewhere = seller.post("/orders/" + other + "/cancellation", body, key);
    BOOST_TEST(elsewhere.code() == "idempotency.key_reused");
    BOOST_TEST(read(other).at("cancel_requested") == false);
}

BOOST_AUTO_TEST_CASE(what_was_refused_can_be_sent_again_with_its_key) {
    const auto number = place();
    const Headers key{{"Idempotency-Key", fresh_key()}};
    const auto path = "/orders/" + number + "/cancellation";
    BOOST_TEST(seller.post(path, {{"version", 77}, {"reason", "客户改买现车"}}, key).code() == "order.stale_version");
    BOOST_TEST(seller.post(path, {{"version", version(number)}, {"reason", "客户改买现车"}}, key).status == 201);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
