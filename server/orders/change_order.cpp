#include "orders/change_order.h"

#include <algorithm>
#include <set>

#include "db/audit.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

std::vector<ConfiguredFeature> configured(const catalog::Model& model, const catalog::Verdict& verdict) {
    std::vector<ConfiguredFeature> features;
    for (const auto& line : verdict.lines) features.push_back({model.features[line.feature].id, line.amount, line.included});
    return features;
}

std::set<core::FeatureId> ids_of(const std::vector<ConfiguredFeature>& features) {
    std::set<core::FeatureId> ids;
    for (const auto& feature : features) ids.insert(feature.feature);
    return ids;
}

/// Dates and codes the line was told when the order was released.
RequestToLine as_released(db::Tx& tx, const Order& order, RequestAction action, int configuration_version, core::Instant at) {
    return tx
        .find(
            [&](const db::Row& row) {
                return RequestToLine{action,
                                     configuration_version,
                                     order.kind == Kind::customer ? 40 : 60,
                                     row.get<core::Date>("requested_date"),
                                     row.get<std::string>("dealer_code"),
                                     row.get<std::string>("destination_code"),
                                     at};
            },
            "SELECT o.requested_date, d.code AS dealer_code, t.code AS destination_code FROM customer_order o "
            "JOIN organisation d ON d.id = o.dealer_id JOIN organisation t ON t.id = o.destination_id WHERE o.id = ?",
            order.id)
        .value();
}

}  // namespace

void change_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const ChangeOrder& command,
                  const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::request_change);
    if (order.cancel_requested) throw core::Error(errors::cancel_pending);
    if (const auto pending = pending_configuration(tx, order.id)) {
        throw core::Error(errors::change_pending, {{"version", std::to_string(*pending)}});
    }
    const auto snapshot = catalog.current(tx);
    const auto& model = snapshot->require(order.model);
    const auto verdict = catalog::judge(model, command.features, core::local_date(doing.at, doing.scope.time_zone));
    catalog::require_valid(verdict);
    const auto features = configured(model, verdict);
    if (ids_of(features) == ids_of(configuration_features(tx, order.id, order.configuration_version))) {
        throw core::Error(errors::nothing_changed);
    }
    const int version = last_configuration_version(tx, order.id) + 1;
    insert_configuration(tx, order.id,
                         {version, ConfigurationState::pending, verdict.total, doing.scope.person, doing.at, features});
    ask_line(tx, order, model, features, as_released(tx, order, RequestAction::change, version, doing.at));
    write_diary(tx, order, {doing.at, "CHANGE_REQUESTED", doing.actor.name,
                            http::Json{{"version", version}, {"price", verdict.total.text()}}.dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.change_requested", "order " + number,
              http::Json{{"version", order.configuration_version}, {"price", order.price.text()}}.dump(),
              http::Json{{"version", version}, {"price", verdict.total.text()}, {"features", command.features}}.dump());
}

void cancel_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const CancelOrder& command,
                  const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    if (order.cancel_requested) throw core::Error(errors::cancel_pending);
    order.apply(Action::request_cancel);
    order.cancel_requested = true;
    const auto snapshot = catalog.current(tx);
    const int version = last_configuration_version(tx, order.id);
    ask_line(tx, order, snapshot->require(order.model), configuration_features(tx, order.id, order.configuration_version),
             as_released(tx, order, RequestAction::cancel, version, doing.at));
    write_diary(tx, order, {doing.at, "CANCEL_REQUESTED", doing.actor.name, http::Json{{"reason", command.reason}}.dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.cancel_requested", "order " + number, "",
              http::Json{{"reason", command.reason}}.dump());
}

}  // namespace marque::orders
