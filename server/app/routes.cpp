#include "app/marque_server.h"
#include "builds/builds.h"
#include "care/care.h"
#include "catalog/catalog.h"
#include "customers/customers.h"
#include "http/metrics.h"
#include "identity/identity.h"
#include "insight/insight.h"
#include "materials/materials.h"
#include "orders/orders.h"
#include "promises/promises.h"
#include "quotes/quotes.h"
#include "reconciliation/reconciliation.h"
#include "scheduling/scheduling.h"
#include "service/service.h"
#include "staff/staff.h"
#include "swaps/swaps.h"
#include "tracking/tracking.h"
#include "vehicles/vehicles.h"

namespace marque::app {
namespace {

using http::Access;
using http::Request;
using http::Response;

Response plain_text(std::string text) {
    Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = std::move(text);
    return response;
}

/// Ready means that a request would be answered: the database is reached and says something.
Response readiness(http::Services& services) {
    db::read(services.pool, [](db::Tx& tx) { tx.value<int>("one", "SELECT 1 AS one"); });
    return plain_text("ready\n");
}

}  // namespace

void add_all_routes(http::Router& router, http::Services& services, catalog::Catalog& catalog, http::Metrics& metrics) {
    router.add_plain("GET", "/healthz", Access::anyone(), [](const Request&) { return plain_text("alive\n"); });
    router.add_plain("GET", "/readyz", Access::anyone(), [&services](const Request&) { return readiness(services); });
    router.add_plain("GET", "/metrics", Access::anyone(),
                     [&metrics](const Request&) { return plain_text(metrics.text()); });
    identity::add_routes(router, services);
    catalog::add_routes(router, {services, catalog});
    customers::add_routes(router, services);
    vehicles::add_routes(router, services);
    care::add_routes(router, services);
    orders::add_routes(router, {services, catalog, promises::road_difference});
    quotes::add_routes(router, {services, catalog});
    builds::add_routes(router, services);
    reconciliation::add_routes(router, {services, catalog});
    promises::add_routes(router, services);
    materials::add_routes(router, services);
    scheduling::add_routes(router, services, catalog);
    tracking::add_routes(router, services);
    service::add_routes(router, services);
    staff::add_routes(router, services);
    swaps::add_routes(router, {services, catalog});
    insight::add_routes(router, services);
}

}  // namespace marque::app
