#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "staff/staff.h"
#include "staff/staff_work.h"

namespace marque::staff {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using http::Services;

constexpr std::size_t most_successors = 20;

std::optional<bool> active_parameter(const Request& request) {
    const auto text = request.query_param("active");
    if (!text) return std::nullopt;
    if (*text != "true" && *text != "false")
        http::refuse_parameter("active", http::errors::field_value, {{"expected", "true | false"}});
    return *text == "true";
}

Response get_staff_list(Services& services, const Request& request) {
    StaffFilter filter{{}, active_parameter(request), http::PageRequest::from(request)};
    if (request.query_param("organisation_id"))
        filter.dealer = core::OrganisationId{request.query_number("organisation_id", 0, 1, ~std::uint64_t{0} >> 1)};
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, http::make_page(list_staff(tx, *request.scope, filter), filter.page.limit,
                                                 [](const StaffView& last) { return std::to_string(last.id.value); }));
    });
}

Response get_staff_member(Services& services, const Request& request) {
    const core::PersonId person{request.path_id("id")};
    return db::read(services.pool,
                    [&](db::Tx& tx) { return Response::of(200, read_staff(tx, *request.scope, person)); });
}

Managing managing_of(const Services& services, const Request& request) {
    return {*request.scope, request.actor(), services.clock.now(), services.clock.real_now()};
}

Response post_hand_over_of_work(Services& services, const Request& request) {
    const auto command = request.json<HandOverWork>();
    http::require_length("/reason", command.reason, 1, 200);
    if (command.successor_ids.size() > most_successors) {
        http::refuse_parameter("/successor_ids", http::errors::field_range,
                               {{"least", "0"}, {"most", std::to_string(most_successors)}});
    }
    const core::PersonId person{request.path_id("id")};
    const auto managing = managing_of(services, request);
    return http::once(services.pool, request, managing.real_now,
                      [&](db::Tx& tx) { return Response::of(201, hand_over_work(tx, person, command, managing)); });
}

Response post_return(Services& services, const Request& request) {
    const auto command = request.json<ReturnToWork>();
    const core::PersonId person{request.path_id("id")};
    const auto managing = managing_of(services, request);
    return http::once(services.pool, request, managing.real_now,
                      [&](db::Tx& tx) { return Response::of(201, return_to_work(tx, person, command, managing)); });
}

}  // namespace

void add_routes(http::Router& router, http::Services& services) {
    const auto managers = Access::roles_of({Role::dealer_manager, Role::administrator});
    const auto readers = Access::roles_of({Role::dealer_manager, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.get("/staff", readers, get_staff_list);
    routes.get("/staff/{id}", readers, get_staff_member);
    routes.post("/staff/{id}/hand-over", managers, post_hand_over_of_work);
    routes.post("/staff/{id}/return", managers, post_return);
}

}  // namespace marque::staff
