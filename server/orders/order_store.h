#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "db/tx.h"
#include "orders/order.h"

namespace marque::orders {

enum class ConfigurationState { current, pending, refused, replaced };
/// A slot is a release said again, for the place in the line's sequence that it brings.
enum class RequestAction { release, change, cancel, slot };

/// Where an order goes and what for, beside what Order holds: written once.
struct NewOrder {
    Order order;
    core::PersonId salesperson;
    core::Date requested_date;
    std::string note;
    core::Instant placed_at;
    std::optional<std::uint64_t> fleet;
    std::optional<int> priority = {};  ///< on the line; what its kind gets, without one
};

struct ConfiguredFeature {
    core::FeatureId feature;
    core::Money amount;
    bool included = false;
};

struct NewConfiguration {
    int version = 1;
    ConfigurationState state = ConfigurationState::current;
    core::Money price;
    core::PersonId requested_by;
    core::Instant requested_at;
    std::vector<ConfiguredFeature> features;
    std::optional<core::OrganisationId> destination = {};  ///< when it sends the car elsewhere
};

/// One entry of the order's diary; `detail` is a JSON object or empty.
struct DiaryEntry {
    core::Instant at;
    std::string kind;
    std::string actor;
    std::string detail;
    std::optional<int> event_code;  ///< when it differs from the order's
};

struct InsertedOrder {
    core::OrderId id;
    bool limited = false;     ///< the dealer has an allocation of the month already
    bool month_open = false;  ///< see allocation.h
};
/// Enters the order and looks, in the same breath, whether its dealer is limited: most are not, and pay nothing for it.
/// Throws `session.person_left` when the salesperson's account was closed meanwhile.
InsertedOrder insert_order(db::Tx& tx, const NewOrder& order, core::Date month);
/// What taking the allocation made of an order that was entered just now.
void settle_inserted(db::Tx& tx, const Order& order);
void insert_configuration(db::Tx& tx, core::OrderId order, const NewConfiguration& configuration);
/// Enters what happened and numbers it; the order is saved afterwards.
void write_diary(db::Tx& tx, Order& order, const DiaryEntry& entry);
/// Several at once, in one statement.
void write_diary(db::Tx& tx, Order& order, const std::vector<DiaryEntry>& entries);

/// The order as it is now, not locked.
std::optional<Order> find_order(db::Tx& tx, core::OrderId id);
/// Locks the order until the transaction ends.
std::optional<Order> lock_order(db::Tx& tx, core::OrderId id);
std::optional<Order> lock_order(db::Tx& tx, const std::string& number);
/// The same, only if the asker may change it; throws `order.not_found` otherwise.
Order lock_own_order(db::Tx& tx, const core::Scope& scope, const std::string& number);
/// Writes what changed, guarded by the version, and bumps it.
void save(db::Tx& tx, Order& order, core::Instant at);

/// The features of a configuration, what packages bring included.
std::vector<ConfiguredFeature> configuration_features(db::Tx& tx, core::OrderId order, int version);
std::optional<int> pending_configuration(db::Tx& tx, core::OrderId order);
int last_configuration_version(db::Tx& tx, core::OrderId order);
core::Money configuration_price(db::Tx& tx, core::OrderId order, int version);
std::optional<core::OrganisationId> configuration_destination(db::Tx& tx, core::OrderId order, int version);
/// Takes the release back before the bridge has it; false when the bridge was quicker.
bool withdraw_release(db::Tx& tx, core::OrderId order);
void answer_configuration(db::Tx& tx, core::OrderId order, int version, ConfigurationState state,
                          const std::string& refusal, core::Instant at);

/// What was asked of the line.
struct LineRequest {
    std::string message_id;
    core::OrderId order;
    RequestAction action = RequestAction::release;
    int configuration_version = 1;
    bool answered = false;
};
void insert_request(db::Tx& tx, const LineRequest& request, core::Instant at);
std::optional<LineRequest> find_request(db::Tx& tx, const std::string& message_id);
void answer_request(db::Tx& tx, const std::string& message_id, bool accepted, const std::string& reason,
                    core::Instant at);

}  // namespace marque::orders

template <>
struct marque::core::EnumText<marque::orders::ConfigurationState> {
    using E = marque::orders::ConfigurationState;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::current, "CURRENT"}, {E::pending, "PENDING"}, {E::refused, "REFUSED"}, {E::replaced, "REPLACED"}}};
};
template <>
struct marque::core::EnumText<marque::orders::RequestAction> {
    using E = marque::orders::RequestAction;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::release, "RELEASE"}, {E::change, "CHANGE"}, {E::cancel, "CANCEL"}, {E::slot, "SLOT"}}};
};
