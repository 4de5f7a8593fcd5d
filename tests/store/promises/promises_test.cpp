#include "promise_plant.h"

namespace {

using namespace marque;
using namespace marque::promises_tests;
using marque::promises::Cause;
using marque::promises::CloseTask;
using marque::promises::LedgerKind;
using marque::promises::NoEta;
using marque::promises::Phase;
using marque::promises::TaskOutcome;
using marque::promises::TaskState;

BOOST_AUTO_TEST_SUITE(promises)
BOOST_FIXTURE_TEST_SUITE(life_of_a_promise, PromisePlant)

BOOST_AUTO_TEST_CASE(a_promise_is_made_when_the_line_takes_the_order_and_kept_when_the_car_is_there) {
    const auto too_early = linked(hour(-50));
    BOOST_TEST(!promise(too_early).promised_date.has_value());
    measure();
    const auto car = linked(hour(20));
    const auto made = promise(car);
    BOOST_REQUIRE(made.promised_date.has_value());
    BOOST_REQUIRE(made.eta.has_value());
    BOOST_TEST((made.eta->p50_at > hour(26) && made.eta->p50_at < hour(32)));
    BOOST_TEST((made.eta->p90_at >= made.eta->p50_at));
    BOOST_REQUIRE(made.ledger.size() == 1u);
    BOOST_TEST((made.ledger.front().kind == LedgerKind::made));
    BOOST_TEST(made.ledger.front().reason == "LINE_ACCEPTED");
    BOOST_TEST((*made.promised_date == core::local_date(made.eta->p90_at, "Asia/Shanghai") + std::chrono::days{1}));

    tell(whole_way(car, hour(21)));
    const auto kept = promise(car);
    BOOST_TEST(!kept.eta.has_value());
    BOOST_REQUIRE(kept.ledger.size() == 2u);
    BOOST_TEST((kept.ledger.back().kind == LedgerKind::kept));
    BOOST_TEST(number<int>("SELECT COUNT(*) AS n FROM order_eta WHERE order_id = ?", car.id) == 0);
}

BOOST_AUTO_TEST_CASE(the_road_to_another_place_is_longer_by_what_was_measured) {
    const auto outlet = make_outlet();
    const auto road = [&](core::OrganisationId from, core::OrganisationId to) {
        return db::read(pool, [&](db::Tx& tx) { return marque::promises::road_difference(tx, line.code, from, to); });
    };
    measure();
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(!road(net.dealer.id, outlet).has_value());
        arrive_at(outlet, hour(32 + i));
    }
    BOOST_TEST(road(net.dealer.id, outlet).value() == 3);
    BOOST_TEST(road(outlet, net.dealer.id).value() == -3);
}

BOOST_AUTO_TEST_CASE(the_table_of_measured_times_does_not_grow_with_the_cars) {
    measure(12);
    const auto rows = number<int>("SELECT COUNT(*) AS n FROM stage_time WHERE line_code = ?", line.code);
    const auto bytes = number<int>("SELECT MAX(LENGTH(bins)) AS n FROM stage_time WHERE line_code = ?", line.code);
    measure(60);
    BOOST_TEST(number<int>("SELECT COUNT(*) AS n FROM stage_time WHERE line_code = ?", line.code) <= rows + 3);
    BOOST_TEST(number<int>("SELECT MAX(LENGTH(bins)) AS n FROM stage_time WHERE line_code = ?", line.code) <
               bytes + 200);
}

BOOST_AUTO_TEST_CASE(a_car_that_stands_too_long_becomes_one_task_and_the_promise_stays) {
    measure();
    const auto car = linked(hour(20));
    const auto promised = promise(car).promised_date;
    say(car, StepKind::running, hour(21), line.stations[0]);
    say(car, StepKind::held, hour(22), line.stations[0], "PART_SHORTAGE");
    BOOST_TEST(recompute(hour(200)) >= 1u);
    recompute(hour(201));
    const auto open = tasks();
    BOOST_REQUIRE(open.size() == 1u);
    BOOST_TEST(open.front().order_number == car.number);
    BOOST_TEST(open.front().reason == "SHORTAGE");
    BOOST_TEST((open.front().promised_date == promised));
    BOOST_TEST((open.front().customer_name == buyer.name));
    const auto now = promise(car);
    BOOST_TEST(now.at_risk);
    BOOST_TEST((now.open_task == open.front().id));
    BOOST_TEST((now.promised_date == promised));
    BOOST_TEST((now.eta->cause == Cause::shortage));
    // The car arrives after all, too late: the task is over and the ledger says so.
    say(car, StepKind::completed, hour(300), "ARRIVED");
    BOOST_TEST(tasks().empty());
    BOOST_TEST((tasks(TaskState::done).front().outcome == TaskOutcome::arrived));
    BOOST_TEST((promise(car).ledger.back().kind == LedgerKind::missed));
}

BOOST_AUTO_TEST_CASE(a_car_that_its_buyer_sends_further_is_promised_later_by_the_days_of_that_road) {
    measure();
    const auto outlet = make_outlet();
    for (int i = 0; i < 5; ++i) arrive_at(outlet, hour(32 + i));
    const auto car = linked(hour(130));
    const auto promised = promise(car).promised_date;
    send_to(car, outlet);
    say(car, StepKind::changed, hour(131));
    const auto moved = promise(car);
    BOOST_TEST((*moved.promised_date == *promised + std::chrono::days{3}));
    BOOST_TEST((moved.ledger.back().kind == LedgerKind::moved));
    BOOST_TEST(moved.ledger.back().reason == "CHANGE_BY_BUYER");
    BOOST_TEST(!moved.at_risk);
    BOOST_TEST(tasks().empty());
    BOOST_TEST(number<std::uint64_t>("SELECT destination_id AS n FROM order_eta WHERE order_id = ?", car.id) ==
               outlet.value);
    // The queue makes it later still: that is nobody's wish.
    recompute(hour(700));
    const auto late = promise(car);
    BOOST_TEST((late.promised_date == moved.promised_date));
    BOOST_TEST(late.ledger.size() == moved.ledger.size());
    BOOST_TEST(late.at_risk);
    BOOST_REQUIRE(tasks().size() == 1u);
    BOOST_TEST(tasks().front().reason == "QUEUE");
}

BOOST_AUTO_TEST_CASE(a_change_of_the_car_moves_no_promise_and_what_time_has_cost_is_said_by_its_own_name) {
    measure();
    const auto car = linked(hour(20));
    const auto promised = promise(car).promised_date;
    say(car, StepKind::changed, hour(200));
    const auto late = promise(car);
    BOOST_TEST((late.promised_date == promised));
    BOOST_TEST(late.ledger.size() == 1u);
    BOOST_TEST(late.at_risk);
    BOOST_REQUIRE(tasks().size() == 1u);
    BOOST_TEST(tasks().front().reason == "QUEUE");
}

BOOST_AUTO_TEST_CASE(an_order_without_a_forecast_says_why) {
    const auto car = order();
    const auto why = [&](const char* state) {
        db::in_tx(pool,
                  [&](db::Tx& tx) { tx.execute("UPDATE customer_order SET state = ? WHERE id = ?", state, car.id); });
        BOOST_TEST(!promise(car).eta.has_value());
        return promise(car).no_eta;
    };
    BOOST_TEST((why("ACCEPTED") == NoEta::not_measured));
    measure();
    BOOST_TEST((why("DRAFT") == NoEta::draft));
    BOOST_TEST((why("WAITING") == NoEta::waits_for_allocation));
    BOOST_TEST((why("ON_HOLD") == NoEta::on_hold));
    BOOST_TEST(!why("ARRIVED").has_value());
    BOOST_TEST(!promise(linked(hour(20))).no_eta.has_value());
}

BOOST_AUTO_TEST_CASE(a_salesperson_agrees_on_another_day_or_only_says_what_was_said) {
    measure();
    const auto first = linked(hour(20)), second = linked(hour(20));
    recompute(hour(20));
    for (const auto& car : {first, second}) say(car, StepKind::running, hour(21), line.stations[0]);
    recompute(hour(300));
    const auto open = tasks();
    BOOST_REQUIRE(open.size() == 2u);
    const marque::promises::Closing closing{
        seller, {net.salesperson.id, net.salesperson.name, "", ""}, hour(300), hour(300)};
    const auto close = [&](const marque::promises::TaskView& task, const CloseTask& command) {
        db::in_tx(pool, [&](db::Tx& tx) { marque::promises::close_task(tx, task.id, command, closing); });
    };
    BOOST_CHECK_THROW(close(open[0], {open[0].version + 1, "客户同意", {}}), core::Error);
    BOOST_CHECK_THROW(close(open[0], {open[0].version, "客户同意", core::local_date(hour(300), "Asia/Shanghai")}),
                      core::Error);
    const auto day = core::local_date(*open[0].p90_at, "Asia/Shanghai") + std::chrono::days{3};
    close(open[0], {open[0].version, "客户同意改期", day});
    close(open[1], {open[1].version, "客户愿意再等几天", {}});
    BOOST_CHECK_THROW(close(open[1], {open[1].version + 1, "再说一次", {}}), core::Error);
    BOOST_TEST(tasks().empty());

    const auto moved = promise({{}, open[0].order_number});
    BOOST_TEST((moved.promised_date == day));
    BOOST_TEST((moved.ledger.back().kind == LedgerKind::moved));
    BOOST_TEST(moved.ledger.back().reason == "LINE");
    BOOST_TEST(moved.ledger.back().actor == net.salesperson.name);
    BOOST_TEST(moved.ledger.back().note == "客户同意改期");
    BOOST_TEST(!moved.at_risk);
    // Somebody has called about this promise: nobody is asked to call again.
    recompute(hour(310));
    BOOST_TEST(promise({{}, open[1].order_number}).at_risk);
    for (const auto& task : tasks()) BOOST_TEST(task.order_number != open[1].order_number);
}

BOOST_AUTO_TEST_CASE(an_order_that_is_cancelled_takes_its_promise_and_its_task_with_it) {
    measure();
    const auto car = linked(hour(20));
    recompute(hour(400));
    BOOST_REQUIRE(tasks().size() == 1u);
    say(car, StepKind::cancelled, hour(401));
    BOOST_TEST(tasks().empty());
    BOOST_TEST((promise(car).ledger.back().kind == LedgerKind::withdrawn));
}

BOOST_AUTO_TEST_CASE(an_order_that_ends_without_the_line_is_let_go) {
    measure();
    const auto car = linked(hour(20));
    db::in_tx(pool,
              [&](db::Tx& tx) { tx.execute("UPDATE customer_order SET state = 'CANCELLED' WHERE id = ?", car.id); });
    recompute(hour(21));
    BOOST_TEST(number<int>("SELECT COUNT(*) AS n FROM order_eta WHERE order_id = ?", car.id) == 0);
    BOOST_TEST((promise(car).ledger.back().kind == LedgerKind::withdrawn));
}

BOOST_AUTO_TEST_CASE(buyers_go_before_stock_and_linked_orders_before_those_that_wait_for_the_line) {
    measure();
    const auto stock = linked(hour(20), true);
    const auto waiting = order(false, hour(20));
    const auto bought = linked(hour(20));
    recompute(hour(21));
    BOOST_TEST(promise(bought).eta->ahead == 0);
    BOOST_TEST(promise(waiting).eta->ahead == 1);
    BOOST_TEST(promise(stock).eta->ahead == 2);
    BOOST_TEST(!promise(waiting).promised_date.has_value());
    // One that nobody has computed yet is estimated when it is asked for.
    const auto fresh = order(false, hour(21));
    BOOST_TEST((promise(fresh, hour(21)).eta->phase == Phase::queue));
}

BOOST_AUTO_TEST_CASE(an_order_that_goes_elsewhere_is_estimated_for_the_other_road) {
    measure();
    const auto car = linked(hour(20));
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE customer_order SET destination_id = ? WHERE id = ?", net.far_dealer.id, car.id);
    });
    recompute(hour(21));
    BOOST_TEST(number<std::uint64_t>("SELECT destination_id AS n FROM order_eta WHERE order_id = ?", car.id) ==
               net.far_dealer.id.value);
}

BOOST_AUTO_TEST_CASE(a_build_that_was_there_before_is_taken_up_where_it_stands) {
    measure();
    const auto car = order();
    build_row(car, "RUNNING", hour(20));
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute(
            "UPDATE build SET station = ?, station_state = 'COMPLETED', station_since = ?, started_at = ? WHERE order_id = ?",
            line.stations[2], hour(24), hour(21), car.id);
        tx.execute("UPDATE customer_order SET state = 'IN_PRODUCTION' WHERE id = ?", car.id);
    });
    recompute(hour(24));
    BOOST_TEST(number<int>("SELECT done AS n FROM order_eta WHERE order_id = ?", car.id) == 3);
    const auto eta = promise(car).eta.value();
    BOOST_TEST((eta.phase == Phase::line));
    BOOST_TEST((eta.p50_at > hour(28) && eta.p50_at < hour(30)));
    BOOST_TEST(promise(car).promised_date.has_value());
}

BOOST_AUTO_TEST_CASE(the_record_teaches_what_following_taught) {
    for (int i = 0; i < 12; ++i) {
        const auto car = linked(hour(i - 2));
        const auto steps = whole_way(car, hour(i));
        tell(steps);
        db::in_tx(pool, [&](db::Tx& tx) {
            const auto build = tx.value<std::uint64_t>("id", "SELECT id FROM build WHERE order_id = ?", car.id).value();
            int seq = 0;
            for (const auto& step : steps) {
                tx.execute(
                    "INSERT INTO build_event (build_pk, seq, message_id, station, state, pass_no, at, received_at) "
                    "VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
                    build, ++seq, core::random_uuid(), step.station,
                    step.kind == StepKind::running ? "RUNNING" : "COMPLETED", step.at, step.at);
            }
        });
    }
    const auto measured = [&] {
        return db::read(pool, [&](db::Tx& tx) {
            return tx.list(
                [](const db::Row& row) { return row.get<std::string>("stage") + " " + row.get<std::string>("bins"); },
                "SELECT stage, bins FROM stage_time WHERE line_code = ? AND stage NOT LIKE '#%' ORDER BY stage, dealer_id",
                line.code);
        });
    };
    const auto followed = measured();
    db::in_tx(pool, [&](db::Tx& tx) { marque::promises::learn_from_history(tx, line.code, 100); });
    const auto learned = measured();
    BOOST_TEST(followed == learned, boost::test_tools::per_element());
    const auto coverage = db::read(pool, [&](db::Tx& tx) { return marque::promises::backtest(tx, line.code, 100); });
    BOOST_REQUIRE(coverage.size() == 4u);
    BOOST_TEST(coverage.front().moment == "LINKED");
    BOOST_TEST(coverage.front().forecasts <= 12);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
