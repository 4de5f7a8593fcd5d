#include "customers/create_customer.h"
#include "customers/customer_errors.h"
#include "customers/customer_json.h"
#include "customers/customer_queries.h"
#include "customers/customers.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"

namespace marque::customers {
namespace {

constexpr std::size_t longest_search = 80;

std::string search_text(const http::Request& request) {
    std::string text = trimmed(request.query_param("q").value_or(""));
    http::require_length("q", text, 0, longest_search);
    return text;
}

http::Response get_customers(http::Services& services, const http::Request& request) {
    const auto page = http::PageRequest::from(request);
    const auto text = search_text(request);
    return http::Response::of(
        200, db::read(services.pool, [&](db::Tx& tx) { return list_customers(tx, *request.scope, text, page); }));
}

http::Response post_customer(http::Services& services, const http::Request& request) {
    const NewCustomer customer = read_new_customer(request);
    return http::once(services.pool, request, services.clock.real_now(), [&](db::Tx& tx) {
        const auto created = create_customer(tx, *request.scope, request.actor(), customer, services.clock.now());
        auto response = http::Response::of(201, created);
        response.headers["Location"] = "/api/v1/customers/" + std::to_string(created.id.value);
        return response;
    });
}

http::Response get_customer(http::Services& services, const http::Request& request) {
    const core::CustomerId id{request.path_id("id")};
    const auto customer = db::read(services.pool, [&](db::Tx& tx) { return find_customer(tx, *request.scope, id); });
    if (!customer) throw core::Error(errors::not_found);
    return http::Response::of(200, *customer);
}

}  // namespace

void add_routes(http::Router& router, http::Services& services) {
    const auto dealer_staff = http::Access::roles_of({core::Role::salesperson, core::Role::dealer_manager});
    http::SliceRoutes routes(router, services);
    routes.get("/customers", dealer_staff, get_customers);
    routes.post("/customers", dealer_staff, post_customer);
    routes.get("/customers/{id}", dealer_staff, get_customer);
}

}  // namespace marque::customers
