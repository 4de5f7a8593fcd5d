#include "orders/waiting_line.h"

#include <algorithm>

#include "db/audit.h"
#include "orders/allocation.h"
#include "orders/change_wish.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

constexpr int most_at_once = 2000;

void accept(db::Tx& tx, catalog::Catalog& catalog, Order& order, core::Instant at) {
    order.apply(Action::accept);
    const auto snapshot = catalog.current(tx);
    ask_line(tx, order, snapshot->require(order.model),
             configuration_features(tx, order.id, order.configuration_version),
             request_about(tx, order, RequestAction::release, order.configuration_version, at));
    write_diary(tx, order, {at, "ACCEPTED", "", "", {}});
}

struct Waiting {
    core::OrderId id;
    core::ModelId model;
};

/// The oldest of those that there may be room for: however many wait for a model whose limit is reached, they keep
/// nobody from being found.
std::vector<Waiting> waiting_orders(db::Tx& tx, core::OrganisationId dealer, const std::vector<Allocation>& rows) {
    std::vector<core::ModelId> open, full;
    bool others_wait = false;
    for (const auto& row : rows) {
        if (row.model == core::ModelId{}) {
            others_wait = row.full();
        } else {
            (row.full() ? full : open).push_back(row.model);
        }
    }
    if (others_wait && open.empty()) return {};
    db::SqlBuilder sql("SELECT id, model_id FROM customer_order WHERE state = 'WAITING'");
    sql.add("AND dealer_id = ?", dealer);
    if (others_wait) {
        sql.add("AND model_id IN").add_in(open);
    } else if (!full.empty()) {
        sql.add("AND model_id NOT IN").add_in(full);
    }
    sql.add("ORDER BY id LIMIT ?", most_at_once);
    return tx.list(
        [](const db::Row& row) {
            return Waiting{row.get<core::OrderId>("id"), row.get<core::ModelId>("model_id")};
        },
        sql);
}

void count_waiting(db::Tx& tx, core::OrganisationId dealer, std::vector<Allocation>& rows) {
    for (auto& row : rows) row.waiting = 0;
    tx.each(
        [&](const db::Row& counted) {
            auto* const row = governing(rows, counted.get<core::ModelId>("model_id"));
            if (row) row->waiting += counted.get<unsigned>("n");
        },
        "SELECT model_id, COUNT(*) AS n FROM customer_order WHERE dealer_id = ? AND state = 'WAITING' GROUP BY model_id",
        dealer);
}

/// The plant holds any order of its lines, a dealer its own.
Order lock_holdable(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    if (!scope.has(core::Role::plant_planner)) return lock_own_order(tx, scope, number);
    return lock_order(tx, require_visible(tx, scope, number)).value();
}

/// The catalogue may have moved since the draft was made: the features are judged and priced as of today.
void price_anew(db::Tx& tx, catalog::Catalog& catalog, Order& order, core::Date today, const Doing& doing) {
    const auto snapshot = catalog.current(tx);
    const auto& model = snapshot->require(order.model);
    const auto verdict = catalog::require_valid(model, feature_codes(tx, order), {today, order.region});
    if (verdict.total == order.price) return;
    replace_configuration(tx, order,
                          {last_configuration_version(tx, order.id) + 1, ConfigurationState::current, verdict.total,
                           doing.scope.person, doing.at, configured(model, verdict)},
                          doing.at);
}

catalog::PriceNotice price_has_changed(core::Money before, core::Money now) {
    return {"price.changed",
            "/price",
            {"目录价格已调整：草稿价格为 " + before.text() + " 元，提交后订单价格为 " + now.text() + " 元。",
             "The list price has changed: the draft was at " + before.text() + ", the order is placed at " +
                 now.text() + "."}};
}

}  // namespace

void enter_line(db::Tx& tx, catalog::Catalog& catalog, Order& order, core::Date today, core::Instant at) {
    if (!order.allocation) {
        const auto month = month_of(today);
        if (!is_month_open(tx, order.dealer, month)) open_month(tx, order.dealer, month, at);
        const auto grant = take_allocation(tx, order.dealer, order.model, month);
        if (!grant.granted) return;
        order.allocation = grant.allocation;
    }
    accept(tx, catalog, order, at);
}

std::size_t admit_waiting_of(db::Tx& tx, catalog::Catalog& catalog, core::OrganisationId dealer, core::Date month,
                             core::Instant at, core::Instant real_now) {
    auto rows = lock_allocations(tx, dealer, month);
    count_waiting(tx, dealer, rows);
    std::size_t accepted = 0;
    for (const auto& waiting : waiting_orders(tx, dealer, rows)) {
        auto* const row = governing(rows, waiting.model);
        if (row && row->full()) continue;
        auto order = lock_order(tx, waiting.id);
        if (!order || order->state != State::waiting) continue;
        if (row) {
            ++row->used;
            row->waiting -= std::min(row->waiting, 1U);
            order->allocation = row->id;
        }
        accept(tx, catalog, *order, at);
        save(tx, *order, at);
        tell_pages(tx, *order, real_now);
        ++accepted;
    }
    for (const auto& row : rows) save(tx, row);
    return accepted;
}

std::vector<catalog::PriceNotice> submit_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number,
                                               const VersionedOrder& command, const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::submit);
    const auto today = core::local_date(doing.at, doing.scope.time_zone);
    require_date_ahead(tx, order, today);
    const auto drafted_at = order.price;
    price_anew(tx, catalog, order, today, doing);
    const bool repriced = order.price != drafted_at;
    const http::Json prices{{"price_before", drafted_at.text()}, {"price", order.price.text()}};
    write_diary(tx, order, {doing.at, "PLACED", doing.actor.name, repriced ? prices.dump() : "", {}});
    enter_line(tx, catalog, order, today, doing.at);
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.submitted", "order " + number,
              http::Json{{"price", drafted_at.text()}}.dump(), http::Json{{"price", order.price.text()}}.dump());
    if (!repriced) return {};
    return {price_has_changed(drafted_at, order.price)};
}

void hold_order(db::Tx& tx, const std::string& number, const HoldOrder& command, const Doing& doing) {
    Order order = lock_holdable(tx, doing.scope, number);
    order.require_version(command.version);
    const bool released = order.state == State::accepted;
    order.apply(Action::hold);
    if (order.cancel_requested) throw core::Error(errors::cancel_pending);
    if (const auto pending = pending_configuration(tx, order.id)) {
        throw core::Error(errors::change_pending, {{"version", std::to_string(*pending)}});
    }
    if (released && !withdraw_release(tx, order.id)) throw core::Error(errors::already_on_its_way);
    order.hold_reason = command.reason;
    order.held_by = doing.scope.has(core::Role::plant_planner) ? HeldBy::plant : HeldBy::dealer;
    write_diary(tx, order, {doing.at, "HELD", doing.actor.name, http::Json{{"note", command.reason}}.dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.held", "order " + number, "",
              http::Json{{"reason", command.reason}}.dump());
}

void resume_order(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const VersionedOrder& command,
                  const Doing& doing) {
    Order order = lock_holdable(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::resume);
    if (order.held_by == HeldBy::plant && !doing.scope.has(core::Role::plant_planner))
        throw core::Error(errors::held_by_plant);
    order.hold_reason.reset();
    order.held_by.reset();
    write_diary(tx, order, {doing.at, "RESUMED", doing.actor.name, "", {}});
    enter_line(tx, catalog, order, core::local_date(doing.at, doing.scope.time_zone), doing.at);
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.resumed", "order " + number, "", "");
}

}  // namespace marque::orders
