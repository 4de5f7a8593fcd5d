#include "orders/as_built.h"

#include <algorithm>

#include "db/audit.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

using catalog::Family;

struct OneSide {
    Family family;
    NamedFeature feature;
};

std::vector<OneSide> ordered_side(db::Tx& tx, core::OrderId order, int configuration_version) {
    return tx.list(
        [](const db::Row& row) {
            return OneSide{row.get<Family>("family"),
                           {row.get<std::string>("code"),
                            core::Localized{row.get<std::string>("name_zh"), row.get<std::string>("name_en")}}};
        },
        "SELECT f.family, f.code, f.name_zh, f.name_en FROM order_line l JOIN feature f ON f.id = l.feature_id "
        "WHERE l.order_id = ? AND l.version = ? ORDER BY f.family, f.sort_order, f.id",
        order, configuration_version);
}

/// What the catalogue does not know of this model has a code and no name.
std::vector<OneSide> built_side(db::Tx& tx, core::OrderId order) {
    return tx.list(
        [](const db::Row& row) {
            NamedFeature feature{row.get<std::string>("code"), {}};
            if (const auto name = row.opt<std::string>("name_zh"))
                feature.name = core::Localized{*name, row.get<std::string>("name_en")};
            return OneSide{row.get<Family>("family"), std::move(feature)};
        },
        "SELECT b.family, b.code, f.name_zh, f.name_en FROM build u JOIN build_feature b ON b.build_pk = u.id "
        "JOIN customer_order o ON o.id = u.order_id "
        "LEFT JOIN feature f ON f.model_id = o.model_id AND f.code = b.code AND f.family = b.family "
        "WHERE u.live_order_id = ? ORDER BY b.family, f.sort_order, b.code",
        order);
}

/// What both have stands in one line. Of what is left over, one of a family that has but one is laid beside the other;
/// an option has a line of its own.
std::vector<AsBuiltLine> lay_side_by_side(const std::vector<OneSide>& ordered, std::vector<OneSide> built) {
    std::vector<AsBuiltLine> lines;
    const auto take = [&](auto&& fits) -> std::optional<NamedFeature> {
        const auto found = std::find_if(built.begin(), built.end(), fits);
        if (found == built.end()) return std::nullopt;
        auto feature = std::move(found->feature);
        built.erase(found);
        return feature;
    };
    for (const auto& wanted : ordered) {
        auto same = take(
            [&](const OneSide& one) { return one.family == wanted.family && one.feature.code == wanted.feature.code; });
        lines.push_back({wanted.family, wanted.feature, std::move(same), false});
        lines.back().same = lines.back().built.has_value();
    }
    for (auto& line : lines) {
        if (line.same || line.family == Family::option) continue;
        line.built = take([&](const OneSide& one) { return one.family == line.family; });
    }
    for (auto& more : built) lines.push_back({more.family, std::nullopt, std::move(more.feature), false});
    std::stable_sort(lines.begin(), lines.end(),
                     [](const AsBuiltLine& a, const AsBuiltLine& b) { return a.family < b.family; });
    return lines;
}

int count_differences(const std::vector<AsBuiltLine>& lines) {
    return static_cast<int>(
        std::count_if(lines.begin(), lines.end(), [](const AsBuiltLine& line) { return !line.same; }));
}

AsBuiltView compare(db::Tx& tx, core::OrderId order, int configuration_version) {
    AsBuiltView view;
    view.configuration_version = configuration_version;
    auto built = built_side(tx, order);
    if (built.empty()) return view;
    view.lines = lay_side_by_side(ordered_side(tx, order, configuration_version), std::move(built));
    view.differences = count_differences(view.lines);
    view.state = view.differences == 0 ? AsBuilt::same : AsBuilt::differs;
    return view;
}

/// A signature is one of these differences: of the configuration that was compared, by somebody who does not sell the
/// car.
bool is_signed(db::Tx& tx, core::OrderId order, const AsBuiltView& found) {
    return tx
        .value<core::PersonId>(
            "signed_by",
            "SELECT c.signed_by FROM as_built_check c JOIN customer_order o ON o.id = c.order_id WHERE c.order_id = ? "
            "AND c.configuration_version = ? AND c.differences = ? AND c.signed_by <> o.salesperson_id",
            order, found.configuration_version, found.differences)
        .has_value();
}

void write_check(db::Tx& tx, const Order& order, const AsBuiltView& found, core::Instant at) {
    tx.execute(
        "INSERT INTO as_built_check (order_id, dealer_id, region_id, configuration_version, result, differences, compared_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE configuration_version = VALUE(configuration_version), "
        "  result = VALUE(result), differences = VALUE(differences)",
        order.id, order.dealer, order.region, order.configuration_version, found.state, found.differences, at);
}

/// A dealer's own manager, or the one of its region: a dealer with one manager who sells is not stuck.
Order lock_to_sign(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    auto order = lock_order(tx, number);
    const bool own = order && order->dealer == scope.organisation && scope.has(core::Role::dealer_manager);
    const bool region = order && order->region == scope.organisation && scope.has(core::Role::regional_manager);
    if (!own && !region) throw core::Error(errors::not_found, {{"number", number}});
    return *std::move(order);
}

core::PersonId seller_of(db::Tx& tx, core::OrderId order) {
    return tx.value<core::PersonId>("salesperson_id", "SELECT salesperson_id FROM customer_order WHERE id = ?", order)
        .value();
}

}  // namespace

std::optional<AsBuiltView> read_as_built(db::Tx& tx, const OrderView& order) {
    if (!order.build || !order.build->completed_at) return std::nullopt;
    const auto current = std::find_if(order.configurations.begin(), order.configurations.end(),
                                      [](const auto& one) { return one.state == ConfigurationState::current; });
    if (current == order.configurations.end()) return std::nullopt;
    auto view = compare(tx, order.id, current->version);
    tx.each(
        [&](const db::Row& row) {
            view.compared_at = row.get<core::Instant>("compared_at");
            const auto at = row.opt<core::Instant>("signed_at");
            if (!at || !row.get<bool>("holds") || row.get<int>("configuration_version") != view.configuration_version ||
                row.get<int>("differences") != view.differences)
                return;
            view.state = AsBuilt::signed_off;
            view.sign_off = SignOffView{row.get<std::string>("name"), *at, row.get<std::string>("reason")};
        },
        "SELECT c.compared_at, c.signed_at, c.reason, c.configuration_version, c.differences, p.name, "
        "  c.signed_by <> o.salesperson_id AS holds FROM as_built_check c JOIN customer_order o ON o.id = c.order_id "
        "LEFT JOIN person p ON p.id = c.signed_by WHERE c.order_id = ?",
        order.id);
    return view;
}

void compare_at_arrival(db::Tx& tx, Order& order, core::Instant at) {
    const auto found = compare(tx, order.id, order.configuration_version);
    write_check(tx, order, found, at);
    if (found.state != AsBuilt::differs) return;
    write_diary(tx, order, {at, "AS_BUILT_DIFFERS", "line", http::Json{{"differences", found.differences}}.dump(), {}});
}

AsBuilt require_built_as_ordered(db::Tx& tx, const Order& order) {
    const auto found = compare(tx, order.id, order.configuration_version);
    if (found.state != AsBuilt::differs) return found.state;
    if (!is_signed(tx, order.id, found)) throw core::Error(errors::as_built_differs);
    return AsBuilt::signed_off;
}

void forget_sign_off(db::Tx& tx, core::OrderId order) {
    tx.execute("UPDATE as_built_check SET signed_by = NULL, signed_at = NULL, reason = NULL WHERE order_id = ?", order);
}

void compare_again(db::Tx& tx, Order& order, core::Instant at) {
    if (order.state != State::arrived) return;
    forget_sign_off(tx, order.id);
    compare_at_arrival(tx, order, at);
}

void sign_off(db::Tx& tx, const std::string& number, const SignOff& command, const Doing& doing) {
    Order order = lock_to_sign(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::sign_off);
    const auto found = compare(tx, order.id, order.configuration_version);
    if (found.state != AsBuilt::differs || is_signed(tx, order.id, found))
        throw core::Error(errors::nothing_to_sign_off);
    if (seller_of(tx, order.id) == doing.scope.person) throw core::Error(errors::own_sign_off);
    write_check(tx, order, found, doing.at);
    tx.execute("UPDATE as_built_check SET signed_by = ?, signed_at = ?, reason = ? WHERE order_id = ?",
               doing.scope.person, doing.at, command.reason, order.id);
    const http::Json detail{{"reason", command.reason}, {"differences", found.differences}};
    write_diary(tx, order, {doing.at, "AS_BUILT_SIGNED_OFF", doing.actor.name, detail.dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.as_built_signed_off", "order " + number,
              http::to_json_value(found.lines).dump(), detail.dump());
}

}  // namespace marque::orders
