#include <boost/test/unit_test.hpp>
#include <functional>
#include <future>

#include "core/clock.h"
#include "materials/call_off_store.h"
#include "materials/supplier_link.h"
#include "support/eventually.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using namespace std::chrono_literals;
using Work = std::function<void(db::Tx&)>;

/// Transactions that do the same, each on a connection of its own and without another try.
struct SameMoment {
    support::Network net = support::make_network(support::database().pool());
    std::string line = support::make_line(support::database().pool()).code;

    static void once(const Work& work) {
        db::Connection connection(support::database().config(), db::Mode::write);
        db::Tx tx(connection);
        work(tx);
        connection.commit();
    }
    /// Whether so many are kept waiting by somebody else's lock.
    static bool wait(int count, const std::string& table) {
        db::Connection connection(support::database().config(), db::Mode::read);
        db::Tx tx(connection);
        return tx.value<int>(
                   "waiting",
                   "SELECT COUNT(*) AS waiting FROM information_schema.processlist "
                   "WHERE command IN ('Query', 'Execute') AND time_ms > 50 AND id <> CONNECTION_ID() AND info LIKE ?",
                   "%" + table + "%") == count;
    }
    /// Both that wait for the first go on, one after the other.
    static void two_behind_one(const Work& work, const std::string& table) {
        once(work);
        db::Connection connection(support::database().config(), db::Mode::write);
        db::Tx tx(connection);
        work(tx);
        auto second = std::async(std::launch::async, once, work);
        auto third = std::async(std::launch::async, once, work);
        BOOST_TEST(support::eventually(10s, [&] { return wait(2, table); }));
        connection.commit();
        BOOST_CHECK_NO_THROW(second.get());
        BOOST_CHECK_NO_THROW(third.get());
    }
};

BOOST_AUTO_TEST_SUITE(materials)
BOOST_FIXTURE_TEST_SUITE(in_the_same_moment, SameMoment)

BOOST_AUTO_TEST_CASE(sequences_of_a_line_are_told_one_after_the_other) {
    two_behind_one([&](db::Tx& tx) { marque::materials::lock_line(tx, line); }, "call_off_line_lock");
}

BOOST_AUTO_TEST_CASE(a_suppliers_tokens_are_made_one_after_the_other) {
    const auto supplier = support::unique("SUP-");
    once([&](db::Tx& tx) {
        tx.execute("INSERT INTO supplier (code, name_zh, name_en) VALUES (?, '制动厂', 'Brakes')", supplier);
        tx.execute(
            "INSERT INTO bill_of_material (line_code, part_no, station, name_zh, name_en, quantity, supplier_code, delivery) "
            "VALUES (?, 'BRAKE', 'PA-0210', '制动模块', 'Brake module', 1, ?, 'JIS')",
            line, supplier);
    });
    const core::Instant now = core::BusinessClock().real_now();
    const marque::materials::Linking linking{net.plant_planner.scope, {}, net.plant_planner.name, now, now};
    two_behind_one([&](db::Tx& tx) { marque::materials::make_supplier_token(tx, line, supplier, linking); },
                   "supplier_link");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
