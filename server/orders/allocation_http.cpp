#include "core/log.h"
#include "http/slice_routes.h"
#include "orders/allocation.h"
#include "orders/allocation_views.h"
#include "orders/order_routes.h"
#include "orders/waiting_line.h"

namespace marque::orders {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

constexpr int largest_quota = 100'000;

Response get_allocations(OrderServices& services, const Request& request) {
    const auto today = services.clock.today(request.scope->time_zone);
    const auto asked = request.query_param("month");
    const auto month = asked ? parse_month(*asked) : month_of(today);
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::json(200, {{"month", core::to_iso_date(month).substr(0, 7)},
                                    {"items", http::to_json_value(list_allocations(tx, *request.scope, month))}});
    });
}

Response put_allocation(OrderServices& services, const Request& request) {
    const auto command = request.json<SetAllocation>();
    if (command.quota && (*command.quota < 0 || *command.quota > largest_quota)) {
        http::refuse_parameter("/quota", http::errors::field_range,
                               {{"least", "0"}, {"most", std::to_string(largest_quota)}});
    }
    const Doing doing{*request.scope, request.actor(), services.clock.now(), services.clock.real_now()};
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        set_allocation(tx, services.catalog, command, doing);
        return Response::json(
            200, {{"month", command.month},
                  {"items", http::to_json_value(list_allocations(tx, *request.scope, parse_month(command.month)))}});
    });
}

struct WaitingDealer {
    core::OrganisationId dealer;
    std::string time_zone;
};

/// Dealers with orders that wait, or with a row that still believes in some.
std::vector<WaitingDealer> waiting_dealers(db::Tx& tx) {
    return tx.list(
        [](const db::Row& row) {
            return WaitingDealer{row.get<core::OrganisationId>("id"), row.get<std::string>("time_zone")};
        },
        "SELECT d.id, d.time_zone FROM organisation d JOIN ("
        "  SELECT dealer_id FROM customer_order WHERE state = 'WAITING' UNION "
        "  SELECT dealer_id FROM allocation WHERE waiting > 0 AND month >= UTC_DATE() - INTERVAL 40 DAY) w ON w.dealer_id = d.id");
}

/// Whether anything would change: looked at without locks, because most of the time nothing does.
bool has_room(db::Tx& tx, core::OrganisationId dealer, core::Date month) {
    return tx
        .value<bool>(
            "room",
            "SELECT EXISTS (SELECT 1 FROM customer_order o "
            "  LEFT JOIN allocation own ON own.dealer_id = o.dealer_id AND own.month = ? AND own.model_id = o.model_id "
            "    AND own.quota IS NOT NULL LEFT JOIN allocation rest ON rest.dealer_id = o.dealer_id AND rest.month = ? AND rest.model_id = 0 "
            "    AND rest.quota IS NOT NULL "
            "  WHERE o.dealer_id = ? AND o.state = 'WAITING' AND COALESCE(own.used < own.quota, rest.used < rest.quota, TRUE)) "
            "OR EXISTS (SELECT 1 FROM allocation a WHERE a.dealer_id = ? AND a.month = ? AND a.waiting > 0 AND a.used < a.quota) "
            "AS room",
            month, month, dealer, dealer, month)
        .value();
}

}  // namespace

std::size_t admit_waiting(db::Pool& pool, catalog::Catalog& catalog, const core::Clock& clock) {
    std::size_t accepted = 0;
    for (const auto& waiting : db::read(pool, waiting_dealers)) {
        const auto at = clock.now();
        const auto month = month_of(core::local_date(at, waiting.time_zone));
        if (!db::read(pool, [&](db::Tx& tx) { return is_month_open(tx, waiting.dealer, month); }))
            db::in_tx(pool, [&](db::Tx& tx) { open_month(tx, waiting.dealer, month, at); });
        if (!db::read(pool, [&](db::Tx& tx) { return has_room(tx, waiting.dealer, month); })) continue;
        accepted += db::in_tx(pool, [&](db::Tx& tx) {
            return admit_waiting_of(tx, catalog, waiting.dealer, month, at, clock.real_now());
        });
    }
    return accepted;
}

void add_allocation_routes(http::Router& router, const OrderServices& services) {
    http::SliceRoutes routes(router, services);
    routes.get("/allocations", Access::roles_of({Role::salesperson, Role::dealer_manager, Role::regional_manager}),
               get_allocations);
    routes.put("/allocations", Access::roles_of({Role::regional_manager}), put_allocation);
}

}  // namespace marque::orders
