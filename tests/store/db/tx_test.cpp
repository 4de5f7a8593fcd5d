#include "db/tx.h"

#include <boost/test/unit_test.hpp>
#include <latch>
#include <thread>

#include "core/error.h"
#include "support/refusal_code.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using support::database;

/// Two counters of this test alone.
struct Counters {
    marque::db::Pool& pool = database().pool();
    std::string first = support::unique("count");
    std::string second = support::unique("count");

    Counters() {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.insert_rows("INSERT INTO number_series (series, next) VALUES", {{first, 0}, {second, 0}});
        });
    }
    std::uint64_t value(const std::string& name) {
        return marque::db::read(pool, [&](marque::db::Tx& tx) { return read_value(tx, name); });
    }
    static std::uint64_t read_value(marque::db::Tx& tx, const std::string& name) {
        return tx.value<std::uint64_t>("next", "SELECT next FROM number_series WHERE series = ?", name).value();
    }
    static void add_one(marque::db::Tx& tx, const std::string& name) {
        tx.execute("UPDATE number_series SET next = next + 1 WHERE series = ?", name);
    }
};

std::uint64_t own_connection(marque::db::Tx& tx) {
    return tx.value<std::uint64_t>("id", "SELECT CONNECTION_ID() AS id").value();
}

void kill_connection(std::uint64_t id) {
    marque::db::Connection killer(database().config(), marque::db::Mode::read);
    killer.run("KILL " + std::to_string(id));
}

BOOST_AUTO_TEST_SUITE(db)
BOOST_FIXTURE_TEST_SUITE(transactions, Counters)

BOOST_AUTO_TEST_CASE(what_returns_is_committed_and_what_throws_is_undone) {
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) { add_one(tx, first); });
    const auto fail = [&](marque::db::Tx& tx) {
        add_one(tx, first);
        throw std::runtime_error("changed my mind");
    };
    BOOST_CHECK_THROW(marque::db::in_tx(pool, fail), std::runtime_error);
    BOOST_TEST(value(first) == 1u);
}

BOOST_AUTO_TEST_CASE(two_that_lock_each_other_out_both_get_through) {
    std::latch both_hold_one(2);
    std::atomic<int> attempts{0};
    const auto take = [&](const std::string& one, const std::string& other) {
        int tries = 0;
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            ++attempts;
            add_one(tx, one);
            if (++tries == 1) both_hold_one.arrive_and_wait();
            add_one(tx, other);
        });
    };
    std::thread opposite([&] { take(second, first); });
    take(first, second);
    opposite.join();
    BOOST_TEST(attempts.load() >= 3);
    BOOST_TEST(value(first) == 2u);
    BOOST_TEST(value(second) == 2u);
}

BOOST_AUTO_TEST_CASE(work_that_never_gets_through_is_given_up_after_five_tries) {
    int attempts = 0;
    const auto hopeless = [&](marque::db::Tx&) {
        ++attempts;
        throw marque::db::RetryableError(1213, "Deadlock found");
    };
    BOOST_TEST(support::refusal_code([&] { marque::db::in_tx(pool, hopeless); }) == "db.contention");
    BOOST_TEST(attempts == 5);
}

BOOST_AUTO_TEST_CASE(work_whose_connection_broke_is_done_again_on_another_one) {
    int attempts = 0;
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        add_one(tx, first);
        if (++attempts == 1) kill_connection(own_connection(tx));
        add_one(tx, second);
    });
    BOOST_TEST(attempts == 2);
    BOOST_TEST(value(first) == 1u);
    BOOST_TEST(value(second) == 1u);
}

BOOST_AUTO_TEST_CASE(a_connection_that_breaks_at_the_commit_is_owned_up_to) {
    const auto killed_at_the_end = [&](marque::db::Tx& tx) {
        add_one(tx, first);
        kill_connection(own_connection(tx));
    };
    BOOST_TEST(support::refusal_code([&] { marque::db::in_tx(pool, killed_at_the_end); }) == "db.commit_unknown");
    BOOST_TEST(value(first) == 0u);
}

BOOST_AUTO_TEST_CASE(a_read_is_done_again_when_its_connection_broke) {
    int attempts = 0;
    const auto read = marque::db::read(pool, [&](marque::db::Tx& tx) {
        if (++attempts == 1) kill_connection(own_connection(tx));
        return read_value(tx, first);
    });
    BOOST_TEST(read == 0u);
    BOOST_TEST(attempts == 2);
}

BOOST_AUTO_TEST_CASE(each_statement_of_a_read_sees_what_is_committed_when_it_starts) {
    marque::db::read(pool, [&](marque::db::Tx& tx) {
        BOOST_TEST(read_value(tx, first) == 0u);
        marque::db::in_tx(pool, [&](marque::db::Tx& other) { add_one(other, first); });
        BOOST_TEST(read_value(tx, first) == 1u);
    });
}

BOOST_AUTO_TEST_CASE(many_rows_arrive_whole_and_in_order) {
    for (const std::size_t count : {1u, 16u, 17u, 128u, 129u, 300u}) {
        const std::string kind = support::unique("rows");
        std::vector<marque::db::Params> rows;
        for (std::size_t i = 0; i < count; ++i) rows.push_back({marque::db::Param(kind), static_cast<int>(i)});
        const auto written = marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute(
                "CREATE TEMPORARY TABLE written (id INT NOT NULL AUTO_INCREMENT, kind VARCHAR(20), n INT, PRIMARY KEY "
                "(id))");
            tx.insert_rows("INSERT INTO written (kind, n) VALUES", rows);
            auto numbers = tx.list([](const marque::db::Row& row) { return row.get<std::size_t>("n"); },
                                   "SELECT n FROM written WHERE kind = ? ORDER BY id", kind);
            tx.execute("DROP TEMPORARY TABLE written");
            return numbers;
        });
        BOOST_TEST_REQUIRE(written.size() == count);
        for (std::size_t i = 0; i < count; ++i) BOOST_TEST(written[i] == i);
    }
}

BOOST_AUTO_TEST_CASE(no_rows_are_no_statement) {
    marque::db::in_tx(pool, [](marque::db::Tx& tx) { tx.insert_rows("INSERT INTO no_such_table (a) VALUES", {}); });
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
