#include <algorithm>

#include "orders/allocation.h"
#include "orders/as_built.h"
#include "orders/order_views.h"

namespace marque::orders {
namespace {

constexpr int most_build_events = 200;

std::optional<BuyerView> map_buyer(const db::Row& row) {
    const auto id = row.opt<core::CustomerId>("customer_id");
    if (!id) return std::nullopt;
    return BuyerView{*id, row.get<std::string>("customer_name"), row.get<std::string>("customer_phone")};
}

OrderView map_order_view(const db::Row& row) {
    OrderView order;
    order.id = row.get<core::OrderId>("id");
    order.dealer_id = row.get<core::OrganisationId>("dealer_id");
    order.number = row.get<std::string>("number");
    order.kind = row.get<Kind>("kind");
    order.state = row.get<State>("state");
    order.event_code = row.get<int>("event_code");
    order.cancel_requested = row.get<bool>("cancel_requested");
    order.version = row.get<int>("version");
    order.model = row.get<std::string>("model_code");
    order.model_year = row.get<int>("model_year");
    order.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    order.body_style = row.get<catalog::BodyStyle>("body_style");
    order.dealer = identity::map_organisation_ref(row, "dealer_");
    order.salesperson = {row.get<core::PersonId>("salesperson_id"), row.get<std::string>("salesperson_name")};
    order.destination = identity::map_organisation_ref(row, "destination_");
    order.customer = map_buyer(row);
    order.price = row.get<core::Money>("price");
    order.currency = row.get<std::string>("currency");
    order.requested_date = row.get<core::Date>("requested_date");
    order.promised_date = row.opt<core::Date>("promised_date");
    order.note = row.get<std::string>("note");
    order.placed_at = row.get<core::Instant>("placed_at");
    order.updated_at = row.get<core::Instant>("updated_at");
    order.build_id = row.opt<std::string>("build_id");
    order.vin = row.opt<std::string>("vin");
    order.hold_reason = row.opt<std::string>("hold_reason");
    order.held_by = row.opt<HeldBy>("held_by");
    order.fleet = row.opt<std::string>("fleet_number");
    order.model_id = row.get<core::ModelId>("model_id");
    return order;
}

OrderView read_head(db::Tx& tx, core::OrderId id) {
    return tx
        .find(
            map_order_view,
            "SELECT o.id, o.number, o.kind, o.state, o.event_code, o.cancel_requested, o.version, o.price, o.currency, "
            "  o.requested_date, o.promised_date, o.note, o.placed_at, o.updated_at, o.build_id, o.vin, "
            "  o.hold_reason, o.held_by, o.model_id, g.number AS fleet_number, m.code AS model_code, m.model_year, m.name_zh AS model_zh, m.name_en AS model_en, m.body_style, "
            "  d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, "
            "  t.id AS destination_id, t.code AS destination_code, t.name_zh AS destination_name_zh, "
            "  t.name_en AS destination_name_en, p.id AS salesperson_id, p.name AS salesperson_name, "
            "  c.id AS customer_id, c.name AS customer_name, c.phone AS customer_phone "
            "FROM customer_order o JOIN model m ON m.id = o.model_id JOIN organisation d ON d.id = o.dealer_id "
            "JOIN organisation t ON t.id = o.destination_id JOIN person p ON p.id = o.salesperson_id "
            "LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN fleet_order g ON g.id = o.fleet_id WHERE o.id = ?",
            id)
        .value();
}

void read_configurations(db::Tx& tx, OrderView& order) {
    order.configurations = tx.list(
        [](const db::Row& row) {
            return ConfigurationView{row.get<int>("version"),
                                     row.get<ConfigurationState>("state"),
                                     row.get<core::Money>("price"),
                                     row.get<core::Instant>("requested_at"),
                                     row.opt<core::Instant>("answered_at"),
                                     row.opt<std::string>("refusal"),
                                     {}};
        },
        "SELECT version, state, price, requested_at, answered_at, refusal FROM order_configuration WHERE order_id = ? "
        "ORDER BY version",
        order.id);
    tx.each(
        [&](const db::Row& row) {
            const auto version = row.get<int>("version");
            const auto owner =
                std::find_if(order.configurations.begin(), order.configurations.end(),
                             [version](const auto& configuration) { return configuration.version == version; });
            if (owner == order.configurations.end()) return;
            owner->lines.push_back({row.get<catalog::Family>("family"),
                                    row.get<std::string>("code"),
                                    {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
                                    row.get<core::Money>("amount"),
                                    row.get<bool>("included")});
        },
        "SELECT l.version, l.amount, l.included, f.family, f.code, f.name_zh, f.name_en FROM order_line l "
        "JOIN feature f ON f.id = l.feature_id WHERE l.order_id = ? ORDER BY l.version, f.family, f.sort_order, f.id",
        order.id);
}

BuildView map_build(const db::Row& row) {
    BuildView build;
    build.key = row.get<std::uint64_t>("id");
    build.build_id = row.get<std::string>("build_id");
    build.line = row.get<std::string>("line_code");
    build.state = row.get<std::string>("state");
    build.last_seq = row.get<int>("last_seq");
    build.station = row.opt<std::string>("station");
    build.station_state = row.opt<std::string>("station_state");
    build.station_since = row.opt<core::Instant>("station_since");
    build.pass_no = row.get<int>("pass_no");
    build.hold_reason = row.opt<std::string>("hold_reason");
    build.hold_part_no = row.opt<std::string>("hold_part_no");
    build.planned_start = row.opt<core::Instant>("planned_start");
    build.planned_end = row.opt<core::Instant>("planned_end");
    build.started_at = row.opt<core::Instant>("started_at");
    build.completed_at = row.opt<core::Instant>("completed_at");
    build.vin = row.opt<std::string>("vin");
    build.carrier = row.opt<std::string>("carrier");
    build.road_eta = row.opt<core::Instant>("road_eta");
    return build;
}

void read_build(db::Tx& tx, OrderView& order) {
    order.build =
        tx.find(map_build,
                "SELECT id, build_id, line_code, state, last_seq, station, station_state, station_since, pass_no, "
                "  hold_reason, hold_part_no, planned_start, planned_end, started_at, completed_at, vin, carrier, "
                "  road_eta FROM build WHERE order_id = ? ORDER BY id DESC LIMIT 1",
                order.id);
    if (!order.build) return;
    order.build->order_number = order.number;
    order.build_events = tx.list(
        [](const db::Row& row) {
            return BuildEventView{row.get<int>("seq"),
                                  row.get<std::string>("station"),
                                  row.get<std::string>("state"),
                                  row.get<int>("pass_no"),
                                  row.get<core::Instant>("at"),
                                  row.opt<std::string>("hold_reason"),
                                  row.opt<std::string>("disposition")};
        },
        "SELECT seq, station, state, pass_no, at, hold_reason, disposition FROM build_event WHERE build_pk = ? "
        "ORDER BY seq DESC LIMIT ?",
        order.build->key, most_build_events);
    std::reverse(order.build_events.begin(), order.build_events.end());
}

void read_diary(db::Tx& tx, OrderView& order) {
    order.events = tx.list(
        [](const db::Row& row) {
            const auto detail = row.opt<std::string>("detail");
            return DiaryView{row.get<core::Instant>("at"),  row.get<std::string>("kind"),
                             row.get<State>("state"),       row.get<int>("event_code"),
                             row.get<std::string>("actor"), detail ? http::Json::parse(*detail) : http::Json::object()};
        },
        "SELECT at, kind, state, event_code, actor, detail FROM order_event WHERE order_id = ? ORDER BY seq", order.id);
}

bool has_pending(const OrderView& order) {
    return std::any_of(order.configurations.begin(), order.configurations.end(),
                       [](const auto& configuration) { return configuration.state == ConfigurationState::pending; });
}

/// A manager of the dealer, or the region's: not whoever sold the car.
bool signs(const OrderView& order, const core::Scope& scope) {
    const bool own = scope.has(core::Role::dealer_manager) && order.dealer_id == scope.organisation;
    return (own || scope.has(core::Role::regional_manager)) && order.salesperson.id != scope.person;
}

/// The table says what is legal; what the line has not answered yet, and who asks, take some of it away.
std::vector<std::string> actions_of(const OrderView& order, const core::Scope& scope) {
    const bool plant = scope.has(core::Role::plant_planner);
    const bool sells =
        scope.has_any({core::Role::salesperson, core::Role::dealer_manager}) && order.dealer_id == scope.organisation;
    const bool idle = !order.cancel_requested && !has_pending(order);
    std::vector<std::string> actions;
    const auto offer = [&](Action action, bool possible) {
        if (possible && find_transition(order.state, action)) actions.emplace_back(core::to_text(action));
    };
    offer(Action::submit, sells);
    offer(Action::request_change, sells && idle);
    offer(Action::request_cancel, sells && !order.cancel_requested);
    offer(Action::change_buyer, sells);
    offer(Action::change_wish, sells);
    offer(Action::take_over, sells && idle && order.kind == Kind::customer);
    offer(Action::change_destination, sells && idle);
    offer(Action::hold, (sells || plant) && idle);
    offer(Action::resume, plant || (sells && order.held_by == HeldBy::dealer));
    const bool differs = order.as_built && order.as_built->state == AsBuilt::differs;
    offer(Action::hand_over, sells && !differs);
    offer(Action::sign_off, differs && signs(order, scope));
    return actions;
}

}  // namespace

OrderView read_order(db::Tx& tx, const core::Scope& scope, const std::string& number, core::Instant now) {
    OrderView order = read_head(tx, require_visible(tx, scope, number));
    read_configurations(tx, order);
    read_build(tx, order);
    read_diary(tx, order);
    order.as_built = read_as_built(tx, order);
    if (order.state == State::waiting) {
        order.waiting_position = waiting_position(tx, order.id, order.dealer_id, order.model_id,
                                                  month_of(core::local_date(now, scope.time_zone)));
    }
    order.actions = actions_of(order, scope);
    return order;
}

}  // namespace marque::orders
