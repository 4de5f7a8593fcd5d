#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "catalog/catalog.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"
#include "identity/identity.h"
#include "orders/discount_limits.h"
#include "orders/order.h"

/// Orders: placing, changing, cancelling, handing over, following. The door of the slice.
namespace marque::orders {

/// By how many days the road of a line's cars to one place is longer than to another; nothing where it is not known.
using RoadDifference = std::function<std::optional<int>(db::Tx&, const std::string& line, core::OrganisationId from,
                                                        core::OrganisationId to)>;

struct OrderServices : http::Services {
    catalog::Catalog& catalog;
    RoadDifference road_difference;
};

void add_routes(http::Router& router, const OrderServices& services);

/// What a salesperson, or a program on their behalf, orders.
struct PlaceOrder {
    Kind kind = Kind::customer;
    std::string model;
    int model_year = 0;
    std::vector<std::string> features;
    std::optional<core::CustomerId> customer_id;
    core::Date requested_date;
    std::optional<std::string> note;
    std::optional<bool> draft = {};  ///< kept, but not submitted
};
struct PlacedOrder {
    core::OrderId id;
    std::string number;
    State state = State::accepted;
    int event_code = accepted_event_code;
    core::Money price;
    int version = 1;
};
/// What a quote promised: its price stands, whatever the list says on the day of the order.
struct Agreement {
    std::string quote;
    core::Money price;
    std::map<core::FeatureId, core::Money> amounts;  ///< the list prices it was made of
};
/// Who places.
struct Placing {
    core::Scope scope;
    core::Actor actor;
    core::Instant at;
    std::string number;
    std::optional<int> priority{};  ///< on the line, 0 first, 100 last; what its kind gets, without one
    std::optional<Agreement> agreement{};
    std::optional<std::uint64_t> fleet{};  ///< the fleet order that it is a car of
};
/// The business number of an order placed at `at`, taken from the series.
std::string next_order_number(db::NumberSeries& numbers, core::Instant at);
/// Checks the rules, fixes the price, enters the order and its release. Throws `order.…`, `catalog.…`,
/// `customer.not_found`.
PlacedOrder place_order(db::Tx& tx, catalog::Catalog& catalog, const PlaceOrder& command, const Placing& placing);

/// Accepts orders that waited and that there is allocation for now, dealer by dealer. Called every few seconds by each
/// server; returns how many.
std::size_t admit_waiting(db::Pool& pool, catalog::Catalog& catalog, const core::Clock& clock);

/// The bridge keeps these messages: orders whose release is among them are now RELEASED.
void releases_kept(db::Tx& tx, const std::vector<std::string>& message_ids, core::Instant at);

/// What the line said of something that was asked of it.
struct LineAnswer {
    std::string original_message_id;
    std::string order_number;
    bool accepted = false;
    std::string build_id;
    std::string reason;
    core::Instant at;
    std::string line;  ///< who says it; of another line's order it has no effect, whatever the result names
    std::optional<core::Instant> planned_start;
    std::optional<int> configuration_version{};  ///< that the line speaks of
};
enum class AnswerEffect {
    build_linked,
    build_changed,
    build_cancelled,
    release_refused,
    request_refused,
    repeated,
    other_build,   ///< no effect: the order has a build of another ID
    contradiction  ///< no effect: it is not what was asked for, or what the line has refused before
};
struct AnswerResult {
    AnswerEffect effect = AnswerEffect::repeated;
    core::OrderId order;
    core::OrganisationId dealer;
    std::string line;
};
/// Takes effect on the order, its diary and its open pages. Nothing for a request that was never made, or another
/// order's.
std::optional<AnswerResult> apply_line_answer(db::Tx& tx, const LineAnswer& answer, core::Instant real_now);

/// When a car that waits in front of its line is to go onto it.
struct Slot {
    core::OrderId order;
    core::Instant start, end;
};
/// Tells the line, by the same releases with these times. Orders that wait for nothing there are passed over; the
/// others are scheduled from now on.
void tell_slots(db::Tx& tx, catalog::Catalog& catalog, const std::vector<Slot>& slots, core::Instant at,
                core::Instant real_now);

struct SettingPriority {
    core::Actor actor;
    std::string reason;
    core::Instant at, real_now;
};
/// How urgent the car is on its line from now on: 0 first, 100 last.
void set_priority(db::Tx& tx, core::OrderId id, int priority, const SettingPriority& setting);

/// Says once more, under the same BODID, what the line has not answered. False when it has, or when the bridge has not
/// even collected it yet.
bool repeat_request(db::Tx& tx, catalog::Catalog& catalog, const std::string& message_id, core::Instant at);

/// Releases an order once more as it stands, so that the line names the build that it makes of it; in the window it has
/// its place in, where it waits for one. False when it has no build, or when such a release is on its way.
bool ask_which_build(db::Tx& tx, catalog::Catalog& catalog, const std::string& order_number,
                     std::optional<core::Instant> slot, core::Instant at);

/// A milestone of the build that moves its order.
struct Milestone {
    core::OrderId order;
    Action action = Action::start_production;
    core::Instant at;
    std::string station;
    // for Action::finish
    std::string vin;
    std::string engine_number;
    int odometer_km = 0;
    std::string build_id;
};
enum class MilestoneResult { moved, vin_in_use };
/// Line-off enters the car as well. Throws `order.illegal_move`.
MilestoneResult apply_milestone(db::Tx& tx, const Milestone& milestone, core::Instant real_now);

/// The order's id, if the asker may see it; throws `order.not_found`.
core::OrderId require_visible(db::Tx& tx, const core::Scope& scope, const std::string& number);
/// What was promised to the buyer, as the ledger of promises says.
void set_promised_date(db::Tx& tx, core::OrderId order, core::Date date);

struct FeatureName {
    std::string code;
    core::Localized name;
};
MARQUE_JSON(FeatureName, code, name)
/// Where a car is not what was ordered: one for another, or one side has none.
struct CarDifference {
    catalog::Family family = catalog::Family::option;
    std::optional<FeatureName> ordered;
    std::optional<FeatureName> built;
};
MARQUE_JSON(CarDifference, family, ordered, built)
/// A car that the dealer ordered for stock, as the buyer of another order would have it.
struct StockCar {
    core::OrderId id;
    std::string order_number;
    State state = State::scheduled;
    int configuration_version = 1;
    std::optional<std::string> build_id;
    std::optional<std::string> vin;
    std::optional<std::string> station;
    bool held = false;
    identity::OrganisationRef destination;
    std::vector<CarDifference> differences;
    core::Money price;
    core::Money price_effect;
};
MARQUE_JSON(StockCar, order_number, state, configuration_version, build_id, vin, station, held, destination,
            differences, price, price_effect)
/// The dealer's own unsold cars that differ from the order in two points at most. Throws `order.not_found`.
std::vector<StockCar> cars_to_take_over(db::Tx& tx, const core::Scope& scope, const std::string& number);

/// A buyer's order and an order for stock exchange buyers. An order keeps its number, its build and its configuration,
/// which the line knows it by; the buyer and what was agreed with them change places.
struct ExchangeBuyers {
    std::string waiting;            ///< the buyer's order
    int version = 0;                ///< of it
    std::string stock;              ///< the order of the car
    int configuration_version = 1;  ///< of the car, as it was looked at
    bool cancel_freed = false;      ///< the order that the buyer leaves is given up; otherwise it is for stock
};
struct Exchanging {
    core::Scope scope;
    core::Actor actor;
    core::Instant at;
    core::Instant real_now;
};
struct ExchangedBuyers {
    core::OrderId waiting, stock;
    std::string line;
    core::Money price_before, price;
};
/// Throws `order.not_found`, `order.stale_version`, `order.illegal_move`, `order.car_taken`, `order.car_changed`,
/// `order.not_alike`, `order.no_buyer_to_move`, `order.discount_above_limit`, `order.change_pending`,
/// `order.cancel_pending`.
ExchangedBuyers exchange_buyers(db::Tx& tx, catalog::Catalog& catalog, const ExchangeBuyers& command,
                                const Exchanging& exchanging);

/// What a salesperson has in hand: orders that are not over, drafts apart.
struct OrdersInHand {
    int orders = 0;
    int drafts = 0;
};
std::map<core::PersonId, OrdersInHand> orders_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people);
/// Gives the open orders of a person to those who follow, a diary line each: all of them in the caller's transaction.
OrdersInHand pass_orders_on(db::Tx& tx, identity::Succession& succession, const core::Actor& actor, core::Instant at,
                            core::Instant real_now);

/// An order found by a search.
struct OrderHit {
    std::string number;
    State state = State::accepted;
    core::Localized model_name;
    std::optional<std::string> customer_name;
    std::optional<std::string> build_id;
    std::optional<std::string> vin;
};
MARQUE_JSON(OrderHit, number, state, model_name, customer_name, build_id, vin)
/// By order number, build ID, VIN or the VIN's last eight characters: those that the asker may see, ten at most.
std::vector<OrderHit> find_orders(db::Tx& tx, const core::Scope& scope, const std::string& text);

}  // namespace marque::orders
