#include <algorithm>

#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "promises/promise_tasks.h"

namespace marque::promises {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

Response get_promise(Services& services, const Request& request) {
    const auto now = services.clock.now();
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, read_promise(tx, *request.scope, request.path_param("number"), now));
    });
}

Response get_new_order_eta(Services& services, const Request& request) {
    const WishedCar wished{request.path_param("model"), static_cast<int>(request.path_id("year")),
                           request.query_number("stock", 0, 0, 1) == 1};
    const auto now = services.clock.now();
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, eta_of_a_new_order(tx, request.scope->organisation, wished, now));
    });
}

Response get_tasks(Services& services, const Request& request) {
    TaskFilter filter{request.query_enum<TaskState>("state").value_or(TaskState::open), false,
                      http::PageRequest::from(request)};
    filter.mine = request.query_number("mine", 0, 0, 1) == 1;
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, http::make_page(list_tasks(tx, *request.scope, filter), filter.page.limit,
                                                 [](const TaskView& last) { return std::to_string(last.id); }));
    });
}

Response get_task(Services& services, const Request& request) {
    const auto id = request.path_id("id");
    return db::read(services.pool, [&](db::Tx& tx) { return Response::of(200, read_task(tx, *request.scope, id)); });
}

Response get_same_buyer(Services& services, const Request& request) {
    const auto id = request.path_id("id");
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto tasks = list_same_buyer(tx, *request.scope, read_task(tx, *request.scope, id));
        return Response::of(200, http::make_page(tasks, most_told_at_once, [](const TaskView&) { return ""; }));
    });
}

Response post_completion(Services& services, const Request& request) {
    const auto command = request.json<CloseTask>();
    http::require_length("/note", command.note, 1, 500);
    const auto id = request.path_id("id");
    const Closing closing{*request.scope, request.actor(), services.clock.now(), services.clock.real_now()};
    return http::once(services.pool, request, closing.real_now, [&](db::Tx& tx) {
        close_task(tx, id, command, closing);
        return Response::of(201, read_task(tx, closing.scope, id));
    });
}

}  // namespace

void add_routes(http::Router& router, http::Services& services) {
    const auto sellers = Access::roles_of({Role::salesperson, Role::dealer_manager});
    const auto watchers = Access::roles_of({Role::salesperson, Role::dealer_manager, Role::regional_manager,
                                            Role::plant_planner, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.get("/new-order-eta/{model}/{year}", sellers, get_new_order_eta);
    routes.get("/orders/{number}/promise", watchers, get_promise);
    routes.get("/promise-tasks", watchers, get_tasks);
    routes.get("/promise-tasks/{id}", watchers, get_task);
    routes.get("/promise-tasks/{id}/same-buyer", watchers, get_same_buyer);
    routes.post("/promise-tasks/{id}/completion", sellers, post_completion);
}

}  // namespace marque::promises
