#include "db/pool.h"

#include <boost/test/unit_test.hpp>

#include "core/error.h"
#include "db/tx.h"
#include "support/refusal_code.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using std::chrono::milliseconds;

int one(marque::db::Tx& tx) { return tx.value<int>("one", "SELECT 1 AS one").value(); }

BOOST_AUTO_TEST_SUITE(db)
BOOST_AUTO_TEST_SUITE(pool)

BOOST_AUTO_TEST_CASE(who_waits_too_long_for_a_connection_is_told_to_come_back) {
    marque::db::Pool small({support::database().config(), 1, milliseconds{20}});
    const marque::db::Pool::Lease taken(small, marque::db::Mode::write);
    BOOST_TEST(support::refusal_code([&] { marque::db::in_tx(small, one); }) == "db.busy");
    // Readers have connections of their own.
    BOOST_TEST(marque::db::read(small, one) == 1);
}

BOOST_AUTO_TEST_CASE(a_connection_that_comes_back_serves_the_next) {
    marque::db::Pool small({support::database().config(), 1, milliseconds{1000}});
    for (int i = 0; i < 3; ++i) BOOST_TEST(marque::db::in_tx(small, one) == 1);
    const auto stats = small.stats(marque::db::Mode::write);
    BOOST_TEST(stats.in_use == 0u);
    BOOST_TEST(stats.idle == 1u);
}

BOOST_AUTO_TEST_CASE(a_refusal_in_the_middle_gives_the_connection_back) {
    marque::db::Pool small({support::database().config(), 1, milliseconds{1000}});
    const auto wrong = [](marque::db::Tx& tx) { tx.execute("INSERT INTO no_such_table (a) VALUES (1)"); };
    BOOST_CHECK_THROW(marque::db::in_tx(small, wrong), marque::db::DatabaseError);
    BOOST_TEST(marque::db::in_tx(small, one) == 1);
}

BOOST_AUTO_TEST_CASE(a_database_that_was_away_is_used_again_when_it_is_back) {
    support::TestDatabase own;
    const auto customer_count = [](marque::db::Tx& tx) {
        return tx.value<int>("n", "SELECT COUNT(*) AS n FROM customer").value();
    };
    const auto net = support::make_network(own.pool());
    own.kill9();
    BOOST_TEST(support::refusal_code([&] { marque::db::in_tx(own.pool(), customer_count); }) == "db.unavailable");
    BOOST_TEST(support::refusal_code([&] { marque::db::read(own.pool(), customer_count); }) == "db.unavailable");
    own.restart();
    support::make_customer(own.pool(), net.dealer.id);
    BOOST_TEST(marque::db::read(own.pool(), customer_count) == 1);
    BOOST_TEST(own.pool().stats(marque::db::Mode::write).in_use == 0u);
}

BOOST_AUTO_TEST_CASE(one_connection_found_broken_has_the_other_idle_ones_tried_first) {
    support::TestDatabase own;
    {
        std::vector<std::unique_ptr<marque::db::Pool::Lease>> at_once;
        for (int i = 0; i < 6; ++i)
            at_once.push_back(std::make_unique<marque::db::Pool::Lease>(own.pool(), marque::db::Mode::write));
    }
    own.kill9();
    own.restart();
    BOOST_TEST(marque::db::in_tx(own.pool(), one) == 1);
    BOOST_TEST(marque::db::in_tx(own.pool(), one) == 1);
}

BOOST_AUTO_TEST_CASE(what_was_committed_is_there_after_the_database_was_killed) {
    support::TestDatabase own;
    for (int i = 0; i < 50; ++i) support::make_organisation(own.pool(), core::OrganisationKind::maker);
    own.kill9();
    own.restart();
    BOOST_TEST(marque::db::read(own.pool(), [](marque::db::Tx& tx) {
                   return tx.value<int>("n", "SELECT COUNT(*) AS n FROM organisation").value();
               }) == 50);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
