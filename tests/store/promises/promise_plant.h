#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

#include "promises/promise_tasks.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque::promises_tests {

using promises::BuildStep;
using promises::StepKind;

inline const core::Instant spring = *core::parse_rfc3339("2026-04-06T00:00:00Z");
inline core::Instant hour(double hours) {
    return spring + std::chrono::milliseconds{static_cast<std::int64_t>(hours * 3'600'000)};
}

/// A line of its own with orders and builds as the other slices leave them, and what the line says of them.
struct PromisePlant {
    db::Pool& pool = support::database().pool();
    support::Network net = support::make_network(pool);
    support::Line line = support::make_line(pool);
    support::Model model = support::make_model(pool, line.code);
    support::Customer buyer = support::make_customer(pool, net.dealer.id);
    core::Scope seller = net.salesperson.scope;

    struct Ordered {
        core::OrderId id;
        std::string number;
    };
    Ordered order(bool stock = false, core::Instant at = spring) const {
        const auto number = support::unique("ORD-P-");
        const auto id = db::in_tx(pool, [&](db::Tx& tx) {
            return tx.insert<core::OrderId>(
                "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
                "  line_code, model_id, price, requested_date, destination_id, placed_at, updated_at) "
                "VALUES (?, ?, ?, ?, ?, ?, 'ACCEPTED', 2000, ?, ?, '150000.00', '2026-06-01', ?, ?, ?) RETURNING id",
                number, net.dealer.id, net.region.id, net.salesperson.id,
                stock ? std::nullopt : std::optional(buyer.id), stock ? "STOCK" : "CUSTOMER", line.code, model.id,
                net.dealer.id, at, at);
        });
        return {id, number};
    }
    void build_row(const Ordered& of, const std::string& state, core::Instant at) const {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("INSERT INTO build (build_id, order_id, dealer_id, line_code, state) VALUES (?, ?, ?, ?, ?)",
                       "B" + of.number, of.id, net.dealer.id, line.code, state);
            tx.execute("UPDATE customer_order SET state = 'SCHEDULED' WHERE id = ?", of.id);
            tx.execute(
                "INSERT INTO line_request (message_id, order_id, action, configuration_version, sent_at, answer, answered_at) "
                "VALUES (?, ?, 'RELEASE', 1, ?, 'ACCEPTED', ?)",
                core::random_uuid(), of.id, at, at);
        });
    }
    void say(const Ordered& of, StepKind kind, core::Instant at, const std::string& station = "",
             const std::string& why = "") const {
        if (kind == StepKind::linked) build_row(of, "SCHEDULED", at);
        tell({{of.id, kind, at, station, why}});
    }
    Ordered linked(core::Instant at, bool stock = false) const {
        const auto made = order(stock, at);
        say(made, StepKind::linked, at);
        return made;
    }
    /// The steps of a car that was linked an hour before `at` and takes an hour at each place.
    std::vector<BuildStep> whole_way(const Ordered& car, core::Instant at) const {
        std::vector<BuildStep> steps{{car.id, StepKind::running, at, line.stations.front()}};
        for (const auto& station : line.stations) {
            at += std::chrono::hours{1};
            steps.push_back({car.id, StepKind::completed, at, station});
        }
        return steps;
    }
    void tell(const std::vector<BuildStep>& steps) const {
        db::in_tx(pool, [&](db::Tx& tx) {
            // As the orders' slice does before.
            for (const auto& step : steps) {
                const char* state = step.kind == StepKind::cancelled ? "CANCELLED"
                                    : step.station == "ARRIVED"      ? "ARRIVED"
                                                                     : nullptr;
                if (!state) continue;
                tx.execute("UPDATE customer_order SET state = ? WHERE id = ?", state, step.order);
                tx.execute("UPDATE build SET state = ? WHERE order_id = ?", state, step.order);
            }
            promises::follow_builds(tx, line.code, steps, steps.back().at, steps.back().at);
        });
    }
    /// Enough cars that the line knows its times: 8 hours from the start to the dealer, one car an hour.
    void measure(int cars = 12) const {
        for (int i = 0; i < cars; ++i) {
            const auto car = linked(hour(i - 2));
            tell(whole_way(car, hour(i)));
        }
    }
    core::OrganisationId make_outlet() const {
        return support::make_organisation(pool, core::OrganisationKind::dealer, net.dealer.id).id;
    }
    void send_to(const Ordered& car, core::OrganisationId place) const {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE customer_order SET destination_id = ? WHERE id = ?", place, car.id);
        });
    }
    /// A car that starts at `at` and takes three days more for its last road than those of the dealer itself.
    void arrive_at(core::OrganisationId place, core::Instant at) const {
        const auto car = order();
        send_to(car, place);
        say(car, StepKind::linked, at - std::chrono::hours{2});
        auto steps = whole_way(car, at);
        steps.back().at += std::chrono::days{3};
        tell(steps);
    }
    std::size_t recompute(core::Instant at) const { return promises::recompute_etas(pool, line.code, at, at); }

    promises::PromiseView promise(const Ordered& of, core::Instant at = spring) const {
        return db::read(pool, [&](db::Tx& tx) { return promises::read_promise(tx, seller, of.number, at); });
    }
    std::vector<promises::TaskView> tasks(promises::TaskState state = promises::TaskState::open) const {
        promises::TaskFilter filter;
        filter.state = state;
        return db::read(pool, [&](db::Tx& tx) { return promises::list_tasks(tx, seller, filter); });
    }
    template <class T, class... Args>
    T number(db::Sql sql, const Args&... args) const {
        return db::read(pool, [&](db::Tx& tx) { return tx.value<T>("n", sql, args...).value(); });
    }
};

}  // namespace marque::promises_tests
