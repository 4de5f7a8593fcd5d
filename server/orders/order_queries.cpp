#include <algorithm>
#include <set>

#include "orders/allocation.h"
#include "orders/order_errors.h"
#include "orders/order_views.h"

namespace marque::orders {
namespace {

constexpr int count_cap = 10000;

OrderSummary map_summary(const db::Row& row) {
    OrderSummary order;
    order.id = row.get<core::OrderId>("id");
    order.number = row.get<std::string>("number");
    order.kind = row.get<Kind>("kind");
    order.state = row.get<State>("state");
    order.event_code = row.get<int>("event_code");
    order.model = row.get<std::string>("model_code");
    order.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    order.colour = {row.get<std::string>("colour_code"),
                    {row.get<std::string>("colour_zh"), row.get<std::string>("colour_en")},
                    row.opt<std::string>("swatch")};
    order.dealer = identity::map_organisation_ref(row, "dealer_");
    order.customer_name = row.opt<std::string>("customer_name");
    order.build_id = row.opt<std::string>("build_id");
    order.vin = row.opt<std::string>("vin");
    order.station = row.opt<std::string>("station");
    order.station_position = row.opt<int>("station_position");
    order.held = order.state == State::on_hold || row.opt<std::string>("build_state") == "HELD";
    order.requested_date = row.get<core::Date>("requested_date");
    order.promised_date = row.opt<core::Date>("promised_date");
    order.at_risk = row.opt<bool>("at_risk").value_or(false);
    order.price = row.get<core::Money>("price");
    order.currency = row.get<std::string>("currency");
    order.placed_at = row.get<core::Instant>("placed_at");
    order.updated_at = row.get<core::Instant>("updated_at");
    return order;
}

/// In the order written: the page's few orders first. Statistics that lag behind a fast growth led the optimiser to
/// begin with a model and to walk all its orders.
db::SqlBuilder begin_summaries() {
    return db::SqlBuilder(
        "SELECT STRAIGHT_JOIN o.id, o.number, o.kind, o.state, o.event_code, o.build_id, o.vin, o.requested_date, o.promised_date, o.price, "
        "  o.currency, o.placed_at, o.updated_at, m.code AS model_code, m.name_zh AS model_zh, m.name_en AS model_en, "
        "  f.code AS colour_code, f.name_zh AS colour_zh, f.name_en AS colour_en, f.swatch, "
        "  d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, "
        "  c.name AS customer_name, b.station, b.state AS build_state, s.position AS station_position, e.at_risk FROM (");
}

/// Joins what a list shows to the page's orders, their ids.
enum class Sorted { newest_first, oldest_first, by_promise };
const db::SqlBuilder& end_summaries(db::SqlBuilder& sql, Sorted sorted) {
    sql.add(
        ") page JOIN customer_order o ON o.id = page.id JOIN model m ON m.id = o.model_id "
        "JOIN organisation d ON d.id = o.dealer_id LEFT JOIN customer c ON c.id = o.customer_id "
        "JOIN order_line l ON l.order_id = o.id AND l.version = o.configuration_version "
        "JOIN feature f ON f.id = l.feature_id AND f.family = 'EXTERIOR_COLOUR' "
        "LEFT JOIN build b ON b.live_order_id = o.id "
        "LEFT JOIN line_station s ON s.line_code = b.line_code AND s.code = b.station "
        "LEFT JOIN order_eta e ON e.order_id = o.id");
    if (sorted == Sorted::by_promise) return sql.add("ORDER BY o.open_promise, o.id");
    if (sorted == Sorted::oldest_first) return sql.add("ORDER BY o.id");
    return sql.add("ORDER BY o.id DESC");
}

/// A number by its beginning; digits alone are its running number in this year or one of the last two.
void add_number(db::SqlBuilder& sql, const std::string& text) {
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || text.size() > 7) {
        std::string pattern;
        for (const char c : text)
            pattern += (c == '%' || c == '_' || c == '\\') ? std::string{'\\', c} : std::string{c};
        sql.add("AND o.number LIKE ?", pattern + "%");
        return;
    }
    const auto padded = std::string(7 - text.size(), '0') + text;
    sql.add(
        "AND o.number IN (CONCAT('ORD-', YEAR(UTC_DATE()), '-', ?), CONCAT('ORD-', YEAR(UTC_DATE()) - 1, '-', ?), "
        "  CONCAT('ORD-', YEAR(UTC_DATE()) - 2, '-', ?), CONCAT('ORD-', YEAR(UTC_DATE()) + 1, '-', ?))",
        padded, padded, padded, padded);
}

void add_filter(db::SqlBuilder& sql, const core::Scope& scope, const OrderFilter& filter) {
    add_visibility(sql, scope);
    if (filter.dealer) sql.add("AND o.dealer_id = ?", *filter.dealer);
    if (filter.customer) sql.add("AND o.customer_id = ?", *filter.customer);
    if (filter.salesperson) sql.add("AND o.salesperson_id = ?", *filter.salesperson);
    if (filter.fleet) sql.add("AND o.fleet_id = ?", *filter.fleet);
    if (!filter.number.empty()) add_number(sql, filter.number);
    if (filter.in_line()) {
        sql.add("AND o.id > ?", filter.page.before.value_or(0));
    } else {
        sql.add("AND o.id < ?", filter.page.before.value_or(~std::uint64_t{0}));
    }
}

/// A part of the list that one index has in its order.
struct Slice {
    std::optional<State> state;
    std::optional<core::ModelId> model;
};

/// Every state that is asked for with every model of that code: a code has a model for each of its years.
std::vector<Slice> slices_of(const OrderFilter& filter, const std::vector<core::ModelId>& models) {
    std::vector<std::optional<State>> states(filter.states.begin(), filter.states.end());
    // A salesperson's orders stand in their order state by state.
    if (states.empty() && filter.salesperson) {
        for (const auto& [state, name] : core::EnumText<State>::names) states.emplace_back(state);
    }
    if (states.empty()) states.emplace_back();
    std::vector<Slice> slices;
    for (const auto state : states) {
        if (filter.model.empty()) slices.push_back({state, {}});
        for (const auto model : models) slices.push_back({state, model});
    }
    return slices;
}

/// The whole list is read from the end of the index that has its order. Left alone, the optimiser takes a wider one
/// that covers the query too, and sorts all the dealer's orders for fifty of them.
void begin_page(db::SqlBuilder& sql, const core::Scope& scope, const OrderFilter& filter, const Slice& slice) {
    const bool by_salesperson = filter.salesperson && !slice.model && !filter.customer && !filter.fleet;
    const bool narrowed = slice.state || slice.model || filter.dealer || filter.fleet || !filter.number.empty();
    if (by_salesperson) {
        sql.add("SELECT o.id FROM customer_order o FORCE INDEX (customer_order_salesperson) WHERE");
    } else if (filter.customer) {
        sql.add("SELECT o.id FROM customer_order o FORCE INDEX (customer_order_customer) WHERE");
    } else if (!narrowed && scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("SELECT o.id FROM customer_order o FORCE INDEX (customer_order_dealer) WHERE");
    } else if (!narrowed && scope.has(core::Role::regional_manager)) {
        sql.add("SELECT o.id FROM customer_order o FORCE INDEX (customer_order_region) WHERE");
    } else {
        sql.add("SELECT o.id FROM customer_order o WHERE");
    }
}

void add_page(db::SqlBuilder& sql, const core::Scope& scope, const OrderFilter& filter, const Slice& slice) {
    begin_page(sql, scope, filter, slice);
    add_filter(sql, scope, filter);
    if (slice.state) sql.add("AND o.state = ?", *slice.state);
    if (slice.model) sql.add("AND o.model_id = ?", *slice.model);
    if (filter.in_line()) {
        sql.add("ORDER BY o.id LIMIT ?", filter.page.limit + 1);
    } else {
        sql.add("ORDER BY o.id DESC LIMIT ?", filter.page.limit + 1);
    }
}

/// Few stand still at a time: they are found from the builds that are held and the orders that are.
void add_held_page(db::SqlBuilder& sql, const core::Scope& scope, const OrderFilter& filter,
                   const std::vector<core::ModelId>& models) {
    sql.add("SELECT o.id FROM build h JOIN customer_order o ON o.id = h.live_order_id WHERE h.state = 'HELD' AND");
    add_filter(sql, scope, filter);
    if (!filter.states.empty()) sql.add("AND o.state IN").add_in(filter.states);
    if (!models.empty()) sql.add("AND o.model_id IN").add_in(models);
    sql.add("UNION SELECT o.id FROM customer_order o WHERE o.state = 'ON_HOLD' AND");
    add_filter(sql, scope, filter);
    if (!filter.states.empty()) sql.add("AND o.state IN").add_in(filter.states);
    if (!models.empty()) sql.add("AND o.model_id IN").add_in(models);
    sql.add("ORDER BY id DESC LIMIT ?", filter.page.limit + 1);
}

/// The few that wait for a signature have an index of their own.
void add_sign_off_page(db::SqlBuilder& sql, const core::Scope& scope, const OrderFilter& filter,
                       const std::vector<core::ModelId>& models) {
    sql.add("SELECT o.id FROM as_built_check w JOIN customer_order o ON o.id = w.order_id WHERE");
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("w.waiting_dealer = ? AND", scope.organisation);
    } else if (scope.has(core::Role::regional_manager)) {
        sql.add("w.waiting_region = ? AND", scope.organisation);
    } else {
        sql.add("w.waiting_dealer IS NOT NULL AND");
    }
    add_filter(sql, scope, filter);
    if (!filter.states.empty()) sql.add("AND o.state IN").add_in(filter.states);
    if (!models.empty()) sql.add("AND o.model_id IN").add_in(models);
    sql.add("ORDER BY o.id DESC LIMIT ?", filter.page.limit + 1);
}

/// What is news to a person: what changed lately and they never looked at, what stands still since, and what is not as
/// it was when they looked. Each is read from its own few rows.
void add_changed_page(db::SqlBuilder& sql, const core::Scope& scope, const OrderFilter& filter,
                      const std::vector<core::ModelId>& models) {
    const auto person = *filter.changed_for;
    const auto narrow = [&] {
        add_filter(sql, scope, filter);
        if (!filter.states.empty()) sql.add("AND o.state IN").add_in(filter.states);
        if (!models.empty()) sql.add("AND o.model_id IN").add_in(models);
        if (filter.held) {
            sql.add("AND (o.state = 'ON_HOLD' OR EXISTS");
            sql.add("(SELECT 1 FROM build s WHERE s.live_order_id = o.id AND s.state = 'HELD'))");
        }
    };
    sql.add("SELECT o.id FROM order_look k JOIN customer_order o ON o.id = k.order_id");
    sql.add("LEFT JOIN build b ON b.live_order_id = o.id LEFT JOIN order_eta e ON e.order_id = o.id");
    sql.add("WHERE k.person_id = ? AND (k.order_version <> o.version OR k.held <> COALESCE(b.state = 'HELD', FALSE)",
            person);
    sql.add("OR COALESCE(ABS(TIMESTAMPDIFF(HOUR, k.p90_at, e.p90_at)) >= 24, FALSE)) AND");
    narrow();
    if (filter.news_since) {
        sql.add("UNION SELECT o.id FROM customer_order o FORCE INDEX (customer_order_dealer_updated)");
        sql.add("WHERE o.updated_at > ? AND NOT EXISTS", *filter.news_since);
        sql.add("(SELECT 1 FROM order_look k WHERE k.person_id = ? AND k.order_id = o.id) AND", person);
        narrow();
        sql.add("UNION SELECT o.id FROM build h JOIN customer_order o ON o.id = h.live_order_id");
        sql.add("WHERE h.state = 'HELD' AND h.dealer_id = ? AND h.station_since > ? AND NOT EXISTS", scope.organisation,
                *filter.news_since);
        sql.add("(SELECT 1 FROM order_look k WHERE k.person_id = ? AND k.order_id = o.id) AND", person);
        narrow();
    }
    sql.add("ORDER BY id DESC LIMIT ?", filter.page.limit + 1);
}

/// Each dealer's line is counted once for all its orders on the page.
void number_waiting(db::Tx& tx, core::Date month, std::vector<OrderSummary>& orders) {
    if (orders.empty()) return;
    std::set<core::OrganisationId> dealers;
    for (const auto& order : orders) dealers.insert(order.dealer.id);
    const auto places = waiting_positions(tx, {dealers.begin(), dealers.end()}, month, orders.back().id);
    for (auto& order : orders) {
        const auto place = places.find(order.id);
        if (place != places.end()) order.waiting_position = place->second;
    }
}

constexpr db::Sql lines_of_other_plants =
    "SELECT l.code FROM production_line l JOIN organisation p ON p.code = l.plant_code AND p.kind = 'PLANT' "
    "WHERE p.id <> ?";

}  // namespace

bool OrderFilter::in_line() const {
    return states == std::vector{State::waiting} && !held && !to_sign_off && !changed_for;
}

void add_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    using core::Role;
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("o.dealer_id = ?", scope.organisation);
    } else if (scope.has(Role::regional_manager)) {
        sql.add("o.region_id = ?", scope.organisation);
    } else if (scope.organisation_kind == core::OrganisationKind::plant && scope.has(Role::plant_planner)) {
        sql.add("o.line_code NOT IN (").add(lines_of_other_plants, scope.organisation).add(")");
    } else if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) {
        sql.add("TRUE");
    } else {
        sql.add("FALSE");
    }
}

std::vector<OrderSummary> list_orders(db::Tx& tx, const core::Scope& scope, const OrderFilter& filter) {
    auto sql = begin_summaries();
    // The page is cut out of the narrow index first; everything is joined for its rows alone. Each state and each model
    // has its part of an index in order, so that of several the newest of each are gathered and the newest of those
    // kept.
    std::vector<core::ModelId> models;
    if (!filter.model.empty()) {
        models = tx.list([](const db::Row& row) { return row.get<core::ModelId>("id"); },
                         "SELECT id FROM model WHERE code = ?", filter.model);
        if (models.empty()) return {};
    }
    const auto slices = slices_of(filter, models);
    if (filter.changed_for) {
        add_changed_page(sql, scope, filter, models);
    } else if (filter.to_sign_off) {
        add_sign_off_page(sql, scope, filter, models);
    } else if (filter.held) {
        add_held_page(sql, scope, filter, models);
    } else if (slices.size() == 1) {
        add_page(sql, scope, filter, slices.front());
    } else {
        for (std::size_t i = 0; i < slices.size(); ++i) {
            if (i > 0) sql.add("UNION ALL");
            sql.add("(");
            add_page(sql, scope, filter, slices[i]);
            sql.add(")");
        }
        if (filter.in_line()) {
            sql.add("ORDER BY id LIMIT ?", filter.page.limit + 1);
        } else {
            sql.add("ORDER BY id DESC LIMIT ?", filter.page.limit + 1);
        }
    }
    if (!filter.in_line()) return tx.list(map_summary, end_summaries(sql, Sorted::newest_first));
    auto waiting = tx.list(map_summary, end_summaries(sql, Sorted::oldest_first));
    number_waiting(tx, filter.month, waiting);
    return waiting;
}

std::vector<OrderSummary> list_at_risk(db::Tx& tx, const core::Scope& scope, core::Date today, core::Date soon,
                                       int limit) {
    auto sql = begin_summaries();
    sql.add("(SELECT o.id, o.open_promise FROM customer_order o WHERE");
    add_visibility(sql, scope);
    sql.add("AND o.open_promise <= ? AND (o.open_promise < ? OR o.state NOT IN ('IN_TRANSIT', 'ARRIVED'))", soon,
            today);
    sql.add("ORDER BY o.open_promise, o.id LIMIT ?) UNION", limit);
    // Those that p90 endangers, however far off their promise still is, stand in the estimates.
    sql.add("(SELECT o.id, o.open_promise FROM order_eta r STRAIGHT_JOIN customer_order o FORCE INDEX (PRIMARY)");
    sql.add("ON o.id = r.order_id WHERE");
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("r.risk_dealer = ? AND", scope.organisation);
    } else if (scope.has(core::Role::regional_manager)) {
        sql.add("r.risk_region = ? AND", scope.organisation);
    } else {
        sql.add("r.risk_dealer IS NOT NULL AND");
    }
    add_visibility(sql, scope);
    sql.add("AND o.open_promise IS NOT NULL ORDER BY o.open_promise, o.id LIMIT ?)", limit);
    sql.add("ORDER BY open_promise, id LIMIT ?", limit);
    return tx.list(map_summary, end_summaries(sql, Sorted::by_promise));
}

std::vector<StateCount> count_pipeline(db::Tx& tx, const core::Scope& scope) {
    std::vector<StateCount> counts;
    for (const auto& [state, name] : core::EnumText<State>::names) {
        if (state == State::delivered || state == State::cancelled || state == State::refused) continue;
        db::SqlBuilder sql("SELECT COUNT(*) AS n FROM (SELECT 1 FROM customer_order o WHERE");
        add_visibility(sql, scope);
        sql.add("AND o.state = ? LIMIT ?) counted", state, count_cap);
        const int count = tx.list([](const db::Row& row) { return row.get<int>("n"); }, sql).front();
        counts.push_back({state, count, count >= count_cap});
    }
    return counts;
}

std::vector<std::string> lines_of_plant(db::Tx& tx, const core::Scope& scope) {
    db::SqlBuilder sql("SELECT code FROM production_line WHERE code NOT IN (");
    sql.add(lines_of_other_plants, scope.organisation).add(")");
    return tx.list([](const db::Row& row) { return row.get<std::string>("code"); }, sql);
}

core::OrderId require_visible(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    db::SqlBuilder sql("SELECT o.id FROM customer_order o WHERE");
    sql.add("o.number = ? AND", number);
    add_visibility(sql, scope);
    const auto ids = tx.list([](const db::Row& row) { return row.get<core::OrderId>("id"); }, sql);
    if (ids.empty()) throw core::Error(errors::not_found, {{"number", number}});
    return ids.front();
}

}  // namespace marque::orders
