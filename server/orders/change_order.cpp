#include "orders/change_order.h"

#include <algorithm>
#include <map>
#include <set>

#include "db/audit.h"
#include "orders/allocation.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

std::set<core::FeatureId> ids_of(const std::vector<ConfiguredFeature>& features) {
    std::set<core::FeatureId> ids;
    for (const auto& feature : features) ids.insert(feature.feature);
    return ids;
}

http::Json change_detail(int version, core::Money price) { return {{"version", version}, {"price", price.text()}}; }

void cancel_at_once(db::Tx& tx, Order& order, const CancelOrder& command, const Doing& doing) {
    order.apply(Action::cancel);
    order.hold_reason.reset();
    order.held_by.reset();
    free_allocation(tx, order);
    write_diary(tx, order,
                {doing.at, "CANCELLED", doing.actor.name, http::Json{{"reason", command.reason}}.dump(), {}});
}

}  // namespace

std::vector<ConfiguredFeature> configured(const catalog::Model& model, const catalog::Verdict& verdict) {
    std::vector<ConfiguredFeature> features;
    for (const auto& line : verdict.lines)
        features.push_back({model.features[line.feature].id, line.amount, line.included});
    return features;
}

catalog::Market market_of(const Order& order, const std::vector<ConfiguredFeature>& has, core::Date today) {
    catalog::Kept kept;
    for (const auto& feature : has)
        kept.emplace(feature.feature, feature.included ? std::nullopt : std::optional(feature.amount));
    return {today, order.region, std::move(kept)};
}

core::Money discount_of(const std::vector<ConfiguredFeature>& features, core::Money price) {
    core::Money listed;
    for (const auto& feature : features) listed += feature.amount;
    return listed - price;
}

Repriced reprice(const catalog::Model& model, const catalog::Verdict& verdict,
                 const std::vector<ConfiguredFeature>& before, core::Money price_before) {
    Repriced after{configured(model, verdict), {}};
    std::map<core::FeatureId, core::Money> ordered_at;
    for (const auto& feature : before) {
        if (!feature.included) ordered_at[feature.feature] = feature.amount;
    }
    for (auto& feature : after.features) {
        const auto kept = ordered_at.find(feature.feature);
        if (!feature.included && kept != ordered_at.end()) feature.amount = kept->second;
        after.price += feature.amount;
    }
    after.price -= discount_of(before, price_before);
    return after;
}

std::vector<std::string> feature_codes(db::Tx& tx, const Order& order) {
    return tx.list([](const db::Row& row) { return row.get<std::string>("code"); },
                   "SELECT f.code FROM order_line l JOIN feature f ON f.id = l.feature_id "
                   "WHERE l.order_id = ? AND l.version = ? AND NOT l.included",
                   order.id, order.configuration_version);
}

std::vector<TouchedFeature> touched_features(const catalog::Model& model, const std::vector<ConfiguredFeature>& before,
                                             const std::vector<ConfiguredFeature>& after) {
    const auto old_ids = ids_of(before);
    const auto new_ids = ids_of(after);
    const auto touches = [&](std::size_t feature) {
        const auto id = model.features[feature].id;
        return old_ids.contains(id) != new_ids.contains(id);
    };
    std::map<std::size_t, const catalog::Feature*> bringers;
    for (const auto& rule : model.rules) {
        if (rule.kind != catalog::RuleKind::included_in || !touches(rule.subject)) continue;
        const auto bringer = std::find_if(rule.objects.begin(), rule.objects.end(), touches);
        if (bringer != rule.objects.end()) bringers[rule.subject] = &model.features[*bringer];
    }
    std::set<core::FeatureId> brought;
    for (const auto* features : {&before, &after}) {
        for (const auto& one : *features) {
            if (one.included) brought.insert(one.feature);
        }
    }
    std::vector<TouchedFeature> touched;
    for (std::size_t i = 0; i < model.features.size(); ++i) {
        if (!touches(i)) continue;
        const auto& feature = model.features[i];
        touched.push_back({&feature, brought.contains(feature.id) && bringers.contains(i) ? bringers[i] : nullptr});
    }
    return touched;
}

void replace_configuration(db::Tx& tx, Order& order, const NewConfiguration& configuration, core::Instant at) {
    answer_configuration(tx, order.id, order.configuration_version, ConfigurationState::replaced, "", at);
    insert_configuration(tx, order.id, configuration);
    order.configuration_version = configuration.version;
    order.price = configuration.price;
}

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
    const auto before = configuration_features(tx, order.id, order.configuration_version);
    const auto market = market_of(order, before, core::local_date(doing.at, doing.scope.time_zone));
    const auto verdict = catalog::require_valid(model, command.features, market);
    const auto [features, price] = reprice(model, verdict, before, order.price);
    if (ids_of(features) == ids_of(before)) throw core::Error(errors::nothing_changed);
    require_discount_allowed(tx, doing.scope, order, price, discount_of(before, order.price));
    const int version = last_configuration_version(tx, order.id) + 1;
    const bool at_once = is_before_the_line(order.state);
    const NewConfiguration wanted{version,  at_once ? ConfigurationState::current : ConfigurationState::pending,
                                  price,    doing.scope.person,
                                  doing.at, features};
    const auto old_price = order.price;
    if (at_once) {
        replace_configuration(tx, order, wanted, doing.at);
    } else {
        require_open(order.state, read_car_on_way(tx, order), touched_features(model, before, features));
        insert_configuration(tx, order.id, wanted);
        ask_line(tx, order, model, features, request_about(tx, order, RequestAction::change, version, doing.at));
    }
    write_diary(tx, order,
                {doing.at,
                 at_once ? "CHANGED" : "CHANGE_REQUESTED",
                 doing.actor.name,
                 change_detail(version, price).dump(),
                 {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    auto after = change_detail(version, price);
    after["features"] = command.features;
    db::audit(tx, doing.at, doing.actor, at_once ? "order.changed" : "order.change_requested", "order " + number,
              change_detail(version - 1, old_price).dump(), after.dump());
}

void cancel_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const CancelOrder& command,
                  const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    if (order.cancel_requested) throw core::Error(errors::cancel_pending);
    order.apply(Action::request_cancel);
    if (is_before_the_line(order.state)) {
        cancel_at_once(tx, order, command, doing);
    } else {
        order.cancel_requested = true;
        const auto snapshot = catalog.current(tx);
        const int version = last_configuration_version(tx, order.id);
        ask_line(tx, order, snapshot->require(order.model),
                 configuration_features(tx, order.id, order.configuration_version),
                 request_about(tx, order, RequestAction::cancel, version, doing.at));
        write_diary(
            tx, order,
            {doing.at, "CANCEL_REQUESTED", doing.actor.name, http::Json{{"reason", command.reason}}.dump(), {}});
    }
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.cancel_requested", "order " + number, "",
              http::Json{{"reason", command.reason}}.dump());
}

}  // namespace marque::orders
