#include <boost/test/unit_test.hpp>

#include "catalog/catalog.h"
#include "loaded_demo.h"
#include "promises/promises.h"

namespace {

using namespace marque;
using demo_tests::LoadedDemo;

/// Orders by their id, each with the features that somebody chose.
struct Ordered {
    core::ModelId model;
    core::Date placed_on;
    core::Money price;
    std::vector<std::string> chosen;
};

std::map<std::uint64_t, Ordered> read_orders(db::Tx& tx) {
    std::map<std::uint64_t, Ordered> orders;
    tx.each(
        [&](const db::Row& row) {
            orders[row.get<std::uint64_t>("id")] = {
                row.get<core::ModelId>("model_id"),
                core::local_date(row.get<core::Instant>("placed_at"), "Asia/Shanghai"),
                row.get<core::Money>("price"),
                {}};
        },
        "SELECT id, model_id, placed_at, price FROM customer_order");
    tx.each(
        [&](const db::Row& row) {
            orders[row.get<std::uint64_t>("order_id")].chosen.push_back(row.get<std::string>("code"));
        },
        "SELECT l.order_id, f.code FROM order_line l JOIN feature f ON f.id = l.feature_id WHERE NOT l.included");
    return orders;
}

/// The catalogue with its past model years.
catalog::Snapshot read_all_years(db::Tx& tx) {
    tx.execute("UPDATE model SET orderable = TRUE");
    const auto all = *catalog::Catalog().current(tx);
    tx.execute("UPDATE model SET orderable = (model_year = 2026)");
    return all;
}

/// Nothing that the query counts may be there.
void none(db::Sql sql) {
    BOOST_TEST_INFO(sql.text());
    BOOST_TEST(LoadedDemo::number(sql) == 0);
}

BOOST_AUTO_TEST_SUITE(demo, *boost::unit_test::fixture<LoadedDemo>())

BOOST_AUTO_TEST_CASE(every_order_is_a_car_that_the_rules_allow_at_the_prices_of_its_day) {
    db::in_tx(LoadedDemo::pool(), [](db::Tx& tx) {
        const auto catalogue = read_all_years(tx);
        for (const auto& [id, order] : read_orders(tx)) {
            const auto verdict = catalog::judge(catalogue.require(order.model), order.chosen, order.placed_on);
            BOOST_TEST_INFO("order " << id);
            BOOST_TEST(verdict.valid());
            BOOST_TEST(verdict.total.text() == order.price.text());
        }
    });
}

BOOST_AUTO_TEST_CASE(totals_agree) {
    none(
        "SELECT COUNT(*) AS n FROM customer_order o WHERE o.price <> "
        "(SELECT SUM(amount) FROM order_line l WHERE l.order_id = o.id AND l.version = o.configuration_version)");
    none(
        "SELECT COUNT(*) AS n FROM customer_order o JOIN order_configuration c ON c.order_id = o.id WHERE c.price <> "
        "o.price");
    none(
        "SELECT COUNT(*) AS n FROM repair_operation p JOIN labour_operation l ON l.code = p.operation_code "
        "WHERE p.amount <> ROUND(p.hours * l.hourly_rate, 2)");
    none("SELECT COUNT(*) AS n FROM repair_part WHERE amount <> ROUND(quantity * unit_price, 2)");
}

BOOST_AUTO_TEST_CASE(nothing_has_happened_that_is_still_to_come) {
    none("SELECT COUNT(*) AS n FROM order_event WHERE at > '2026-11-21 03:00:00'");
    none("SELECT COUNT(*) AS n FROM build_event WHERE at > '2026-11-21 03:00:00'");
    none("SELECT COUNT(*) AS n FROM vehicle_event WHERE at > '2026-11-21 03:00:00'");
    none("SELECT COUNT(*) AS n FROM repair_order WHERE opened_at > '2026-11-21 03:00:00' OR closed_at < opened_at");
    none("SELECT COUNT(*) AS n FROM care_attempt WHERE at > '2026-11-21 03:00:00'");
    none(
        "SELECT COUNT(*) AS n FROM order_event a JOIN order_event b ON b.order_id = a.order_id AND b.seq = a.seq + 1 "
        "WHERE b.at < a.at");
}

BOOST_AUTO_TEST_CASE(orders_builds_and_cars_tell_the_same_story) {
    none(
        "SELECT COUNT(*) AS n FROM customer_order o WHERE o.state IN ('ARRIVED', 'DELIVERED') AND NOT EXISTS "
        "(SELECT 1 FROM build b JOIN vehicle v ON v.vin = b.vin WHERE b.order_id = o.id AND b.build_id = o.build_id "
        "AND b.vin = o.vin AND v.order_id = o.id)");
    none(
        "SELECT COUNT(*) AS n FROM build b WHERE b.last_seq <> IF(b.state = 'ARRIVED', 45, 44) OR b.last_seq <> "
        "(SELECT COUNT(*) FROM build_event e WHERE e.build_pk = b.id AND e.seq <= b.last_seq)");
    // The line knows none of these builds: none may look as if it were still on it. A few are with a carrier.
    none("SELECT COUNT(*) AS n FROM build WHERE in_progress_line IS NOT NULL AND station <> 'SHIPPED'");
    none(
        "SELECT COUNT(*) AS n FROM customer_order o WHERE o.event_seq <> "
        "(SELECT COUNT(*) FROM order_event e WHERE e.order_id = o.id)");
}

BOOST_AUTO_TEST_CASE(each_promise_is_in_the_ledger_and_some_are_at_risk) {
    none(
        "SELECT COUNT(*) AS n FROM customer_order o WHERE o.build_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM promise_ledger l "
        "WHERE l.order_id = o.id AND l.kind IN ('MADE', 'MOVED') AND l.promised_date = o.promised_date)");
    none(
        "SELECT COUNT(*) AS n FROM customer_order o WHERE o.state IN ('ARRIVED', 'DELIVERED') AND NOT EXISTS "
        "(SELECT 1 FROM promise_ledger l WHERE l.order_id = o.id AND l.kind IN ('KEPT', 'MISSED'))");
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM promise_ledger WHERE kind = 'MOVED'") > 10);
    const auto now = demo_tests::loading_day.now();
    promises::recompute_etas(LoadedDemo::pool(), "ga-1", now, now);
    BOOST_TEST(LoadedDemo::number(
                   "SELECT COUNT(*) AS n FROM promise_task WHERE state = 'OPEN' AND reason = 'TRANSPORT'") >= 4);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM order_eta WHERE p90_at IS NOT NULL AND NOT at_risk") >
               100);
}

BOOST_AUTO_TEST_CASE(every_car_has_one_owner_at_a_time) {
    none(
        "SELECT COUNT(*) AS n FROM vehicle v LEFT JOIN ownership_period p ON p.vehicle_id = v.id AND p.to_date IS NULL "
        "WHERE NOT (v.owner_id <=> p.customer_id)");
    none(
        "SELECT COUNT(*) AS n FROM ownership_period a JOIN ownership_period b ON b.vehicle_id = a.vehicle_id AND b.id "
        "> a.id "
        "WHERE b.from_date <> a.to_date");
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM ownership_period WHERE to_date IS NOT NULL") > 5);
}

BOOST_AUTO_TEST_CASE(repairs_are_done_by_the_service_stations_own_people) {
    none(
        "SELECT COUNT(*) AS n FROM repair_operation p JOIN repair_order o ON o.id = p.repair_order_id "
        "JOIN person t ON t.id = p.technician_id WHERE t.organisation_id <> o.station_id");
    none(
        "SELECT COUNT(*) AS n FROM repair_order o JOIN person a ON a.id = o.adviser_id WHERE a.organisation_id <> "
        "o.station_id");
    none(
        "SELECT COUNT(*) AS n FROM repair_part r JOIN part p ON p.part_no = r.part_no WHERE p.serialised AND r.serial "
        "IS NULL");
    none(
        "SELECT COUNT(*) AS n FROM repair_order o WHERE o.state = 'CLOSED' AND NOT EXISTS "
        "(SELECT 1 FROM repair_operation p WHERE p.repair_order_id = o.id AND p.cause <> '' AND p.correction <> '')");
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM repair_order WHERE state = 'OPEN'") == 5);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM repair_order WHERE state = 'CLOSED'") > 400);
}

BOOST_AUTO_TEST_CASE(an_odometer_runs_forwards_but_for_readings_that_are_set_aside) {
    none(
        "SELECT COUNT(*) AS n FROM odometer_reading a JOIN odometer_reading b ON b.vehicle_id = a.vehicle_id "
        "AND b.read_on > a.read_on AND b.km < a.km WHERE NOT a.suspect AND NOT b.suspect");
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM odometer_reading WHERE suspect") > 0);
    none("SELECT COUNT(*) AS n FROM odometer_reading WHERE suspect AND source <> 'OWNER'");
}

BOOST_AUTO_TEST_CASE(the_queue_is_alive_and_a_no_is_obeyed) {
    BOOST_TEST(LoadedDemo::number(
                   "SELECT COUNT(*) AS n FROM care_call WHERE state = 'PLANNED' AND due_on < '2026-11-21'") > 10);
    BOOST_TEST(LoadedDemo::number(
                   "SELECT COUNT(*) AS n FROM care_call WHERE state = 'PLANNED' AND due_on > '2026-11-21'") > 200);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM care_call WHERE state = 'DONE'") > 200);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM customer WHERE do_not_call") > 0);
    none(
        "SELECT COUNT(*) AS n FROM care_call c JOIN customer p ON p.id = c.customer_id WHERE c.state = 'PLANNED' AND "
        "p.do_not_call");
    none(
        "SELECT COUNT(*) AS n FROM care_call c WHERE c.attempts <> (SELECT COUNT(*) FROM care_attempt a WHERE "
        "a.call_id = c.id)");
}

BOOST_AUTO_TEST_CASE(the_line_has_work_that_lets_a_newcomers_order_pass) {
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM customer_order WHERE state = 'ACCEPTED'") == 120);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM outbox WHERE JSON_VALUE(payload, '$.action') = 'RELEASE' "
                                  "AND JSON_VALUE(payload, '$.priority') = 90") == 120);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
