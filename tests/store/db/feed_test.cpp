#include "db/feed.h"

#include <boost/test/unit_test.hpp>

#include "support/test_database.h"

namespace {

using namespace marque;
using std::chrono::hours;
using std::chrono::seconds;

const auto noon = *core::parse_rfc3339("2026-11-21T12:00:00Z");

/// The feed is one for the whole network, so its tests have a database of their own.
struct Feed {
    static marque::db::Pool& shared_pool() {
        static support::TestDatabase database;
        return database.pool();
    }
    marque::db::Pool& pool = shared_pool();
    marque::db::FeedTail tail{pool};

    static void put(marque::db::Tx& tx, const std::string& payload, core::Instant at = noon) {
        marque::db::put_in_feed(
            tx, at, {{0, "ORDER", core::OrderId{1}, core::OrganisationId{2}, std::nullopt, "ga-1", payload}});
    }
    void put(const std::string& payload, core::Instant at = noon) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) { put(tx, payload, at); });
    }
    std::string poll(core::Instant now = noon) {
        std::string payloads;
        for (const auto& entry : tail.poll(now)) payloads += entry.payload;
        return payloads;
    }
};

BOOST_AUTO_TEST_SUITE(db)
BOOST_FIXTURE_TEST_SUITE(feed, Feed)

BOOST_AUTO_TEST_CASE(a_follower_sees_what_comes_after_it_began) {
    put("old");
    BOOST_TEST(poll() == "");
    put("a");
    put("b");
    BOOST_TEST(poll() == "ab");
    BOOST_TEST(poll() == "");
}

BOOST_AUTO_TEST_CASE(an_entry_keeps_whom_it_concerns) {
    poll();
    put("{}");
    const auto entries = tail.poll(noon);
    BOOST_TEST_REQUIRE(entries.size() == 1u);
    BOOST_TEST(entries[0].kind == "ORDER");
    BOOST_TEST(entries[0].order->value == 1u);
    BOOST_TEST(entries[0].dealer->value == 2u);
    BOOST_TEST(!entries[0].region.has_value());
    BOOST_TEST(entries[0].line == "ga-1");
}

BOOST_AUTO_TEST_CASE(an_entry_whose_transaction_ends_late_is_seen_when_it_ends) {
    poll();
    marque::db::in_tx(pool, [&](marque::db::Tx& slow) {
        put(slow, "slow");
        put("fast");
        BOOST_TEST(poll() == "fast");
        BOOST_TEST(poll(noon + seconds{5}) == "");
    });
    BOOST_TEST(poll(noon + seconds{6}) == "slow");
    BOOST_TEST(poll(noon + seconds{7}) == "");
}

BOOST_AUTO_TEST_CASE(an_entry_that_was_undone_is_not_waited_for_for_ever) {
    poll();
    const auto undone = [](marque::db::Tx& tx) {
        put(tx, "undone");
        throw std::runtime_error("undone");
    };
    BOOST_CHECK_THROW(marque::db::in_tx(pool, undone), std::runtime_error);
    put("kept");
    BOOST_TEST(poll() == "kept");
    put("next");
    BOOST_TEST(poll(noon + seconds{30}) == "next");
    BOOST_TEST(poll(noon + seconds{31}) == "");
}

BOOST_AUTO_TEST_CASE(a_flood_is_read_in_pieces_without_a_loss) {
    poll();
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        std::vector<marque::db::FeedEntry> entries(1200, {0, "ORDER", {}, {}, {}, "", "x"});
        marque::db::put_in_feed(tx, noon, entries);
    });
    std::size_t seen = 0;
    for (int i = 0; i < 4; ++i) seen += poll().size();
    BOOST_TEST(seen == 1200u);
}

BOOST_AUTO_TEST_CASE(what_served_its_time_is_forgotten) {
    const auto count = [&] {
        return marque::db::read(
            pool, [](marque::db::Tx& tx) { return tx.value<int>("n", "SELECT COUNT(*) AS n FROM feed").value(); });
    };
    const auto forget = [&](core::Instant now) {
        return marque::db::in_tx(pool, [&](marque::db::Tx& tx) { return marque::db::forget_expired(tx, now); });
    };
    const auto later = noon + hours{24};
    put("old", later - hours{2});
    put("young", later - hours{1} + seconds{1});
    while (forget(later) > 0) {
    }
    BOOST_TEST(count() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
