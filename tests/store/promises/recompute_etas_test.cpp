#include "promise_plant.h"

namespace {

using namespace marque;
using namespace marque::promises_tests;

struct FollowedPlant : PromisePlant {
    core::BusinessClock clock;
    db::NumberSeries numbers{pool};
    http::EventHub events{pool};
    http::Services services{pool, clock, numbers, events};

    core::Instant likely(const Ordered& of) const {
        return number<core::Instant>("SELECT p50_at AS n FROM order_eta WHERE order_id = ?", of.id);
    }
    bool entered(const Ordered& of) const {
        return number<int>("SELECT COUNT(*) AS n FROM order_eta WHERE order_id = ?", of.id) == 1;
    }
};

BOOST_AUTO_TEST_SUITE(promises)
BOOST_FIXTURE_TEST_SUITE(the_follower_of_estimates, FollowedPlant)

BOOST_AUTO_TEST_CASE(an_order_that_the_line_speaks_of_just_now_is_left_to_the_next_round) {
    measure();
    const auto spoken_of = linked(hour(20)), other = linked(hour(20));
    recompute(hour(20));
    const auto before = likely(spoken_of), of_other = likely(other);
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.value<std::uint64_t>("n", "SELECT order_id AS n FROM order_eta WHERE order_id = ? FOR UPDATE", spoken_of.id);
        BOOST_TEST(recompute(hour(200)) == 1u);
    });
    BOOST_TEST((likely(spoken_of) == before));
    BOOST_TEST((likely(other) > of_other));
    BOOST_TEST(recompute(hour(200)) == 2u);
    BOOST_TEST((likely(spoken_of) > before));
}

BOOST_AUTO_TEST_CASE(a_promise_waits_for_nobody_who_changes_its_order_and_is_made_in_the_next_round) {
    const auto car = linked(hour(-50)), other = linked(hour(-50));
    measure();
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.value<std::uint64_t>("n", "SELECT id AS n FROM customer_order WHERE id = ? FOR UPDATE", car.id);
        BOOST_TEST(recompute(hour(20)) == 1u);
    });
    BOOST_TEST(!promise(car).promised_date.has_value());
    BOOST_TEST(promise(car).ledger.empty());
    BOOST_TEST(promise(other).promised_date.has_value());
    BOOST_TEST(recompute(hour(20)) == 2u);
    BOOST_TEST(promise(car).promised_date.has_value());
    BOOST_TEST(promise(car).ledger.size() == 1u);
    BOOST_TEST(promise(other).ledger.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_line_whose_measured_times_cannot_be_read_keeps_no_other_line_waiting) {
    const auto car = order();
    const auto broken = support::make_line(pool);
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("INSERT INTO stage_time (line_code, stage, total, squares, bins) VALUES (?, 'X', 1, 1, 'not bins')",
                   broken.code);
    });
    BOOST_CHECK_THROW(marque::promises::recompute_etas(pool, broken.code, spring, spring), std::exception);
    BOOST_CHECK_NO_THROW(marque::promises::follow_lines(services));
    BOOST_TEST(entered(car));
    db::in_tx(pool, [&](db::Tx& tx) { tx.execute("DELETE FROM stage_time WHERE line_code = ?", broken.code); });
}

BOOST_AUTO_TEST_CASE(a_line_that_another_copy_has_leased_is_left_alone_until_the_lease_has_run_out) {
    marque::promises::follow_lines(services);
    const auto car = order();
    marque::promises::follow_lines(services);
    BOOST_TEST(!entered(car));
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE line_pace SET leased_until = ? WHERE line_code = ?",
                   clock.real_now() - std::chrono::seconds{1}, line.code);
    });
    marque::promises::follow_lines(services);
    BOOST_TEST(entered(car));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
