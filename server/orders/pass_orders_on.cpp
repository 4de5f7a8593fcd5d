#include <set>

#include "db/feed.h"
#include "http/json_fields.h"
#include "orders/orders.h"

namespace marque::orders {
namespace {

struct PassedOrder {
    core::OrderId id;
    std::string number;
    State state = State::accepted;
    std::optional<core::CustomerId> customer;
    std::optional<std::uint64_t> fleet;
    core::OrganisationId dealer, region;
    std::string line;
};

std::vector<State> open_states() {
    std::vector<State> states;
    for (const auto& [state, name] : core::EnumText<State>::names) {
        if (state != State::delivered && state != State::refused && state != State::cancelled) states.push_back(state);
    }
    return states;
}

std::vector<PassedOrder> lock_open_of(db::Tx& tx, const identity::StaffMember& person) {
    db::SqlBuilder sql(
        "SELECT id, number, state, customer_id, fleet_id, dealer_id, region_id, line_code FROM customer_order WHERE");
    sql.add("salesperson_id = ? AND dealer_id = ? AND state IN", person.id, person.organisation).add_in(open_states());
    sql.add("ORDER BY id FOR UPDATE");
    return tx.list(
        [](const db::Row& row) {
            return PassedOrder{row.get<core::OrderId>("id"),
                               row.get<std::string>("number"),
                               row.get<State>("state"),
                               row.opt<core::CustomerId>("customer_id"),
                               row.opt<std::uint64_t>("fleet_id"),
                               row.get<core::OrganisationId>("dealer_id"),
                               row.get<core::OrganisationId>("region_id"),
                               row.get<std::string>("line_code")};
        },
        sql);
}

const identity::PersonRef& heir_of(identity::Succession& succession, const PassedOrder& order) {
    if (order.customer) return succession.heir_of(*order.customer);
    return order.fleet ? succession.heir_of_fleet(*order.fleet) : succession.heir_of_stock(order.id);
}

void give(db::Tx& tx, const identity::StaffMember& from, const identity::PersonRef& to,
          const std::vector<core::OrderId>& orders, const std::string& actor, core::Instant at) {
    const auto detail = http::Json{{"from", from.name}, {"to", to.name}}.dump();
    identity::in_portions(orders, [&](const std::vector<core::OrderId>& some) {
        db::SqlBuilder diary("INSERT INTO order_event (order_id, seq, at, kind, state, event_code, actor, detail)");
        diary.add("SELECT id, event_seq + 1, ?, 'SALESPERSON_CHANGED', state, event_code, ?, ? FROM customer_order", at,
                  actor, detail);
        tx.execute(diary.add("WHERE id IN").add_in(some));
        db::SqlBuilder move("UPDATE customer_order SET");
        move.add("salesperson_id = ?, event_seq = event_seq + 1, updated_at = ?, version = version + 1", to.id, at);
        tx.execute(move.add("WHERE id IN").add_in(some));
        // Who signed a car off does not sell it: where it is theirs from now on, somebody else signs.
        db::SqlBuilder unsign("UPDATE as_built_check SET signed_by = NULL, signed_at = NULL, reason = NULL");
        unsign.add("WHERE signed_by = ? AND order_id IN", to.id).add_in(some);
        tx.execute(unsign);
    });
}

void give_fleets(db::Tx& tx, const identity::StaffMember& from, const identity::PersonRef& to,
                 const std::set<std::uint64_t>& fleets) {
    if (fleets.empty()) return;
    db::SqlBuilder sql("UPDATE fleet_order SET");
    sql.add("salesperson_id = ? WHERE salesperson_id = ? AND id IN", to.id, from.id);
    tx.execute(sql.add_in(std::vector<std::uint64_t>(fleets.begin(), fleets.end())));
}

void tell_pages_of(db::Tx& tx, const std::vector<PassedOrder>& orders, core::Instant real_now) {
    std::vector<db::FeedEntry> entries;
    for (const auto& order : orders) {
        const http::Json payload{{"kind", "ORDER"},
                                 {"at", core::to_rfc3339(real_now)},
                                 {"order_number", order.number},
                                 {"state", core::to_text(order.state)}};
        entries.push_back({0, "ORDER", order.id, order.dealer, order.region, order.line, payload.dump()});
    }
    db::put_in_feed(tx, real_now, entries);
}

}  // namespace

std::map<core::PersonId, OrdersInHand> orders_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people) {
    std::map<core::PersonId, OrdersInHand> in_hand;
    db::SqlBuilder sql("SELECT salesperson_id, state, COUNT(*) AS n FROM customer_order WHERE salesperson_id IN");
    sql.add_in(people).add("AND state IN").add_in(open_states()).add("GROUP BY salesperson_id, state");
    tx.list(
        [&](const db::Row& row) {
            auto& of = in_hand[row.get<core::PersonId>("salesperson_id")];
            (row.get<State>("state") == State::draft ? of.drafts : of.orders) += row.get<int>("n");
            return 0;
        },
        sql);
    return in_hand;
}

OrdersInHand pass_orders_on(db::Tx& tx, identity::Succession& succession, const core::Actor& actor, core::Instant at,
                            core::Instant real_now) {
    struct Share {
        std::vector<core::OrderId> orders;
        std::set<std::uint64_t> fleets;
    };
    std::map<core::PersonId, Share> shares;
    OrdersInHand passed;
    const auto orders = lock_open_of(tx, succession.from());
    for (const auto& order : orders) {
        ++(order.state == State::draft ? passed.drafts : passed.orders);
        auto& share = shares[heir_of(succession, order).id];
        share.orders.push_back(order.id);
        if (order.fleet) share.fleets.insert(*order.fleet);
    }
    for (const auto& heir : succession.to()) {
        const auto share = shares.find(heir.id);
        if (share == shares.end()) continue;
        give(tx, succession.from(), heir, share->second.orders, actor.name, at);
        give_fleets(tx, succession.from(), heir, share->second.fleets);
    }
    tell_pages_of(tx, orders, real_now);
    return passed;
}

}  // namespace marque::orders
