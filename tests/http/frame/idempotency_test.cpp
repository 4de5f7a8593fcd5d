#include <boost/test/unit_test.hpp>
#include <latch>
#include <set>
#include <thread>

#include "db/tx.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque::support;

/// A dealer of this test alone, and a name of a buyer that nobody else enters.
struct Dealer {
    Network net = make_network(database().pool());
    HttpClient client = server().client(net.salesperson);
    Json buyer{{"kind", "PERSON"}, {"name", unique("买主")}, {"phone", "13800138000"}};

    int entered() {
        return marque::db::read(database().pool(), [&](marque::db::Tx& tx) {
            return tx.value<int>("n", "SELECT COUNT(*) AS n FROM customer WHERE dealer_id = ?", net.dealer.id).value();
        });
    }
};

BOOST_AUTO_TEST_SUITE(frame)
BOOST_FIXTURE_TEST_SUITE(idempotency, Dealer)

BOOST_AUTO_TEST_CASE(the_same_request_again_gets_the_same_answer_and_enters_nothing) {
    const Headers key{{"Idempotency-Key", fresh_key()}};
    const auto first = client.post("/customers", buyer, key);
    const auto again = client.post("/customers", buyer, key);
    BOOST_TEST(first.status == 201);
    BOOST_TEST(again.status == 201);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(!first.header("location").empty());
    BOOST_TEST(again.header("location") == first.header("location"));
    BOOST_TEST(entered() == 1);
}

BOOST_AUTO_TEST_CASE(the_same_request_at_the_same_instant_takes_effect_once) {
    constexpr int twins = 8;
    const Headers key{{"Idempotency-Key", fresh_key()}};
    std::vector<HttpClient> clients;
    for (int i = 0; i < twins; ++i) clients.push_back(server().client(net.salesperson));
    std::latch go(twins);
    std::array<Reply, twins> replies;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < twins; ++i) {
        threads.emplace_back([&, i] {
            go.arrive_and_wait();
            replies[i] = clients[i].post("/customers", buyer, key);
        });
    }
    for (auto& thread : threads) thread.join();
    std::set<std::string> answers;
    for (const auto& reply : replies) {
        BOOST_TEST(reply.status == 201, reply.body);
        answers.insert(reply.body);
    }
    BOOST_TEST(answers.size() == 1u);
    BOOST_TEST(entered() == 1);
}

BOOST_AUTO_TEST_CASE(a_key_that_was_used_for_another_request_is_refused) {
    const Headers key{{"Idempotency-Key", fresh_key()}};
    client.post("/customers", buyer, key);
    Json other = buyer;
    other["name"] = "别人";
    const auto reply = client.post("/customers", other, key);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(reply.code() == "idempotency.key_reused");
    BOOST_TEST(entered() == 1);
}

BOOST_AUTO_TEST_CASE(another_persons_key_is_another_key) {
    const Headers key{{"Idempotency-Key", fresh_key()}};
    auto colleague = server().client(net.dealer_manager);
    BOOST_TEST(client.post("/customers", buyer, key).status == 201);
    Json another = buyer;
    another["phone"] = "13900139000";
    BOOST_TEST(colleague.post("/customers", another, key).status == 201);
    BOOST_TEST(entered() == 2);
}

BOOST_AUTO_TEST_CASE(without_a_sane_key_nothing_is_entered) {
    const Headers type{{"Content-Type", "application/json"}};
    BOOST_TEST(client.send("POST", "/customers", type, buyer.dump()).code() == "idempotency.key_missing");
    for (const std::string key : {"short", "with blank in it", "ключ-ключ", ""}) {
        const auto reply = client.post("/customers", buyer, {{"Idempotency-Key", key}});
        BOOST_TEST(reply.status == 400, key);
        BOOST_TEST(reply.code() == "idempotency.key_missing", key);
    }
    BOOST_TEST(client.post("/customers", buyer, {{"Idempotency-Key", std::string(81, 'k')}}).status == 400);
    BOOST_TEST(entered() == 0);
}

BOOST_AUTO_TEST_CASE(a_refused_request_leaves_its_key_free) {
    const Headers key{{"Idempotency-Key", fresh_key()}};
    Json wrong = buyer;
    wrong["phone"] = "not a phone";
    BOOST_TEST(client.post("/customers", wrong, key).status == 422);
    BOOST_TEST(client.post("/customers", buyer, key).status == 201);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
