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

struct Told {
    TaskView seen;
    int version = 0;  ///< as the caller knows it
    core::OrderId order;
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

/// What the call was about, in the order of the tasks, as everybody locks them.
std::vector<Told> tasks_told_of(db::Tx& tx, std::uint64_t id, const CloseTask& command, const Closing& closing) {
    std::map<std::uint64_t, int> versions{{id, command.version}};
    if (command.others) {
        if (command.others->size() >= most_told_at_once) {
            http::refuse_parameter("/others", http::errors::field_range,
                                   {{"least", "0"}, {"most", std::to_string(most_told_at_once - 1)}});
        }
        for (const auto& other : *command.others) versions.emplace(other.id, other.version);
    }
    std::vector<Told> told;
    for (const auto& [task, version] : versions) {
        auto seen = read_task(tx, closing.scope, task);
        const auto order = orders::require_visible(tx, closing.scope, seen.order_number);
        told.push_back({std::move(seen), version, order});
    }
    const auto& buyer = told.front().seen.customer_id;
    for (const auto& [seen, version, order] : told) {
        if (told.size() > 1 && (!buyer || seen.customer_id != buyer)) {
            http::refuse_parameter("/others", errors::another_buyer, {{"order", seen.order_number}});
        }
    }
    return told;
}

/// The rows of the orders, which come before their tasks': the line's events lock them so.
std::map<core::OrderId, OpenOrder> lock_their_orders(db::Tx& tx, const std::vector<Told>& told) {
    std::vector<core::OrderId> ids;
    for (const auto& each : told) {
        if (each.seen.state == TaskState::open) ids.push_back(each.order);
    }
    std::map<core::OrderId, OpenOrder> found;
    for (auto& open : lock_open_orders(tx, ids)) found.emplace(open.car.order, std::move(open));
    return found;
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

void close_one(db::Tx& tx, const Told& told, OpenOrder* open, const CloseTask& command, const Closing& closing) {
    const auto task = lock_task(tx, told.seen.id);
    if (task.state == TaskState::done) throw core::Error(errors::task_done);
    if (task.version != told.version) {
        throw core::Error(errors::stale_version,
                          {{"yours", std::to_string(told.version)}, {"now", std::to_string(task.version)}});
    }
    const bool moves = command.promised_date && *command.promised_date != told.seen.promised_date;
    if (moves) {
        if (open == nullptr) throw core::Error(errors::task_done);
        agree_on(tx, *open, task.reason, command, closing);
    }
    tx.execute(
        "UPDATE promise_task SET state = 'DONE', outcome = ?, note = ?, closed_at = ?, closed_by = ?, version = version + 1 "
        "WHERE id = ?",
        moves ? TaskOutcome::moved : TaskOutcome::told, command.note, closing.at, closing.scope.person, told.seen.id);
    http::Json after{{"note", command.note}};
    if (moves) after["promised_date"] = core::to_iso_date(*command.promised_date);
    db::audit(tx, closing.at, closing.actor, "promise.task_closed", "order " + told.seen.order_number,
              http::Json{{"promised_date", core::to_iso_date(told.seen.promised_date)}}.dump(), after.dump());
}

}  // namespace

void close_task(db::Tx& tx, std::uint64_t id, const CloseTask& command, const Closing& closing) {
    const auto told = tasks_told_of(tx, id, command, closing);
    auto open = lock_their_orders(tx, told);
    std::vector<core::OrderId> orders;
    for (const auto& each : told) {
        const auto found = open.find(each.order);
        close_one(tx, each, found == open.end() ? nullptr : &found->second, command, closing);
        orders.push_back(each.order);
    }
    tell_pages(tx, orders, closing.real_now);
}

}  // namespace marque::promises
