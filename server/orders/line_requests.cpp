#include "orders/line_requests.h"

#include <algorithm>

#include "core/random.h"
#include "db/outbox.h"
#include "http/json_fields.h"

namespace marque::orders {
namespace {

using http::Json;
using std::chrono::days;

constexpr auto wished_window = days{7};
constexpr auto transport_time = days{7};

Json features_json(const catalog::Model& model, const std::vector<ConfiguredFeature>& features) {
    Json list = Json::array();
    for (const auto& chosen : features) {
        const auto found = std::find_if(model.features.begin(), model.features.end(),
                                        [&](const catalog::Feature& feature) { return feature.id == chosen.feature; });
        if (found != model.features.end())
            list.push_back({{"family", core::to_text(found->family)}, {"code", found->code}});
    }
    return list;
}

}  // namespace

RequestToLine request_about(db::Tx& tx, const Order& order, RequestAction action, int configuration_version,
                            core::Instant at) {
    return tx
        .find(
            [&](const db::Row& row) {
                return RequestToLine{action,
                                     configuration_version,
                                     row.get<int>("priority"),
                                     row.get<core::Date>("requested_date"),
                                     row.get<std::string>("dealer_code"),
                                     row.get<std::string>("destination_code"),
                                     at,
                                     {},
                                     {}};
            },
            "SELECT o.requested_date, o.urgency AS priority, "
            "  d.code AS dealer_code, t.code AS destination_code FROM customer_order o "
            "JOIN organisation d ON d.id = o.dealer_id JOIN organisation t ON t.id = ? WHERE o.id = ?",
            order.destination, order.id)
        .value();
}

void ask_line(db::Tx& tx, const Order& order, const catalog::Model& model,
              const std::vector<ConfiguredFeature>& features, const RequestToLine& request) {
    const std::string message_id = request.repeats ? *request.repeats : core::random_uuid();
    const core::Instant wished_end =
        std::max<core::Instant>(request.wished - transport_time, request.at + wished_window);
    const auto window = request.slot.value_or(Window{wished_end - wished_window, wished_end});
    // The protocol has no word for a slot of its own: to the line it is the same order, released again.
    const auto action = request.action == RequestAction::slot ? RequestAction::release : request.action;
    const Json payload{{"message_id", message_id},
                       {"created_at", core::to_rfc3339(request.at)},
                       {"action", core::to_text(action)},
                       {"order_number", order.number},
                       {"configuration_version", request.configuration_version},
                       {"priority", request.priority},
                       {"wished_start", core::to_rfc3339(window.start)},
                       {"wished_end", core::to_rfc3339(window.end)},
                       {"model_code", model.code},
                       {"model_year", model.year},
                       {"features", features_json(model, features)},
                       {"dealer_code", request.dealer_code},
                       {"destination", request.destination_code}};
    db::put_in_outbox(tx, order.line, "order " + order.number, {message_id, request.at, payload.dump()});
    if (!request.repeats)
        insert_request(tx, {message_id, order.id, request.action, request.configuration_version}, request.at);
}

void tell_pages(db::Tx& tx, const Order& order, core::Instant real_now) {
    Json payload{{"kind", "ORDER"},
                 {"at", core::to_rfc3339(real_now)},
                 {"order_number", order.number},
                 {"state", core::to_text(order.state)}};
    if (order.build_id) payload["build_id"] = *order.build_id;
    db::put_in_feed(tx, real_now, {{0, "ORDER", order.id, order.dealer, order.region, order.line, payload.dump()}});
}

}  // namespace marque::orders
