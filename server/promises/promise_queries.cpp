#include "orders/orders.h"
#include "promises/promise_errors.h"
#include "promises/promise_tasks.h"

namespace marque::promises {
namespace {

constexpr char select_task[] =
    "SELECT t.id, o.number, d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, "
    "  p.id AS salesperson_id, p.name AS salesperson_name, m.name_zh AS model_zh, m.name_en AS model_en, o.customer_id, c.name AS customer_name, "
    "  c.phone AS customer_phone, t.state, t.reason, t.promised_date, e.p50_at, e.p90_at, t.opened_at, t.closed_at, "
    "  w.name AS closed_by, t.outcome, t.note, t.version, t.part_no, t.part_zh, t.part_en, t.part_back_at "
    "FROM promise_task t JOIN customer_order o ON o.id = t.order_id JOIN organisation d ON d.id = t.dealer_id "
    "JOIN person p ON p.id = o.salesperson_id JOIN model m ON m.id = o.model_id LEFT JOIN customer c ON c.id = o.customer_id "
    "LEFT JOIN order_eta e ON e.order_id = t.order_id LEFT JOIN person w ON w.id = t.closed_by WHERE";

/// Whose tasks somebody may see: as with orders, a dealer its own, a region its dealers', the maker's people all.
void add_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    using core::Role;
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("t.dealer_id = ?", scope.organisation);
    } else if (scope.has(Role::regional_manager)) {
        sql.add("t.region_id = ?", scope.organisation);
    } else if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) {
        sql.add("TRUE");
    } else {
        sql.add("FALSE");
    }
}

TaskView map_task(const db::Row& row) {
    TaskView task;
    task.id = row.get<std::uint64_t>("id");
    task.order_number = row.get<std::string>("number");
    task.dealer = identity::map_organisation_ref(row, "dealer_");
    task.salesperson = {row.get<core::PersonId>("salesperson_id"), row.get<std::string>("salesperson_name")};
    task.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    task.customer_id = row.opt<core::CustomerId>("customer_id");
    task.customer_name = row.opt<std::string>("customer_name");
    task.customer_phone = row.opt<std::string>("customer_phone");
    task.state = row.get<TaskState>("state");
    task.reason = row.get<std::string>("reason");
    if (auto part_no = row.opt<std::string>("part_no")) {
        task.missing_part = {std::move(*part_no),
                             {row.get<std::string>("part_zh"), row.get<std::string>("part_en")},
                             row.opt<core::Instant>("part_back_at")};
    }
    task.promised_date = row.get<core::Date>("promised_date");
    task.p50_at = row.opt<core::Instant>("p50_at");
    task.p90_at = row.opt<core::Instant>("p90_at");
    task.opened_at = row.get<core::Instant>("opened_at");
    task.closed_at = row.opt<core::Instant>("closed_at");
    task.closed_by = row.opt<std::string>("closed_by");
    task.outcome = row.opt<TaskOutcome>("outcome");
    task.note = row.get<std::string>("note");
    task.version = row.get<int>("version");
    return task;
}

LedgerView map_ledger(const db::Row& row) {
    return {row.get<int>("seq"),
            row.get<LedgerKind>("kind"),
            row.get<core::Instant>("at"),
            row.get<core::Date>("promised_date"),
            row.opt<core::Date>("before_date"),
            row.get<std::string>("reason"),
            row.opt<core::Instant>("p50_at"),
            row.opt<core::Instant>("p90_at"),
            row.get<std::string>("actor"),
            row.get<std::string>("note")};
}

struct Head {
    std::string state, line;
    core::OrganisationId destination;
    int turn = 0;
};

/// A car that the follower has not come to yet: behind all that wait, and the whole line before it.
Car last_in_line(db::Tx& tx, const std::string& line, core::OrganisationId destination, int own_turn) {
    Car car;
    car.destination = destination;
    for (const auto& [turn, count] : waiting_by_turn(tx, line)) car.ahead += turn <= own_turn ? count : 0;
    return car;
}

std::optional<EtaView> eta_of_a_fresh_order(db::Tx& tx, const Head& head, core::Instant now) {
    if (head.state != "ACCEPTED" && head.state != "RELEASED") return std::nullopt;
    const auto car = last_in_line(tx, head.line, head.destination, head.turn);
    const auto estimated = estimate(read_times(tx, head.line), car, now);
    if (!estimated) return std::nullopt;
    return EtaView{estimated->p50, estimated->p90, now, car.phase, car.ahead, car.cause};
}

std::optional<NoEta> why_no_eta(const std::string& state) {
    if (state == "DRAFT") return NoEta::draft;
    if (state == "WAITING") return NoEta::waits_for_allocation;
    if (state == "ON_HOLD") return NoEta::on_hold;
    for (const char* there : {"ARRIVED", "DELIVERED", "REFUSED", "CANCELLED"}) {
        if (state == there) return std::nullopt;
    }
    return NoEta::not_measured;
}

}  // namespace

std::vector<TaskView> list_tasks(db::Tx& tx, const core::Scope& scope, const TaskFilter& filter) {
    db::SqlBuilder sql(select_task);
    add_visibility(sql, scope);
    sql.add("AND t.state = ?", filter.state);
    if (filter.mine) sql.add("AND o.salesperson_id = ?", scope.person);
    sql.add("AND t.id < ? ORDER BY t.id DESC LIMIT ?", filter.page.before.value_or(~std::uint64_t{0}),
            filter.page.limit + 1);
    return tx.list(map_task, sql);
}

TaskView read_task(db::Tx& tx, const core::Scope& scope, std::uint64_t id) {
    db::SqlBuilder sql(select_task);
    add_visibility(sql, scope);
    sql.add("AND t.id = ?", id);
    auto tasks = tx.list(map_task, sql);
    if (tasks.empty()) throw core::Error(errors::task_not_found);
    return std::move(tasks.front());
}

std::vector<TaskView> list_same_buyer(db::Tx& tx, const core::Scope& scope, const TaskView& task) {
    if (!task.customer_id) return {};
    db::SqlBuilder sql(select_task);
    add_visibility(sql, scope);
    sql.add("AND o.customer_id = ? AND t.dealer_id = ? AND t.state = 'OPEN' AND t.id <> ? ORDER BY t.id LIMIT ?",
            *task.customer_id, task.dealer.id, task.id, most_told_at_once - 1);
    return tx.list(map_task, sql);
}

PromiseView read_promise(db::Tx& tx, const core::Scope& scope, const std::string& number, core::Instant now) {
    const auto id = orders::require_visible(tx, scope, number);
    PromiseView view;
    Head head;
    tx.each(
        [&](const db::Row& row) {
            view.order_number = row.get<std::string>("number");
            view.requested_date = row.get<core::Date>("requested_date");
            view.promised_date = row.opt<core::Date>("promised_date");
            head = {row.get<std::string>("state"), row.get<std::string>("line_code"),
                    row.get<core::OrganisationId>("destination_id"), row.get<int>("turn")};
        },
        "SELECT number, requested_date, promised_date, state, line_code, destination_id, IF(kind = 'CUSTOMER', 0, 1) AS turn "
        "FROM customer_order WHERE id = ?",
        id);
    if (const auto open = find_open_order(tx, id)) {
        view.at_risk = open->promise.at_risk;
        if (open->estimate) {
            view.eta = EtaView{open->estimate->p50, open->estimate->p90, open->computed_at,
                               open->car.phase,     open->car.ahead,     open->car.cause};
        }
    } else {
        view.eta = eta_of_a_fresh_order(tx, head, now);
    }
    if (!view.eta) view.no_eta = why_no_eta(head.state);
    view.open_task =
        tx.value<std::uint64_t>("id", "SELECT id FROM promise_task WHERE order_id = ? AND state = 'OPEN'", id);
    view.ledger = tx.list(map_ledger,
                          "SELECT seq, kind, at, promised_date, before_date, reason, p50_at, p90_at, actor, note "
                          "FROM promise_ledger WHERE order_id = ? ORDER BY seq",
                          id);
    return view;
}

NewOrderEta eta_of_a_new_order(db::Tx& tx, core::OrganisationId dealer, const WishedCar& wished, core::Instant now) {
    const auto line = tx.value<std::string>(
        "line_code", "SELECT line_code FROM model WHERE code = ? AND model_year = ?", wished.model, wished.model_year);
    if (!line) {
        throw core::Error(errors::no_such_model,
                          {{"model", wished.model}, {"year", std::to_string(wished.model_year)}});
    }
    const auto car = last_in_line(tx, *line, dealer, wished.stock ? 1 : 0);
    NewOrderEta eta{{}, {}, car.ahead, now};
    if (const auto estimated = estimate(read_times(tx, *line), car, now)) {
        eta.p50_at = estimated->p50;
        eta.p90_at = estimated->p90;
    }
    return eta;
}

}  // namespace marque::promises
