#pragma once

#include "catalog/catalog.h"
#include "http/paging.h"
#include "identity/identity.h"
#include "orders/order_store.h"
#include "orders/orders.h"

namespace marque::orders {

struct ColourView {
    std::string code;
    core::Localized name;
    std::optional<std::string> swatch;
};
MARQUE_JSON(ColourView, code, name, swatch)

struct OrderSummary {
    core::OrderId id;
    std::string number;
    Kind kind = Kind::customer;
    State state = State::accepted;
    int event_code = 0;
    std::string model;
    core::Localized model_name;
    ColourView colour;
    identity::OrganisationRef dealer;
    std::optional<std::string> customer_name;
    std::optional<std::string> build_id;
    std::optional<std::string> vin;
    std::optional<std::string> station;
    std::optional<int> station_position;
    bool held = false;
    core::Date requested_date;
    std::optional<core::Date> promised_date;
    bool at_risk = false;  ///< p90 lies behind the promised date
    core::Money price;
    std::string currency;
    core::Instant placed_at;
    core::Instant updated_at;
    bool changed = false;  ///< since the asker looked at it last
    /// Its place in its dealer's line, in a list of those that wait.
    std::optional<int> waiting_position;
};
MARQUE_JSON(OrderSummary, number, kind, state, event_code, model, model_name, colour, dealer, customer_name, build_id,
            vin, station, station_position, held, requested_date, promised_date, at_risk, price, currency, placed_at,
            updated_at, changed, waiting_position)

struct StateCount {
    State state = State::accepted;
    int count = 0;
    bool capped = false;
};
MARQUE_JSON(StateCount, state, count, capped)

struct BuyerView {
    core::CustomerId id;
    std::string name;
    std::string phone;
};
MARQUE_JSON(BuyerView, id, name, phone)

struct ConfigurationView {
    int version = 1;
    ConfigurationState state = ConfigurationState::current;
    core::Money price;
    core::Instant requested_at;
    std::optional<core::Instant> answered_at;
    std::optional<std::string> refusal;
    std::vector<catalog::PriceLineView> lines;
};
MARQUE_JSON(ConfigurationView, version, state, price, requested_at, answered_at, refusal, lines)

struct BuildView {
    std::uint64_t key = 0;
    std::string build_id;
    std::string order_number;
    std::string line;
    std::string state;
    int last_seq = 0;
    std::optional<std::string> station;
    std::optional<std::string> station_state;
    std::optional<core::Instant> station_since;
    int pass_no = 1;
    std::optional<std::string> hold_reason;
    std::optional<std::string> hold_part_no;
    std::optional<core::Instant> planned_start;
    std::optional<core::Instant> planned_end;
    std::optional<core::Instant> started_at;
    std::optional<core::Instant> completed_at;
    std::optional<std::string> vin;
    std::optional<std::string> carrier;
    std::optional<core::Instant> road_eta;
};
MARQUE_JSON(BuildView, build_id, order_number, line, state, last_seq, station, station_state, station_since, pass_no,
            hold_reason, hold_part_no, planned_start, planned_end, started_at, completed_at, vin, carrier, road_eta)

struct BuildEventView {
    int seq = 0;
    std::string station;
    std::string state;
    int pass_no = 1;
    core::Instant at;
    std::optional<std::string> hold_reason;
    std::optional<std::string> disposition;
};
MARQUE_JSON(BuildEventView, seq, station, state, pass_no, at, hold_reason, disposition)

struct DiaryView {
    core::Instant at;
    std::string kind;
    State state = State::accepted;
    int event_code = 0;
    std::string actor;
    http::Json detail;
};
MARQUE_JSON(DiaryView, at, kind, state, event_code, actor, detail)

struct NamedFeature {
    std::string code;
    std::optional<core::Localized> name;  ///< the catalogue may not know what the line says it built
};
MARQUE_JSON(NamedFeature, code, name)

struct AsBuiltLine {
    catalog::Family family = catalog::Family::option;
    std::optional<NamedFeature> ordered;
    std::optional<NamedFeature> built;
    bool same = true;
};
MARQUE_JSON(AsBuiltLine, family, ordered, built, same)

struct SignOffView {
    std::string by;
    core::Instant at;
    std::string reason;
};
MARQUE_JSON(SignOffView, by, at, reason)

struct AsBuiltView {
    AsBuilt state = AsBuilt::not_reported;
    int configuration_version = 1;
    int differences = 0;
    std::optional<core::Instant> compared_at;  ///< when the car came to its dealer
    std::vector<AsBuiltLine> lines;
    std::optional<SignOffView> sign_off;
};
MARQUE_JSON(AsBuiltView, state, configuration_version, differences, compared_at, lines, sign_off)

struct OrderView {
    core::OrderId id;
    core::OrganisationId dealer_id;
    core::ModelId model_id;
    std::string number;
    Kind kind = Kind::customer;
    State state = State::accepted;
    int event_code = 0;
    bool cancel_requested = false;
    int version = 1;
    std::string model;
    int model_year = 0;
    core::Localized model_name;
    catalog::BodyStyle body_style = catalog::BodyStyle::sedan;
    identity::OrganisationRef dealer;
    identity::PersonRef salesperson;
    identity::OrganisationRef destination;
    std::optional<BuyerView> customer;
    core::Money price;
    std::string currency;
    core::Date requested_date;
    std::optional<core::Date> promised_date;
    std::string note;
    core::Instant placed_at;
    core::Instant updated_at;
    std::optional<std::string> build_id;
    std::optional<std::string> vin;
    std::vector<ConfigurationView> configurations;
    std::optional<BuildView> build;
    std::vector<BuildEventView> build_events;
    std::vector<DiaryView> events;
    std::optional<AsBuiltView> as_built;
    std::optional<int> waiting_position;
    std::optional<std::string> hold_reason;
    std::optional<HeldBy> held_by;
    std::optional<std::string> fleet;
    std::vector<std::string> actions;
};
MARQUE_JSON(OrderView, number, kind, state, event_code, cancel_requested, version, model, model_year, model_name,
            body_style, dealer, salesperson, destination, customer, price, currency, requested_date, promised_date,
            note, placed_at, updated_at, build_id, vin, configurations, build, build_events, events, as_built,
            waiting_position, hold_reason, held_by, fleet, actions)

struct OrderFilter {
    std::vector<State> states;  ///< empty: all
    std::optional<core::OrganisationId> dealer;
    std::optional<core::CustomerId> customer;
    std::optional<core::PersonId> salesperson;
    std::string model;   ///< a model's code, whatever the year; empty for all
    std::string number;  ///< how the number begins, or its digits alone; empty for all
    std::optional<std::uint64_t> fleet;
    bool held = false;         ///< only what stands still: on the line, or before it
    bool to_sign_off = false;  ///< only cars that were built otherwise and wait for a signature
    /// Only what has changed for this person; and, of what they never looked at, since then.
    std::optional<core::PersonId> changed_for;
    std::optional<core::Instant> news_since;
    core::Date month;  ///< whose allocation it is that orders wait for
    http::PageRequest page;

    /// Nothing but orders that wait for allocation: in the order in which they will get it.
    bool in_line() const;
};

/// Adds which orders, `o`, somebody may see: a dealer its own, a region its dealers', plant and maker all; nobody else
/// any.
void add_visibility(db::SqlBuilder& sql, const core::Scope& scope);
std::vector<OrderSummary> list_orders(db::Tx& tx, const core::Scope& scope, const OrderFilter& filter);
/// Overdue, promised for before `soon` and not on the road yet, or with a p90 past the promise: the earliest promise
/// first.
std::vector<OrderSummary> list_at_risk(db::Tx& tx, const core::Scope& scope, core::Date today, core::Date soon,
                                       int limit);
std::vector<StateCount> count_pipeline(db::Tx& tx, const core::Scope& scope);
/// Throws `order.not_found` for what does not exist and for what the asker may not see, alike.
OrderView read_order(db::Tx& tx, const core::Scope& scope, const std::string& number, core::Instant now);
/// The order's id, if the asker may see it; throws `order.not_found`.
/// What a plant's people follow.
std::vector<std::string> lines_of_plant(db::Tx& tx, const core::Scope& scope);
core::OrderId require_visible(db::Tx& tx, const core::Scope& scope, const std::string& number);

}  // namespace marque::orders
