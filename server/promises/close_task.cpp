#include "db/audit.h"
#include "orders/orders.h"
#include "promises/promise_errors.h"
#include "promises/promise_tasks.h"

namespace marque::promises {
namespace {

constexpr auto furthest_promise = std::chrono::days{731};

struct LockedTask {
    core::OrderId order;
    TaskState state = TaskState::open;
    int version = 1;
    std::string reason;
};

LockedTask lock_task(db::Tx& tx, std::uint64_t id) {
    return tx
        .find(
            [](const db::Row& row) {
                return LockedTask{row.get<core::OrderId>("order_id"), row.get<TaskState>("state"),
                                  row.get<int>("version"), row.get<std::string>("reason")};
            },
            "SELECT order_id, state, version, reason FROM promise_task WHERE id = ? FOR UPDATE", id)
        .value();
}

void agree_on(db::Tx& tx, OpenOrder& open, const std::string& reason, const CloseTask& command,
              const Closing& closing) {
    const auto zone = zones_of(tx, {open.car.destination}).at(open.car.destination);
    const auto today = core::local_date(closing.at, zone);
    const auto earliest = open.estimate ? core::local_date(open.estimate->p90, zone) : today;
    if (*command.promised_date < earliest || *command.promised_date > today + furthest_promise) {
        http::refuse_parameter("/promised_date", errors::date_out_of_reach,
                               {{"earliest", core::to_iso_date(earliest)}});
    }
    const auto entry = move_promise(open.promise, *command.promised_date, reason);
    write_ledger(tx, {{open.car.order, entry, closing.at, open.estimate, closing.actor.name, command.note}});
    orders::set_promised_date(tx, open.car.order, entry.date);
    save_open_orders(tx, {&open});
}

}  // namespace

void close_task(db::Tx& tx, std::uint64_t id, const CloseTask& command, const Closing& closing) {
    const auto seen = read_task(tx, closing.scope, id);
    const auto order = orders::require_visible(tx, closing.scope, seen.order_number);
    // The order's row first, as the line's events lock them.
    auto open = seen.state == TaskState::open ? lock_open_orders(tx, {order}) : std::vector<OpenOrder>{};
    const auto task = lock_task(tx, id);
    if (task.state == TaskState::done) throw core::Error(errors::task_done);
    if (task.version != command.version) {
        throw core::Error(errors::stale_version,
                          {{"yours", std::to_string(command.version)}, {"now", std::to_string(task.version)}});
    }
    const bool moves = command.promised_date && *command.promised_date != seen.promised_date;
    if (moves) {
        if (open.empty()) throw core::Error(errors::task_done);
        agree_on(tx, open.front(), task.reason, command, closing);
    }
    tx.execute(
        "UPDATE promise_task SET state = 'DONE', outcome = ?, note = ?, closed_at = ?, closed_by = ?, version = version + 1 "
        "WHERE id = ?",
        moves ? TaskOutcome::moved : TaskOutcome::told, command.note, closing.at, closing.scope.person, id);
    tell_pages(tx, {order}, closing.real_now);
    http::Json after{{"note", command.note}};
    if (moves) after["promised_date"] = core::to_iso_date(*command.promised_date);
    db::audit(tx, closing.at, closing.actor, "promise.task_closed", "order " + seen.order_number,
              http::Json{{"promised_date", core::to_iso_date(seen.promised_date)}}.dump(), after.dump());
}

}  // namespace marque::promises
