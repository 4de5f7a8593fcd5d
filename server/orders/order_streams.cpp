#include "orders/order_streams.h"

#include <Poco/Net/StreamSocket.h>

#include "orders/order_errors.h"
#include "orders/order_views.h"

namespace marque::orders {
namespace {

using core::Role;
using http::Subscription;

constexpr std::size_t most_topics = 5;
constexpr std::string_view order_prefix = "order:";
constexpr std::string_view line_prefix = "line:";

/// As add_visibility of orders and of quotes: a plant hears of what its lines build.
void subscribe_to_scope(OrderServices& services, Subscription& subscription, const core::Scope& scope) {
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        subscription.dealer = scope.organisation;
    } else if (scope.has(Role::regional_manager)) {
        subscription.region = scope.organisation;
    } else if (scope.organisation_kind == core::OrganisationKind::plant) {
        subscription.lines = db::read(services.pool, [&](db::Tx& tx) { return lines_of_plant(tx, scope); });
    } else {
        subscription.everything = true;
    }
}

/// People of a plant follow its own lines; who may see what is decided as builds::require_line does.
void refuse_foreign_plant(db::Tx& tx, const core::Scope& scope, const std::string& line) {
    if (scope.organisation_kind != core::OrganisationKind::plant) return;
    const auto own = lines_of_plant(tx, scope);
    if (std::find(own.begin(), own.end(), line) == own.end())
        http::refuse_parameter("topic", errors::topic_unknown, {{"topic", line}});
}

void subscribe(OrderServices& services, const core::Scope& scope, const std::string& topic,
               Subscription& subscription) {
    if (topic == "dealer") return subscribe_to_scope(services, subscription, scope);
    if (topic.starts_with(order_prefix)) {
        const auto number = topic.substr(order_prefix.size());
        subscription.orders.push_back(
            db::read(services.pool, [&](db::Tx& tx) { return require_visible(tx, scope, number); }));
    } else if (topic.starts_with(line_prefix)) {
        if (!scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) {
            throw core::Error(http::errors::role_missing);
        }
        const auto line = topic.substr(line_prefix.size());
        db::read(services.pool, [&](db::Tx& tx) { refuse_foreign_plant(tx, scope, line); });
        subscription.lines.push_back(line);
    } else {
        http::refuse_parameter("topic", errors::topic_unknown, {{"topic", topic}});
    }
}

}  // namespace

http::Response get_events(OrderServices& services, const http::Request& request) {
    Subscription subscription;
    const auto [first, last] = request.query.equal_range("topic");
    const auto count = static_cast<std::size_t>(std::distance(first, last));
    if (count == 0 || count > most_topics) http::refuse_parameter("topic", errors::topic_unknown, {{"topic", "-"}});
    for (auto topic = first; topic != last; ++topic) subscribe(services, *request.scope, topic->second, subscription);
    auto missed = services.events.missed(request.last_event_id, subscription);
    http::Response response;
    response.content_type = "text/event-stream";
    response.headers["X-Accel-Buffering"] = "no";
    response.take_over = [&events = services.events, session = request.session_token,
                          subscription = std::move(subscription),
                          missed = std::move(missed)](const Poco::Net::StreamSocket& socket) {
        events.add(socket, session, subscription, missed);
    };
    return response;
}

}  // namespace marque::orders
