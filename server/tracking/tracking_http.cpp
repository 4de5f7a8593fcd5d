#include <memory>

#include "http/client_address.h"
#include "http/slice_routes.h"
#include "tracking/buyer_link.h"
#include "tracking/buyer_page.h"
#include "tracking/tracking.h"
#include "tracking/tracking_errors.h"
#include "tracking/wrong_links.h"

namespace marque::tracking {
namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

struct TrackingServices : http::Services {
    std::shared_ptr<WrongLinks> wrong_links;
};

struct NothingSaid {};
template <class Visitor>
void visit_fields(NothingSaid&, Visitor&&) {}

LinkMaking making_of(TrackingServices& services, const Request& request) {
    return {*request.scope, request.actor(), services.clock.now()};
}

/// Not by http::once: that would keep the address. Asked again, it makes another one, and the last one is good.
Response post_buyer_link(TrackingServices& services, const Request& request) {
    request.json<NothingSaid>();
    const auto making = making_of(services, request);
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        return Response::of(201, make_link(tx, request.path_param("number"), making));
    });
}

Response delete_buyer_link(TrackingServices& services, const Request& request) {
    const auto making = making_of(services, request);
    db::in_tx(services.pool, [&](db::Tx& tx) { withdraw_link(tx, request.path_param("number"), making); });
    return Response::no_content();
}

Response get_buyer_link(TrackingServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, read_link(tx, *request.scope, request.path_param("number")));
    });
}

Response get_buyer_page(TrackingServices& services, const Request& request) {
    const auto asker = http::asker_of(request.client_address);
    const auto now = services.clock.real_now();
    if (const auto wait = services.wrong_links->to_wait(asker, now); wait.count() > 0) {
        throw core::Error(errors::too_many_tries, {{"seconds", std::to_string(wait.count())}});
    }
    try {
        return db::read(services.pool, [&](db::Tx& tx) {
            return Response::of(200, read_buyer_page(tx, request.path_param("token"), services.clock.now()));
        });
    } catch (const core::Error& error) {
        if (&error.spec() == &errors::link_unknown) services.wrong_links->note(asker, now);
        throw;
    }
}

}  // namespace

void add_routes(http::Router& router, http::Services& services) {
    const auto sellers = Access::roles_of({Role::salesperson, Role::dealer_manager});
    http::SliceRoutes routes(router, TrackingServices{services, std::make_shared<WrongLinks>()});
    routes.get("/orders/{number}/buyer-link", sellers, get_buyer_link);
    routes.post("/orders/{number}/buyer-link", sellers, post_buyer_link);
    routes.del("/orders/{number}/buyer-link", sellers, delete_buyer_link);
    routes.get("/tracking/{token}", Access::anyone(), get_buyer_page);
}

}  // namespace marque::tracking
