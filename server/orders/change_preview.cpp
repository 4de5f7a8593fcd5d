#include "orders/change_preview.h"

#include <algorithm>
#include <set>

#include "orders/change_order.h"
#include "orders/discount_limits.h"

namespace marque::orders {
namespace {

std::optional<Blocked> blocked(db::Tx& tx, const Order& order) {
    if (order.cancel_requested) return Blocked::cancel_pending;
    if (pending_configuration(tx, order.id)) return Blocked::change_pending;
    if (!find_transition(order.state, Action::change_buyer)) return Blocked::state;
    return std::nullopt;
}

/// What the discount comes to on a cheaper car stands against it like a rule.
void note_discount(db::Tx& tx, const core::Scope& scope, const Order& order, core::Money discount,
                   ChangePreview& preview) {
    const auto refusal = discount_refusal(tx, scope, order, preview.price_then, discount);
    if (!refusal) return;
    preview.conflicts.push_back({std::string(refusal->spec().code),
                                 {},
                                 {refusal->sentence(core::Language::zh), refusal->sentence(core::Language::en)},
                                 {}});
}

Order order_in_view(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    return find_order(tx, require_visible(tx, scope, number)).value();
}

void judge_features(const catalog::Model& model, const Order& order, const CarOnWay& on_way,
                    const std::vector<std::string>& codes, const std::vector<ConfiguredFeature>& before,
                    core::Date today, ChangePreview& preview) {
    const auto verdict = catalog::check(model, codes, market_of(order, before, today));
    for (const auto& conflict : verdict.conflicts)
        preview.conflicts.push_back({conflict.rule, conflict.features, conflict.sentence, conflict.fixes});
    const auto after = reprice(model, verdict, before, order.price);
    preview.price_then = after.price;
    const auto touched = touched_features(model, before, after.features);
    std::set<catalog::Family> families;
    for (const auto& one : touched) families.insert(one.feature->family);
    for (const auto family : families) preview.groups.push_back(group_of(family));
    preview.closed = closed_groups(order.state, on_way, touched);
}

/// A group that the preview names beside the features, when it is closed.
void judge_group(ChangeGroup group, const std::vector<ChangeWindow>& windows, ChangePreview& preview) {
    preview.groups.push_back(group);
    for (const auto& window : windows) {
        if (window.group == group && !window.open) preview.closed.push_back({group, window.station, {}});
    }
}

/// What is built keeps its place in the line's queue, planned or not, and no station is passed twice: only another road
/// moves the date.
void estimate_date(db::Tx& tx, const Order& order, const WantedChange& wanted, const RoadDifference& road_difference,
                   ChangePreview& preview) {
    const bool moves =
        std::find(preview.groups.begin(), preview.groups.end(), ChangeGroup::destination) != preview.groups.end();
    preview.date_basis = moves ? DateBasis::other_road : DateBasis::keeps_place;
    preview.date_effect_days = moves ? road_difference(tx, order.line, order.destination, *wanted.destination_id) : 0;
}

}  // namespace

ChangeWindowsView read_windows(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope,
                               const std::string& number, core::Instant now) {
    const auto order = order_in_view(tx, scope, number);
    auto [way, car] = read_car_on_way(tx, order);
    const auto has = configuration_features(tx, order.id, order.configuration_version);
    name_options(way, catalog.current(tx)->require(order.model),
                 market_of(order, has, core::local_date(now, scope.time_zone)), has);
    return {order.version, order.state, blocked(tx, order), change_windows(order.state, way, car, now)};
}

http::Json read_model(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope, const std::string& number,
                      core::Instant now) {
    const auto order = order_in_view(tx, scope, number);
    const auto has = configuration_features(tx, order.id, order.configuration_version);
    return catalog::model_json(catalog.current(tx)->require(order.model),
                               market_of(order, has, core::local_date(now, scope.time_zone)));
}

http::Json check_configuration(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope,
                               const std::string& number, const std::vector<std::string>& features, core::Instant now) {
    const auto order = order_in_view(tx, scope, number);
    const auto has = configuration_features(tx, order.id, order.configuration_version);
    const auto snapshot = catalog.current(tx);
    const auto& model = snapshot->require(order.model);
    auto verdict = catalog::check(model, features, market_of(order, has, core::local_date(now, scope.time_zone)));
    verdict.total = reprice(model, verdict, has, order.price).price;
    auto json = catalog::verdict_json(model, verdict);
    json["discount"] = discount_of(has, order.price).text();
    return json;
}

ChangePreview preview_change(db::Tx& tx, const OrderServices& services, const core::Scope& scope,
                             const std::string& number, const WantedChange& wanted, core::Instant now) {
    const auto order = order_in_view(tx, scope, number);
    ChangePreview preview;
    preview.version = order.version;
    preview.blocked = blocked(tx, order);
    preview.price_now = preview.price_then = order.price;
    const auto has = configuration_features(tx, order.id, order.configuration_version);
    const auto on_way = read_car_on_way(tx, order);
    const auto windows = change_windows(order.state, on_way.way, on_way.car, now);
    if (wanted.features) {
        const auto snapshot = services.catalog.current(tx);
        judge_features(snapshot->require(order.model), order, on_way, *wanted.features, has,
                       core::local_date(now, scope.time_zone), preview);
        note_discount(tx, scope, order, discount_of(has, order.price), preview);
    }
    if (wanted.destination_id && *wanted.destination_id != order.destination)
        judge_group(ChangeGroup::destination, windows, preview);
    if (wanted.customer_id && wanted.customer_id != order.customer) {
        judge_group(ChangeGroup::buyer, windows, preview);
        preview.price_then += std::max(core::Money{}, discount_of(has, order.price));
    }
    preview.price_effect = preview.price_then - preview.price_now;
    estimate_date(tx, order, wanted, services.road_difference, preview);
    const bool buyer_only = preview.groups == std::vector{ChangeGroup::buyer};
    preview.asks_line = !preview.groups.empty() && !buyer_only && !is_before_the_line(order.state);
    const bool held_up = preview.blocked && !(buyer_only && preview.blocked != Blocked::state);
    preview.possible = !preview.groups.empty() && preview.conflicts.empty() && preview.closed.empty() && !held_up;
    return preview;
}

}  // namespace marque::orders
