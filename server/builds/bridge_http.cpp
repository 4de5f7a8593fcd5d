#include "builds/bridge_http.h"

#include "builds/build_queries.h"
#include "builds/builds.h"
#include "builds/receive_line_messages.h"
#include "db/outbox.h"
#include "http/slice_routes.h"
#include "orders/orders.h"

namespace marque::builds {

struct LeaseBody {
    std::string line;
    int max = 0;
    int lease_seconds = 0;
};
MARQUE_JSON(LeaseBody, line, max, lease_seconds)

struct SettleBody {
    std::string line;
    std::vector<std::string> message_ids;
};
MARQUE_JSON(SettleBody, line, message_ids)

struct LineMessagesBody {
    std::string line;
    std::vector<LineMessage> messages;
};
MARQUE_JSON(LineMessagesBody, line, messages)

struct SetAsideBody {
    std::string line;
    std::optional<std::string> message_id;
    std::string topic;
    std::string reason;
    std::string detail;
    std::string raw;
    core::Instant received_at;
};
MARQUE_JSON(SetAsideBody, line, message_id, topic, reason, detail, raw, received_at)

MARQUE_JSON(MessageResult, message_id, result, reason, expected_seq)

namespace {

using http::Access;
using http::Request;
using http::Response;
using http::Services;

constexpr std::size_t most_messages = 500;
constexpr std::size_t largest_batch = 8 << 20;
constexpr std::size_t largest_set_aside = 32 << 20;

void require_range(const char* pointer, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return;
    http::refuse_parameter(pointer, http::errors::field_range,
                           {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
}

Response post_lease(Services& services, const Request& request) {
    const auto body = request.json<LeaseBody>();
    require_bridge_of(request, body.line);
    require_range("/max", body.max, 1, 500);
    require_range("/lease_seconds", body.lease_seconds, 1, 600);
    const auto now = services.clock.real_now();
    const auto messages = db::in_tx(services.pool, [&](db::Tx& tx) {
        return db::lease_outbox(tx, body.line, body.max, now, now + std::chrono::seconds{body.lease_seconds});
    });
    http::Json list = http::Json::array();
    for (const auto& message : messages) list.push_back(http::Json::parse(message.payload));
    return Response::json(200, {{"messages", std::move(list)}});
}

Response post_settle(Services& services, const Request& request) {
    const auto body = request.json<SettleBody>();
    require_bridge_of(request, body.line);
    require_range("/message_ids", static_cast<std::int64_t>(body.message_ids.size()), 0, 500);
    db::in_tx(services.pool, [&](db::Tx& tx) {
        orders::releases_kept(tx, body.message_ids, services.clock.now());
        db::settle_outbox(tx, body.line, body.message_ids);
    });
    return Response::no_content();
}

Response post_line_messages(Services& services, const Request& request) {
    const auto body = request.json<LineMessagesBody>();
    require_bridge_of(request, body.line);
    require_range("/messages", static_cast<std::int64_t>(body.messages.size()), 0, most_messages);
    const auto results = receive_line_messages(services, body.line, body.messages);
    return Response::json(200, {{"results", http::to_json_value(results)}});
}

Response post_set_aside(Services& services, const Request& request) {
    const auto body = request.json<SetAsideBody>();
    require_bridge_of(request, body.line);
    require_range("/topic", static_cast<std::int64_t>(body.topic.size()), 0, 300);
    require_range("/reason", static_cast<std::int64_t>(body.reason.size()), 1, 40);
    require_range("/detail", static_cast<std::int64_t>(body.detail.size()), 0, 500);
    db::in_tx(services.pool, [&](db::Tx& tx) {
        keep_set_aside(tx, body.line,
                       {body.message_id, body.topic, body.reason, body.detail, body.raw, body.received_at});
    });
    return Response::no_content();
}

Response get_builds(Services& services, const Request& request) {
    const auto line = request.query_param("line").value_or("");
    require_bridge_of(request, line);
    const auto limit = static_cast<int>(request.query_number("limit", 500, 1, 500));
    const auto after = request.query_param("after").value_or("");
    auto builds =
        db::read(services.pool, [&](db::Tx& tx) { return list_builds_in_progress(tx, line, after, limit + 1); });
    const auto page =
        http::make_page(std::move(builds), limit, [](const BuildInProgress& last) { return last.build_id; });
    return Response::json(200, {{"builds", http::to_json_value(page.items)}, {"next", http::to_json_value(page.next)}});
}

}  // namespace

void add_bridge_routes(http::Router& router, Services& services) {
    http::SliceRoutes routes(router, services);
    routes.post("/bridge/outbox/lease", Access::service(), post_lease);
    routes.post("/bridge/outbox/settle", Access::service(), post_settle);
    routes.post("/bridge/line-messages", Access::service(), post_line_messages, largest_batch);
    routes.post("/bridge/set-aside", Access::service(), post_set_aside, largest_set_aside);
    routes.get("/bridge/builds", Access::service(), get_builds);
}

}  // namespace marque::builds
