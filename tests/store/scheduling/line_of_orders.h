#pragma once

#include <boost/test/unit_test.hpp>

#include "core/random.h"
#include "scheduling/change_plan.h"
#include "scheduling/scheduling.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque::scheduling_tests {

/// A line with a schedule, and orders that wait in front of it as the other slices leave them.
struct LineOfOrders {
    db::Pool& pool = support::database().pool();
    support::Network net = support::make_network(pool);
    support::Line line = support::make_line(pool);
    support::Model model = support::make_model(pool, line.code);
    support::Customer buyer = support::make_customer(pool, net.dealer.id);
    core::BusinessClock clock;
    db::NumberSeries numbers{pool};
    http::EventHub events{pool};
    catalog::Catalog catalog;
    http::Services services{pool, clock, numbers, events};
    scheduling::SchedulingServices scheduling{services, catalog};

    LineOfOrders() { set(2); }

    void set(int frozen, int takt_ms = 60'000) {
        scheduling::LineSchedule schedule;
        schedule.takt_ms = takt_ms;
        schedule.working_days = {1, 2, 3, 4, 5, 6, 7};
        schedule.working_from = schedule.working_until = "00:00";
        schedule.frozen_cars = frozen;
        schedule.ratios = {{"SUN", {"天窗", "Sunroof"}, 1, 2, {{catalog::Family::option, "OB"}}}};
        db::in_tx(pool, [&](db::Tx& tx) {
            const auto known = scheduling::read_schedule(tx, line.code);
            schedule.version = known ? known->version : 0;
            scheduling::save_schedule(tx, line.code, schedule);
        });
    }

    struct Waiting {
        core::OrderId order;
        std::string build_id;
    };
    Waiting wait(bool option = false, int priority = 40) {
        Waiting car;
        db::in_tx(pool, [&](db::Tx& tx) {
            const auto number = support::unique("ORD-S-");
            car.build_id = "B" + number.substr(4);
            car.order = tx.insert<core::OrderId>(
                "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
                "  line_code, model_id, price, requested_date, destination_id, placed_at, updated_at, priority, build_id) "
                "VALUES (?, ?, ?, ?, ?, 'CUSTOMER', 'SCHEDULED', 3100, ?, ?, '150000.00', '2030-06-01', ?, ?, ?, ?, ?) "
                "RETURNING id",
                number, net.dealer.id, net.region.id, net.salesperson.id, buyer.id, line.code, model.id, net.dealer.id,
                clock.now(), clock.now(), priority, car.build_id);
            for (const char* code : {"T1", "E1", "C1", "I1", "OB"}) {
                if (!option && std::string_view(code) == "OB") continue;
                tx.execute("INSERT INTO order_line (order_id, version, feature_id, amount) VALUES (?, 1, ?, '0.00')",
                           car.order, model.features.at(code));
            }
            tx.execute(
                "INSERT INTO build (build_id, order_id, dealer_id, line_code, state) VALUES (?, ?, ?, ?, 'SCHEDULED')",
                car.build_id, car.order, net.dealer.id, line.code);
        });
        return car;
    }
    void start(const Waiting& car) {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE build SET state = 'RUNNING', started_at = ? WHERE build_id = ?", clock.now(),
                       car.build_id);
            tx.execute("UPDATE customer_order SET state = 'IN_PRODUCTION' WHERE id = ?", car.order);
        });
    }
    void cancel(const Waiting& car) {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE build SET state = 'CANCELLED' WHERE build_id = ?", car.build_id);
            tx.execute("UPDATE customer_order SET state = 'CANCELLED' WHERE id = ?", car.order);
        });
    }
    bool round() { return scheduling::plan_round(scheduling, line.code); }

    scheduling::LineOf line_of() const { return {line.code, "Asia/Shanghai"}; }
    scheduling::SequenceView board() {
        return db::read(pool, [&](db::Tx& tx) {
            return scheduling::read_sequence(tx, net.plant_planner.scope, scheduling::require_line(tx, line.code),
                                             clock.now(), 0, 500);
        });
    }
    /// Build IDs of the rows, in their order, those on the line left out.
    std::vector<std::string> rows() {
        return db::read(pool, [&](db::Tx& tx) {
            return tx.list(
                [](const db::Row& row) { return row.get<std::string>("build_id"); },
                "SELECT build_id FROM line_slot WHERE line_code = ? AND started_at IS NULL ORDER BY position",
                line.code);
        });
    }
    template <class T, class... Args>
    T number(db::Sql sql, const Args&... args) {
        return db::read(pool, [&](db::Tx& tx) { return tx.value<T>("n", sql, args...).value(); });
    }
    int told() { return number<int>("SELECT COUNT(*) AS n FROM outbox WHERE line_code = ?", line.code); }
    /// Orders whose diary tells, once, of a fixed place.
    int scheduled() {
        return number<int>(
            "SELECT COUNT(*) AS n FROM customer_order o JOIN order_event e ON e.order_id = o.id "
            "WHERE o.line_code = ? AND o.event_code = 3300 AND e.kind = 'SLOT_GIVEN'",
            line.code);
    }
    int version() { return number<int>("SELECT version AS n FROM line_plan WHERE line_code = ?", line.code); }
};

}  // namespace marque::scheduling_tests
