#include "promise_plant.h"

namespace {

using namespace marque;
using namespace marque::promises_tests;
using marque::promises::LedgerKind;
using marque::promises::TaskState;

struct Swapped : PromisePlant {
    void swap(const Ordered& waiting, const Ordered& car, core::Instant at) const {
        db::in_tx(pool, [&](db::Tx& tx) {
            // As the orders' slice does before.
            tx.execute("UPDATE customer_order SET kind = IF(id = ?, 'STOCK', 'CUSTOMER') WHERE id IN (?, ?)",
                       waiting.id, waiting.id, car.id);
            marque::promises::exchange_promises(tx, {waiting.id, car.id, waiting.number, car.number, line.code}, "王五",
                                                at, at);
        });
    }
};

BOOST_AUTO_TEST_SUITE(promises)
BOOST_FIXTURE_TEST_SUITE(a_swap, Swapped)

BOOST_AUTO_TEST_CASE(what_was_promised_to_the_buyer_holds_for_the_car_they_take_over) {
    measure();
    const auto car = linked(hour(20), true);
    tell({{car.id, StepKind::running, hour(21), line.stations[0]},
          {car.id, StepKind::completed, hour(22), line.stations[0]}});
    const auto waiting = linked(hour(72));
    const auto promised = promise(waiting).promised_date;
    BOOST_REQUIRE(promised.has_value());
    swap(waiting, car, hour(73));
    const auto now = promise(car);
    BOOST_TEST((now.promised_date == promised));
    BOOST_TEST((now.ledger.back().kind == LedgerKind::moved));
    BOOST_TEST(now.ledger.back().reason == "SWAPPED");
    BOOST_TEST(now.ledger.back().note == waiting.number);
    BOOST_TEST(now.ledger.size() == 2u);
    BOOST_TEST(promise(waiting).ledger.back().reason == "SWAPPED");
    BOOST_TEST(number<int>("SELECT turn AS n FROM order_eta WHERE order_id = ?", car.id) == 0);
    BOOST_TEST(number<int>("SELECT turn AS n FROM order_eta WHERE order_id = ?", waiting.id) == 1);
    recompute(hour(74));
    BOOST_TEST((promise(car).promised_date == promised));
}

BOOST_AUTO_TEST_CASE(a_car_that_comes_too_late_for_the_buyers_promise_is_a_task_at_once) {
    measure();
    const auto car = linked(hour(300), true);
    const auto waiting = linked(hour(20));
    const auto promised = promise(waiting).promised_date;
    swap(waiting, car, hour(300));
    BOOST_TEST((promise(car).promised_date == promised));
    BOOST_TEST(promise(car).at_risk);
    const auto open = tasks();
    BOOST_REQUIRE(open.size() == 1u);
    BOOST_TEST(open.front().order_number == car.number);
}

BOOST_AUTO_TEST_CASE(a_buyer_without_a_promise_gets_one_of_the_cars_own_date) {
    measure();
    const auto car = linked(hour(20), true);
    const auto waiting = order();
    swap(waiting, car, hour(21));
    const auto now = promise(car);
    BOOST_REQUIRE(now.promised_date.has_value());
    BOOST_TEST((*now.promised_date == core::local_date(now.eta->p90_at, "Asia/Shanghai") + std::chrono::days{1}));
}

BOOST_AUTO_TEST_CASE(at_a_car_that_stands_there_the_promise_is_kept_on_the_spot) {
    measure();
    const auto car = linked(hour(20), true);
    tell(whole_way(car, hour(21)));
    const auto waiting = linked(hour(40));
    const auto promised = promise(waiting).promised_date;
    swap(waiting, car, hour(41));
    const auto now = promise(car);
    BOOST_TEST((now.promised_date == promised));
    BOOST_REQUIRE(now.ledger.size() == 4u);
    BOOST_TEST((now.ledger.at(2).kind == LedgerKind::moved));
    BOOST_TEST((now.ledger.at(3).kind == LedgerKind::kept));
    BOOST_TEST(now.ledger.at(3).seq == 4);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
}  // namespace
