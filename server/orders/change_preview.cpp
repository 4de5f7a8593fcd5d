#include "orders/change_preview.h"

#include <algorithm>

#include "orders/change_order.h"

namespace marque::orders {
namespace {

std::optional<Blocked> blocked(db::Tx& tx, const Order& order) {
    if (order.cancel_requested) return Blocked::cancel_pending;
    if (pending_configuration(tx, order.id)) return Blocked::change_pending;
    if (!find_transition(order.state, Action::change_buyer)) return Blocked::state;
    return std::nullopt;
}

Order order_in_view(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    return find_order(tx, require_visible(tx, scope, number)).value();
}

void judge_features(db::Tx& tx, const catalog::Model& model, const Order& order, const std::vector<std::string>& codes,
                    core::Date today, ChangePreview& preview) {
    const auto verdict = catalog::judge(model, codes, {today, order.region});
    for (const auto& conflict : verdict.conflicts)
        preview.conflicts.push_back({conflict.rule, conflict.features, conflict.sentence});
    const auto before = configuration_features(tx, order.id, order.configuration_version);
    const auto after = reprice(model, verdict, before, order.price);
    preview.price_then = after.price;
    for (const auto family : touched_families(model, before, after.features))
        preview.groups.push_back(group_of(family));
}

void estimate_date(const Order& order, ChangePreview& preview) {
    const bool moves =
        std::find(preview.groups.begin(), preview.groups.end(), ChangeGroup::destination) != preview.groups.end();
    const bool rebuilt = std::any_of(preview.groups.begin(), preview.groups.end(), [](ChangeGroup group) {
        return group != ChangeGroup::destination && group != ChangeGroup::buyer;
    });
    if (moves) {
        preview.date_basis = DateBasis::other_road;
    } else if (rebuilt && !order.build_id) {
        preview.date_basis = DateBasis::not_planned;
    } else {
        preview.date_effect_days = 0;
    }
}

}  // namespace

ChangeWindowsView read_windows(db::Tx& tx, const core::Scope& scope, const std::string& number, core::Instant now) {
    const auto order = order_in_view(tx, scope, number);
    return {order.version, order.state, blocked(tx, order), read_change_windows(tx, order, now)};
}

ChangePreview preview_change(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope, const std::string& number,
                             const WantedChange& wanted, core::Instant now) {
    const auto order = order_in_view(tx, scope, number);
    ChangePreview preview;
    preview.version = order.version;
    preview.blocked = blocked(tx, order);
    preview.price_now = preview.price_then = order.price;
    if (wanted.features) {
        const auto snapshot = catalog.current(tx);
        judge_features(tx, snapshot->require(order.model), order, *wanted.features,
                       core::local_date(now, scope.time_zone), preview);
    }
    if (wanted.destination_id && *wanted.destination_id != order.destination)
        preview.groups.push_back(ChangeGroup::destination);
    if (wanted.customer_id && wanted.customer_id != order.customer) preview.groups.push_back(ChangeGroup::buyer);
    preview.price_effect = preview.price_then - preview.price_now;
    for (const auto& window : read_change_windows(tx, order, now)) {
        const bool touched =
            std::find(preview.groups.begin(), preview.groups.end(), window.group) != preview.groups.end();
        if (touched && !window.open) preview.closed.push_back({window.group, window.station});
    }
    estimate_date(order, preview);
    const bool buyer_only = preview.groups == std::vector{ChangeGroup::buyer};
    preview.asks_line = !preview.groups.empty() && !buyer_only && !is_before_the_line(order.state);
    const bool held_up = preview.blocked && !(buyer_only && preview.blocked != Blocked::state);
    preview.possible = !preview.groups.empty() && preview.conflicts.empty() && preview.closed.empty() && !held_up;
    return preview;
}

}  // namespace marque::orders
