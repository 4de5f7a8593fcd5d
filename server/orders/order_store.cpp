#include "orders/order_store.h"

#include "identity/identity.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

Order map_order(const db::Row& row) {
    Order order;
    order.id = row.get<core::OrderId>("id");
    order.number = row.get<std::string>("number");
    order.dealer = row.get<core::OrganisationId>("dealer_id");
    order.region = row.get<core::OrganisationId>("region_id");
    order.customer = row.opt<core::CustomerId>("customer_id");
    order.kind = row.get<Kind>("kind");
    order.state = row.get<State>("state");
    order.event_code = row.get<int>("event_code");
    order.cancel_requested = row.get<bool>("cancel_requested");
    order.line = row.get<std::string>("line_code");
    order.model = row.get<core::ModelId>("model_id");
    order.configuration_version = row.get<int>("configuration_version");
    order.price = row.get<core::Money>("price");
    order.build_id = row.opt<std::string>("build_id");
    order.vin = row.opt<std::string>("vin");
    order.destination = row.get<core::OrganisationId>("destination_id");
    order.allocation = row.opt<std::uint64_t>("allocation_id");
    order.hold_reason = row.opt<std::string>("hold_reason");
    order.held_by = row.opt<HeldBy>("held_by");
    order.event_seq = row.get<int>("event_seq");
    order.version = row.get<int>("version");
    return order;
}

}  // namespace

InsertedOrder insert_order(db::Tx& tx, const NewOrder& entry, core::Date month) {
    const Order& order = entry.order;
    // The salesperson is looked at in the same breath: who closes an account waits for orders that are being entered in
    // its name, and those that come later find it closed. The dealer's row likewise: who sets its allocation counts
    // what was entered before, and what comes later finds the limit.
    const auto inserted = tx.find(
        [](const db::Row& row) {
            const auto month = row.get<std::string>("month");
            return InsertedOrder{row.get<core::OrderId>("id"), month == "LIMITED", month != "CLOSED"};
        },
        "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
        "  line_code, model_id, price, requested_date, destination_id, note, placed_at, updated_at, event_seq, allocation_id, "
        "  fleet_id, priority) SELECT ?, ?, ?, p.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? "
        "FROM person p JOIN organisation d ON d.id = ? WHERE p.id = ? AND p.active LOCK IN SHARE MODE "
        // Most dealers have no allocation and pay for one look.
        "RETURNING id, CASE "
        "  WHEN NOT EXISTS (SELECT 1 FROM allocation a WHERE a.dealer_id = customer_order.dealer_id) THEN 'FREE' "
        "  WHEN NOT EXISTS (SELECT 1 FROM allocation a WHERE a.dealer_id = customer_order.dealer_id AND a.month = ? "
        "    AND a.model_id = 0 AND a.opened) THEN 'CLOSED' "
        "  WHEN EXISTS (SELECT 1 FROM allocation a WHERE a.dealer_id = customer_order.dealer_id AND a.month = ? "
        "    AND a.model_id IN (0, customer_order.model_id) AND a.quota IS NOT NULL) THEN 'LIMITED' ELSE 'FREE' END AS month",
        order.number, order.dealer, order.region, order.customer, order.kind, order.state, order.event_code, order.line,
        order.model, order.price, entry.requested_date, order.destination, entry.note, entry.placed_at, entry.placed_at,
        order.event_seq, order.allocation, entry.fleet, entry.priority, order.dealer, entry.salesperson, month, month);
    if (!inserted) identity::require_active(tx, entry.salesperson);
    return inserted.value();
}

void settle_inserted(db::Tx& tx, const Order& order) {
    tx.execute("UPDATE customer_order SET state = ?, event_code = ?, event_seq = ?, allocation_id = ? WHERE id = ?",
               order.state, order.event_code, order.event_seq, order.allocation, order.id);
}

void insert_configuration(db::Tx& tx, core::OrderId order, const NewConfiguration& configuration) {
    tx.execute(
        "INSERT INTO order_configuration (order_id, version, state, price, requested_by, requested_at, destination_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        order, configuration.version, configuration.state, configuration.price, configuration.requested_by,
        configuration.requested_at, configuration.destination);
    std::vector<db::Params> rows;
    for (const auto& line : configuration.features) {
        rows.push_back({order, configuration.version, line.feature, line.amount, line.included});
    }
    tx.insert_rows("INSERT INTO order_line (order_id, version, feature_id, amount, included) VALUES", rows);
}

void write_diary(db::Tx& tx, Order& order, const DiaryEntry& entry) { write_diary(tx, order, std::vector{entry}); }

void write_diary(db::Tx& tx, Order& order, const std::vector<DiaryEntry>& entries) {
    std::vector<db::Params> rows;
    for (const auto& entry : entries) {
        rows.push_back({order.id, ++order.event_seq, entry.at, entry.kind, order.state,
                        entry.event_code.value_or(order.event_code), entry.actor,
                        entry.detail.empty() ? db::Param(std::nullopt) : db::Param(entry.detail)});
    }
    tx.insert_rows("INSERT INTO order_event (order_id, seq, at, kind, state, event_code, actor, detail) VALUES", rows);
}

std::optional<Order> find_order(db::Tx& tx, core::OrderId id) {
    return tx.find(
        map_order,
        "SELECT id, number, dealer_id, region_id, customer_id, kind, state, event_code, cancel_requested, line_code, "
        "  model_id, configuration_version, price, build_id, vin, destination_id, allocation_id, hold_reason, held_by, "
        "  event_seq, version FROM customer_order WHERE id = ?",
        id);
}

std::optional<Order> lock_order(db::Tx& tx, core::OrderId id) {
    return tx.find(
        map_order,
        "SELECT id, number, dealer_id, region_id, customer_id, kind, state, event_code, cancel_requested, line_code, "
        "  model_id, configuration_version, price, build_id, vin, destination_id, allocation_id, hold_reason, held_by, "
        "  event_seq, version FROM customer_order WHERE id = ? FOR UPDATE",
        id);
}

std::optional<Order> lock_order(db::Tx& tx, const std::string& number) {
    const auto id = tx.value<core::OrderId>("id", "SELECT id FROM customer_order WHERE number = ?", number);
    return id ? lock_order(tx, *id) : std::nullopt;
}

Order lock_own_order(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    auto order = lock_order(tx, number);
    if (!order || order->dealer != scope.organisation) throw core::Error(errors::not_found, {{"number", number}});
    return *std::move(order);
}

void save(db::Tx& tx, Order& order, core::Instant at) {
    const auto changed = tx.execute(
        "UPDATE customer_order SET state = ?, event_code = ?, cancel_requested = ?, configuration_version = ?, price = ?, "
        "  build_id = ?, vin = ?, customer_id = ?, kind = ?, destination_id = ?, allocation_id = ?, hold_reason = ?, held_by = ?, "
        "  event_seq = ?, updated_at = ?, version = version + 1 WHERE id = ? AND version = ?",
        order.state, order.event_code, order.cancel_requested, order.configuration_version, order.price, order.build_id,
        order.vin, order.customer, order.kind, order.destination, order.allocation, order.hold_reason, order.held_by,
        order.event_seq, at, order.id, order.version);
    if (changed != 1) {
        const auto now =
            tx.value<int>("version", "SELECT version FROM customer_order WHERE id = ? FOR UPDATE", order.id).value();
        throw core::Error(errors::stale_version,
                          {{"yours", std::to_string(order.version)}, {"now", std::to_string(now)}});
    }
    ++order.version;
}

std::vector<ConfiguredFeature> configuration_features(db::Tx& tx, core::OrderId order, int version) {
    return tx.list(
        [](const db::Row& row) {
            return ConfiguredFeature{row.get<core::FeatureId>("feature_id"), row.get<core::Money>("amount"),
                                     row.get<bool>("included")};
        },
        "SELECT feature_id, amount, included FROM order_line WHERE order_id = ? AND version = ? ORDER BY feature_id",
        order, version);
}

std::optional<int> pending_configuration(db::Tx& tx, core::OrderId order) {
    return tx.value<int>("version", "SELECT version FROM order_configuration WHERE order_id = ? AND state = 'PENDING'",
                         order);
}

int last_configuration_version(db::Tx& tx, core::OrderId order) {
    return tx.value<int>("version", "SELECT MAX(version) AS version FROM order_configuration WHERE order_id = ?", order)
        .value();
}

core::Money configuration_price(db::Tx& tx, core::OrderId order, int version) {
    return tx
        .value<core::Money>("price", "SELECT price FROM order_configuration WHERE order_id = ? AND version = ?", order,
                            version)
        .value();
}

std::optional<core::OrganisationId> configuration_destination(db::Tx& tx, core::OrderId order, int version) {
    return tx.value<core::OrganisationId>(
        "destination_id",
        "SELECT destination_id FROM order_configuration WHERE order_id = ? AND version = ? "
        "AND destination_id IS NOT NULL",
        order, version);
}

bool withdraw_release(db::Tx& tx, core::OrderId order) {
    const auto message = tx.value<std::string>(
        "message_id",
        "SELECT message_id FROM line_request WHERE order_id = ? AND action = 'RELEASE' AND answer IS NULL", order);
    // The bridge leases in a transaction of its own: either it has the message and this deletes nothing, or it never
    // will.
    if (!message || tx.execute("DELETE FROM outbox WHERE message_id = ? AND leased_until IS NULL", *message) == 0)
        return false;
    tx.execute("DELETE FROM line_request WHERE message_id = ?", *message);
    return true;
}

void answer_configuration(db::Tx& tx, core::OrderId order, int version, ConfigurationState state,
                          const std::string& refusal, core::Instant at) {
    tx.execute(
        "UPDATE order_configuration SET state = ?, refusal = NULLIF(?, ''), answered_at = ? WHERE order_id = ? AND version = ?",
        state, refusal, at, order, version);
}

void insert_request(db::Tx& tx, const LineRequest& request, core::Instant at) {
    tx.execute(
        "INSERT INTO line_request (message_id, order_id, action, configuration_version, sent_at) VALUES (?, ?, ?, ?, ?)",
        request.message_id, request.order, request.action, request.configuration_version, at);
}

std::optional<LineRequest> find_request(db::Tx& tx, const std::string& message_id) {
    return tx.find(
        [&](const db::Row& row) {
            return LineRequest{message_id, row.get<core::OrderId>("order_id"), row.get<RequestAction>("action"),
                               row.get<int>("configuration_version"), row.opt<std::string>("answer").has_value()};
        },
        "SELECT order_id, action, configuration_version, answer FROM line_request WHERE message_id = ?", message_id);
}

void answer_request(db::Tx& tx, const std::string& message_id, bool accepted, const std::string& reason,
                    core::Instant at) {
    tx.execute("UPDATE line_request SET answer = ?, reason = NULLIF(?, ''), answered_at = ? WHERE message_id = ?",
               accepted ? "ACCEPTED" : "REFUSED", reason, at, message_id);
}

}  // namespace marque::orders
