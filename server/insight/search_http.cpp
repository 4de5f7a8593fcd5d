#include <algorithm>

#include "customers/customers.h"
#include "http/slice_routes.h"
#include "insight/insight.h"
#include "orders/orders.h"
#include "vehicles/vehicles.h"

namespace marque::insight {
namespace {

using http::Request;
using http::Response;
using http::Services;

constexpr std::size_t shortest_text = 2;
constexpr std::size_t longest_text = 240;  // 80 characters of UTF-8

std::string search_text(const Request& request) {
    auto text = request.query_param("q").value_or("");
    const auto first = text.find_first_not_of(' ');
    text = first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
    if (text.size() < shortest_text || text.size() > longest_text) {
        http::refuse_parameter("q", http::errors::field_length, {{"least", "2"}, {"most", "80"}});
    }
    return text;
}

/// Numbers, VINs and plates are kept in capitals.
std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : static_cast<char>(c);
    });
    return text;
}

Response get_search(Services& services, const Request& request) {
    const auto text = search_text(request);
    const auto code = in_capitals(text);
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::json(200,
                              {{"orders", http::to_json_value(orders::find_orders(tx, *request.scope, code))},
                               {"vehicles", http::to_json_value(vehicles::find_vehicles(tx, *request.scope, code))},
                               {"customers", customers::find_customers(tx, *request.scope, text)}});
    });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
    http::SliceRoutes routes(router, services);
    routes.get("/search", http::Access::any_role(), get_search);
}

}  // namespace marque::insight
