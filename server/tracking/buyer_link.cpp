#include "tracking/buyer_link.h"

#include "core/random.h"
#include "db/audit.h"
#include "orders/orders.h"
#include "tracking/journey.h"
#include "tracking/tracking.h"
#include "tracking/tracking_errors.h"

namespace marque::tracking {
namespace {

struct FollowedOrder {
    orders::State state = orders::State::accepted;
    std::optional<core::CustomerId> customer;
};

FollowedOrder lock_followed_order(db::Tx& tx, core::OrderId order) {
    return tx
        .find(
            [](const db::Row& row) {
                return FollowedOrder{row.get<orders::State>("state"), row.opt<core::CustomerId>("customer_id")};
            },
            "SELECT state, customer_id FROM customer_order WHERE id = ? FOR UPDATE", order)
        .value();
}

core::CustomerId follower_of(const FollowedOrder& order) {
    if (order.state == orders::State::draft || ending_of(order.state) == Ending::cancelled) {
        throw core::Error(errors::nothing_to_follow);
    }
    if (!order.customer) throw core::Error(errors::no_buyer);
    return *order.customer;
}

}  // namespace

MadeLink make_link(db::Tx& tx, const std::string& number, const LinkMaking& making) {
    const auto order = orders::require_visible(tx, making.scope, number);
    const auto customer = follower_of(lock_followed_order(tx, order));
    const auto token = core::random_token();
    tx.execute(
        "INSERT INTO buyer_link (order_id, customer_id, token_hash, made_at, made_by) VALUES (?, ?, ?, ?, ?) "
        "ON DUPLICATE KEY UPDATE customer_id = VALUES(customer_id), token_hash = VALUES(token_hash), "
        "  made_at = VALUES(made_at), made_by = VALUES(made_by)",
        order, customer, core::sha256(token), making.at, making.scope.person);
    db::audit(tx, making.at, making.actor, "order.buyer_link_made", "order " + number, "", "");
    return {"/t/" + token, making.at, making.actor.name};
}

void withdraw_link(db::Tx& tx, const std::string& number, const LinkMaking& making) {
    const auto order = orders::require_visible(tx, making.scope, number);
    if (tx.execute("DELETE FROM buyer_link WHERE order_id = ?", order) == 0) return;
    db::audit(tx, making.at, making.actor, "order.buyer_link_withdrawn", "order " + number, "", "");
}

LinkView read_link(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    const auto order = orders::require_visible(tx, scope, number);
    return tx
        .find(
            [](const db::Row& row) {
                return LinkView{row.get<core::Instant>("made_at"), row.get<std::string>("name")};
            },
            "SELECT l.made_at, p.name FROM buyer_link l JOIN customer_order o ON o.id = l.order_id "
            "JOIN person p ON p.id = l.made_by WHERE l.order_id = ? AND o.customer_id = l.customer_id",
            order)
        .value_or(LinkView{});
}

void follow_buyer(db::Tx& tx, core::OrderId from, core::OrderId to) {
    tx.execute("DELETE FROM buyer_link WHERE order_id = ?", to);
    tx.execute("UPDATE buyer_link SET order_id = ? WHERE order_id = ?", to, from);
}

}  // namespace marque::tracking
