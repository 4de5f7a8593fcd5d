#include "db/outbox.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <thread>

#include "db/audit.h"
#include "db/number_series.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using std::chrono::seconds;

const auto at_noon = *core::parse_rfc3339("2026-11-21T12:00:00Z");

/// A line that only this test sends messages to.
struct Outbox {
    marque::db::Pool& pool = support::database().pool();
    std::string line = support::unique("out-");

    std::string put(marque::db::Tx& tx) {
        const std::string id = core::random_uuid();
        marque::db::put_in_outbox(tx, line, "order ORD-1", {id, at_noon, R"({"action":"RELEASE"})"});
        return id;
    }
    std::string put() {
        return marque::db::in_tx(pool, [&](marque::db::Tx& tx) { return put(tx); });
    }
    std::vector<std::string> lease(int most, core::Instant now, core::Instant until) {
        return marque::db::in_tx(
            pool, [&](marque::db::Tx& tx) { return ids(marque::db::lease_outbox(tx, line, most, now, until)); });
    }
    static std::vector<std::string> ids(const std::vector<marque::db::OutboxMessage>& messages) {
        std::vector<std::string> result;
        for (const auto& message : messages) result.push_back(message.message_id);
        return result;
    }
};

using Ids = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(db)
BOOST_FIXTURE_TEST_SUITE(outbox, Outbox)

BOOST_AUTO_TEST_CASE(messages_leave_oldest_first_and_whole) {
    const Ids put_in{put(), put(), put()};
    const auto messages = marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        return marque::db::lease_outbox(tx, line, 2, at_noon, at_noon + seconds{30});
    });
    BOOST_TEST(ids(messages) == (Ids{put_in[0], put_in[1]}), boost::test_tools::per_element());
    BOOST_TEST(messages[0].payload == R"({"action":"RELEASE"})");
    BOOST_TEST((messages[0].created_at == at_noon));
}

BOOST_AUTO_TEST_CASE(what_is_held_is_not_given_again_until_its_time_is_over) {
    const auto id = put();
    BOOST_TEST(lease(10, at_noon, at_noon + seconds{30}).size() == 1u);
    BOOST_TEST(lease(10, at_noon + seconds{29}, at_noon + seconds{60}).empty());
    BOOST_TEST(lease(10, at_noon + seconds{31}, at_noon + seconds{60}) == Ids{id}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(two_that_take_at_the_same_moment_get_different_messages) {
    const Ids put_in{put(), put()};
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        BOOST_TEST(ids(marque::db::lease_outbox(tx, line, 1, at_noon, at_noon + seconds{30})) == Ids{put_in[0]},
                   boost::test_tools::per_element());
        // The first taker has not committed yet.
        BOOST_TEST(lease(1, at_noon, at_noon + seconds{30}) == Ids{put_in[1]}, boost::test_tools::per_element());
    });
}

BOOST_AUTO_TEST_CASE(what_its_taker_keeps_is_forgotten_and_only_on_its_own_line) {
    const Ids put_in{put(), put()};
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) { marque::db::settle_outbox(tx, "other line", put_in); });
    BOOST_TEST(lease(10, at_noon, at_noon + seconds{1}).size() == 2u);
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) { marque::db::settle_outbox(tx, line, {put_in[0], "unknown"}); });
    BOOST_TEST(lease(10, at_noon + seconds{2}, at_noon + seconds{3}) == Ids{put_in[1]},
               boost::test_tools::per_element());
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) { marque::db::settle_outbox(tx, line, {}); });
}

BOOST_AUTO_TEST_CASE(a_message_leaves_only_if_its_change_is_committed) {
    const auto undone = [&](marque::db::Tx& tx) {
        put(tx);
        throw std::runtime_error("the order was refused after all");
    };
    BOOST_CHECK_THROW(marque::db::in_tx(pool, undone), std::runtime_error);
    BOOST_TEST(lease(10, at_noon, at_noon + seconds{30}).empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_number_is_given_once_however_many_ask_through_however_many_servers) {
    auto& pool = support::database().pool();
    const std::string series = support::unique("ORD-");
    marque::db::NumberSeries one_server(pool);
    marque::db::NumberSeries another_server(pool);
    std::mutex mutex;
    std::multiset<std::uint64_t> given;
    std::vector<std::thread> clerks;
    for (int clerk = 0; clerk < 8; ++clerk) {
        clerks.emplace_back([&, clerk] {
            for (int i = 0; i < 150; ++i) {
                const auto number = (clerk % 2 == 0 ? one_server : another_server).next(series);
                const std::scoped_lock lock(mutex);
                given.insert(number);
            }
        });
    }
    for (auto& clerk : clerks) clerk.join();
    BOOST_TEST(given.size() == 1200u);
    BOOST_TEST(std::set<std::uint64_t>(given.begin(), given.end()).size() == 1200u);
    BOOST_TEST(*given.begin() == 1u);
}

BOOST_AUTO_TEST_CASE(a_number_is_given_while_every_connection_for_writing_is_taken) {
    marque::db::Pool narrow({marque::support::database().config(), 1, std::chrono::milliseconds{100}});
    marque::db::NumberSeries numbers(narrow);
    const auto series = marque::support::unique("N");
    const auto [first, second] = marque::db::in_tx(narrow, [&](marque::db::Tx&) {
        const auto one = numbers.next(series);
        return std::pair(one, numbers.next(series));
    });
    BOOST_TEST(first == 1u);
    BOOST_TEST(second == 2u);
}

BOOST_AUTO_TEST_CASE(the_audit_trail_keeps_who_did_what_and_both_documents) {
    auto& pool = support::database().pool();
    const auto net = support::make_network(pool);
    const std::string subject = support::unique("order ");
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        const core::Actor person{net.salesperson.id, "王小明", "127.0.0.1", "request-1"};
        marque::db::audit(tx, at_noon, person, "order.placed", subject, "", R"({"state":"ACCEPTED"})");
        marque::db::audit(tx, at_noon, {std::nullopt, "bridge", "127.0.0.1", "request-2"}, "order.released", subject,
                          R"({"state":"ACCEPTED"})", R"({"state":"RELEASED"})");
    });
    const auto kept = marque::db::read(pool, [&](marque::db::Tx& tx) {
        return tx.list(
            [](const marque::db::Row& row) {
                return row.get<std::string>("actor") + " " + row.get<std::string>("action") + " " +
                       (row.opt<core::PersonId>("person_id") ? "person" : "program") + " " +
                       row.opt<std::string>("before_doc").value_or("-") + " " + row.get<std::string>("after_doc");
            },
            "SELECT actor, action, person_id, before_doc, after_doc FROM audit WHERE subject = ? ORDER BY id", subject);
    });
    BOOST_TEST(kept == (Ids{R"(王小明 order.placed person - {"state":"ACCEPTED"})",
                            R"(bridge order.released program {"state":"ACCEPTED"} {"state":"RELEASED"})"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
