#pragma once

#include "orders/change_windows.h"
#include "orders/order_views.h"

namespace marque::orders {

/// What somebody thinks of changing; each may be left out.
struct WantedChange {
    std::optional<std::vector<std::string>> features;
    std::optional<core::CustomerId> customer_id;
    std::optional<core::OrganisationId> destination_id;
};

enum class Blocked { change_pending, cancel_pending, state };
enum class DateBasis {
    keeps_place,  ///< the car keeps its place in the line's queue, and no station is passed twice
    other_road    ///< the road to the other place is longer or shorter, by what the line has measured
};

struct BrokenRule {
    std::string rule;
    std::vector<std::string> features;
    core::Localized sentence;
    std::vector<catalog::Fix> fixes;
};
MARQUE_JSON(BrokenRule, rule, features, sentence, fixes)

struct ChangeWindowsView {
    int version = 1;
    State state = State::accepted;
    std::optional<Blocked> blocked;
    std::vector<ChangeWindow> windows;
};

struct ChangePreview {
    int version = 1;
    bool possible = false;
    std::optional<Blocked> blocked;
    std::vector<ChangeGroup> groups;
    core::Money price_now;
    core::Money price_then;
    core::Money price_effect;
    std::string currency = "CNY";
    std::optional<int> date_effect_days;  ///< none: too few cars took the road to be measured
    DateBasis date_basis = DateBasis::keeps_place;
    std::vector<BrokenRule> conflicts;
    std::vector<ClosedGroup> closed;
    bool asks_line = false;
};

/// What can still be changed, and for how long. Throws `order.not_found`.
ChangeWindowsView read_windows(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope,
                               const std::string& number, core::Instant now);
/// The order's model as the order can be changed: what is offered today, and what it has, whatever became of that since
/// - a withdrawn option, a model year that is over, a region where it is no longer sold. Throws `order.not_found`.
http::Json read_model(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope, const std::string& number,
                      core::Instant now);
/// The configuration judged as a change of the order, and what the order would cost with it: what stays at the price it
/// was ordered at, the discount kept. Throws `order.not_found`.
http::Json check_configuration(db::Tx& tx, catalog::Catalog& catalog, const core::Scope& scope,
                               const std::string& number, const std::vector<std::string>& features, core::Instant now);
/// What the change would do; does nothing. Throws `order.not_found`.
ChangePreview preview_change(db::Tx& tx, const OrderServices& services, const core::Scope& scope,
                             const std::string& number, const WantedChange& wanted, core::Instant now);

}  // namespace marque::orders

template <>
struct marque::core::EnumText<marque::orders::Blocked> {
    using E = marque::orders::Blocked;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::change_pending, "CHANGE_PENDING"}, {E::cancel_pending, "CANCEL_PENDING"}, {E::state, "STATE"}}};
};
template <>
struct marque::core::EnumText<marque::orders::DateBasis> {
    using E = marque::orders::DateBasis;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{
        {{E::keeps_place, "KEEPS_PLACE"}, {E::other_road, "OTHER_ROAD"}}};
};

namespace marque::orders {
MARQUE_JSON(WantedChange, features, customer_id, destination_id)
MARQUE_JSON(ChangeWindowsView, version, state, blocked, windows)
MARQUE_JSON(ChangePreview, version, possible, blocked, groups, price_now, price_then, price_effect, currency,
            date_effect_days, date_basis, conflicts, closed, asks_line)
}  // namespace marque::orders
