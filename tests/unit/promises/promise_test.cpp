#include "promises/promise.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque;
using marque::promises::Car;
using marque::promises::Cause;
using marque::promises::conclude;
using marque::promises::LedgerKind;
using marque::promises::Promise;
using marque::promises::TaskOutcome;
using marque::promises::weigh;

using std::chrono::days;

core::Date day(int of_may) { return std::chrono::sys_days{std::chrono::year{2026} / 5 / of_may}; }

/// A car that the line has taken, promised for the 11th.
struct Taken {
    Car car;
    Promise promise;
    Taken() {
        car.linked = true;
        weigh(promise, car, day(10));
    }
};

BOOST_AUTO_TEST_SUITE(promises)
BOOST_FIXTURE_TEST_SUITE(ledger, Taken)

BOOST_AUTO_TEST_CASE(a_promise_is_made_from_p90_when_the_line_has_taken_the_order) {
    Promise none;
    Car waiting;
    BOOST_TEST(!weigh(none, waiting, day(10)).entry.has_value());
    BOOST_TEST(!weigh(none, car, {}).entry.has_value());
    const auto made = weigh(none, car, day(10)).entry.value();
    BOOST_TEST((made.kind == LedgerKind::made));
    BOOST_TEST((made.date == day(11)));
    BOOST_TEST(made.seq == 1);
    BOOST_TEST(made.reason == "LINE_ACCEPTED");
    BOOST_TEST(!made.before.has_value());
}

BOOST_AUTO_TEST_CASE(a_promise_stands_while_p90_keeps_to_it) {
    for (const int p90 : {3, 10, 11}) {
        const auto nothing = weigh(promise, car, day(p90));
        BOOST_TEST(!nothing.entry.has_value());
        BOOST_TEST(!nothing.open_task);
        BOOST_TEST(!nothing.close_task.has_value());
    }
    BOOST_TEST((promise.date == day(11)));
}

BOOST_AUTO_TEST_CASE(a_promise_that_p90_passes_becomes_a_task_once_and_does_not_move) {
    BOOST_TEST(weigh(promise, car, day(12)).open_task);
    BOOST_TEST(promise.at_risk);
    BOOST_TEST(!weigh(promise, car, day(14)).open_task);
    BOOST_TEST((promise.date == day(11)));
    BOOST_TEST(promise.ledger_seq == 1);
}

BOOST_AUTO_TEST_CASE(a_task_goes_away_when_p90_comes_back) {
    weigh(promise, car, day(12));
    BOOST_TEST((weigh(promise, car, day(11)).close_task == TaskOutcome::recovered));
    BOOST_TEST(!promise.at_risk);
    BOOST_TEST(weigh(promise, car, day(13)).open_task);
}

BOOST_AUTO_TEST_CASE(a_change_by_the_buyer_moves_the_promise_by_itself) {
    const auto moved = weigh(promise, car, day(13), days{3});
    BOOST_TEST((moved.entry->kind == LedgerKind::moved));
    BOOST_TEST((moved.entry->date == day(14)));
    BOOST_TEST((moved.entry->before == day(11)));
    BOOST_TEST(moved.entry->reason == "CHANGE_BY_BUYER");
    BOOST_TEST(!moved.open_task);
    BOOST_TEST(!weigh(promise, car, day(14)).entry.has_value());
}

BOOST_AUTO_TEST_CASE(a_change_that_costs_no_day_moves_nothing_however_late_the_car_has_become) {
    const auto late = weigh(promise, car, day(15), days{0});
    BOOST_TEST(!late.entry.has_value());
    BOOST_TEST(late.open_task);
    BOOST_TEST((promise.date == day(11)));
}

BOOST_AUTO_TEST_CASE(a_change_does_not_carry_along_what_time_has_cost_since) {
    const auto late = weigh(promise, car, day(15), days{3});
    BOOST_TEST(!late.entry.has_value());
    BOOST_TEST(late.open_task);
    BOOST_TEST((promise.date == day(11)));
}

BOOST_AUTO_TEST_CASE(a_promise_that_holds_in_spite_of_the_change_stands) {
    const auto nothing = weigh(promise, car, day(11), days{1});
    BOOST_TEST(!nothing.entry.has_value());
    BOOST_TEST(!nothing.open_task);
}

BOOST_AUTO_TEST_CASE(what_comes_after_a_change_by_the_buyer_is_a_task_again) {
    weigh(promise, car, day(13), days{3});
    const auto later = weigh(promise, car, day(20));
    BOOST_TEST(later.open_task);
    BOOST_TEST(!later.entry.has_value());
    BOOST_TEST((promise.date == day(14)));
}

BOOST_AUTO_TEST_CASE(a_change_does_not_hide_what_had_made_the_car_late_before) {
    weigh(promise, car, day(12));
    const auto after = weigh(promise, car, day(15), days{3});
    BOOST_TEST(!after.entry.has_value());
    BOOST_TEST(!after.close_task.has_value());
    BOOST_TEST((promise.date == day(11)));
    BOOST_TEST(promise.at_risk);
}

BOOST_AUTO_TEST_CASE(a_day_that_was_agreed_on_is_a_new_promise) {
    weigh(promise, car, day(12));
    const auto moved = move_promise(promise, day(18), "SHORTAGE");
    BOOST_TEST((moved.kind == LedgerKind::moved));
    BOOST_TEST(moved.seq == 2);
    BOOST_TEST(promise.promise_seq == 2);
    BOOST_TEST(!promise.at_risk);
    BOOST_TEST(weigh(promise, car, day(19)).open_task);
}

BOOST_AUTO_TEST_CASE(an_arrival_says_whether_the_promise_was_kept) {
    auto late = promise;
    const auto kept = conclude(promise, true, day(11));
    BOOST_TEST((kept.entry->kind == LedgerKind::kept));
    BOOST_TEST((kept.close_task == TaskOutcome::arrived));
    const auto missed = conclude(late, true, day(12));
    BOOST_TEST((missed.entry->kind == LedgerKind::missed));
    BOOST_TEST((missed.entry->date == day(12)));
    BOOST_TEST((missed.entry->before == day(11)));
}

BOOST_AUTO_TEST_CASE(a_cancelled_order_withdraws_its_promise) {
    const auto gone = conclude(promise, false, day(5));
    BOOST_TEST((gone.entry->kind == LedgerKind::withdrawn));
    BOOST_TEST((gone.entry->date == day(11)));
    BOOST_TEST((gone.close_task == TaskOutcome::cancelled));
    Promise never_made;
    BOOST_TEST(!conclude(never_made, false, day(5)).entry.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
