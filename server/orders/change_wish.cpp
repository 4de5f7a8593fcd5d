#include "orders/change_wish.h"

#include "db/audit.h"
#include "orders/line_requests.h"
#include "orders/order_errors.h"

namespace marque::orders {
namespace {

constexpr auto furthest_wish = std::chrono::days{731};

struct Wish {
    core::Date date;
    std::string note;
    bool operator==(const Wish&) const = default;
};

Wish read_wish(db::Tx& tx, core::OrderId order) {
    return tx
        .find(
            [](const db::Row& row) {
                return Wish{row.get<core::Date>("requested_date"), row.get<std::string>("note")};
            },
            "SELECT requested_date, note FROM customer_order WHERE id = ?", order)
        .value();
}

http::Json wish_json(const Wish& wish) {
    return {{"requested_date", core::to_iso_date(wish.date)}, {"note", wish.note}};
}

/// What changed, for the diary: both dates, and the note as it is now.
http::Json wish_detail(const Wish& before, const Wish& after) {
    http::Json detail = http::Json::object();
    if (after.date != before.date)
        detail = {{"date_before", core::to_iso_date(before.date)}, {"date", core::to_iso_date(after.date)}};
    if (after.note != before.note) detail["note"] = after.note;
    return detail;
}

/// A release that the bridge has not collected is said with the new date. Later ones are not taken back: what follows a
/// release in the outbox must stay behind it.
void release_with_date(db::Tx& tx, catalog::Catalog& catalog, const Order& order, core::Instant at) {
    if (order.state != State::accepted || order.cancel_requested || pending_configuration(tx, order.id)) return;
    if (!withdraw_release(tx, order.id)) return;
    ask_line(tx, order, catalog.current(tx)->require(order.model),
             configuration_features(tx, order.id, order.configuration_version),
             request_about(tx, order, RequestAction::release, order.configuration_version, at));
}

}  // namespace

void require_possible_date(core::Date wished, core::Date today) {
    if (wished < today || wished > today + furthest_wish)
        throw core::Error(errors::date_past, {{"today", core::to_iso_date(today)}});
}

void require_date_ahead(db::Tx& tx, const Order& order, core::Date today) {
    require_possible_date(read_wish(tx, order.id).date, today);
}

void change_wish(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const ChangeWish& command,
                 const Doing& doing) {
    Order order = lock_own_order(tx, doing.scope, number);
    order.require_version(command.version);
    order.apply(Action::change_wish);
    const auto before = read_wish(tx, order.id);
    const Wish after{command.requested_date.value_or(before.date), command.note.value_or(before.note)};
    if (after == before) throw core::Error(errors::same_wish);
    if (after.date != before.date) require_possible_date(after.date, core::local_date(doing.at, doing.scope.time_zone));
    tx.execute("UPDATE customer_order SET requested_date = ?, note = ? WHERE id = ?", after.date, after.note, order.id);
    if (after.date != before.date) release_with_date(tx, catalog, order, doing.at);
    write_diary(tx, order, {doing.at, "WISH_CHANGED", doing.actor.name, wish_detail(before, after).dump(), {}});
    save(tx, order, doing.at);
    tell_pages(tx, order, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "order.wish_changed", "order " + number, wish_json(before).dump(),
              wish_json(after).dump());
}

}  // namespace marque::orders
