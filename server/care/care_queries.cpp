#include "care/care_queries.h"

#include <algorithm>

#include "care/calling_hours.h"
#include "care/care_errors.h"

namespace marque::care {
namespace {

constexpr unsigned most_counted = 10'000;

/// STRAIGHT_JOIN: the page is found by the queue's index first; from the dozen rules it would be sorted.
constexpr db::Sql select_summary{
    "SELECT STRAIGHT_JOIN k.id, k.state, k.due_on, k.not_before, k.priority, k.attempts, k.outcome, k.done_at, "
    "r.code AS rule_code, r.name_zh AS rule_zh, r.name_en AS rule_en, v.vin, m.name_zh AS model_zh, m.name_en AS "
    "model_en, "
    "c.name AS customer_name, p.name AS claimed_by FROM care_call k JOIN care_rule r ON r.id = k.rule_id "
    "JOIN vehicle v ON v.id = k.vehicle_id JOIN model m ON m.id = v.model_id JOIN customer c ON c.id = k.customer_id "
    "LEFT JOIN person p ON p.id = k.claimed_by"};

RuleRef rule_from(const db::Row& row) {
    return {row.get<std::string>("rule_code"), {row.get<std::string>("rule_zh"), row.get<std::string>("rule_en")}};
}

CareCallSummary summary_from(const db::Row& row, core::Date today) {
    CareCallSummary call;
    call.id = row.get<core::CareCallId>("id");
    call.state = row.get<CallState>("state");
    call.rule = rule_from(row);
    call.due_on = row.get<core::Date>("due_on");
    call.not_before = row.opt<core::Instant>("not_before");
    call.vin = row.get<std::string>("vin");
    call.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    call.customer_name = row.get<std::string>("customer_name");
    call.attempts = row.get<unsigned>("attempts");
    call.outcome = row.opt<Ending>("outcome");
    call.claimed_by = row.opt<std::string>("claimed_by");
    call.priority = row.get<unsigned>("priority");
    call.done_at = row.opt<core::Instant>("done_at");
    const bool open = call.state == CallState::planned || call.state == CallState::claimed;
    call.overdue_days = open ? std::max(0, static_cast<int>((today - call.due_on).count())) : 0;
    return call;
}

void choose(db::SqlBuilder& sql, const Desk& desk, QueueView view) {
    switch (view) {
        case QueueView::due:
            sql.add("WHERE k.state = 'PLANNED' AND k.due_on <= ? AND (k.not_before IS NULL OR k.not_before <= ?)",
                    desk.today, desk.now);
            break;
        case QueueView::mine:
            sql.add("WHERE k.state = 'CLAIMED' AND k.claimed_by = ?", desk.person());
            break;
        case QueueView::upcoming:
            sql.add("WHERE k.state = 'PLANNED' AND k.due_on >= ? AND (k.due_on > ? OR k.not_before > ?)", desk.today,
                    desk.today, desk.now);
            break;
        case QueueView::done:
            sql.add("WHERE k.done_at IS NOT NULL");
            break;
    }
}

void go_on_from(db::Tx& tx, db::SqlBuilder& sql, const QueueRequest& request) {
    if (request.after) {
        const auto& last = *request.after;
        sql.add("AND k.due_on >= ? AND (k.due_on > ? OR k.priority > ? OR (k.priority = ? AND k.id > ?))", last.due_on,
                last.due_on, last.priority, last.priority, last.id);
    } else if (request.before) {
        const auto done_at = tx.value<core::Instant>(
            "done_at", "SELECT done_at FROM care_call WHERE id = ? AND done_at IS NOT NULL", *request.before);
        if (!done_at) throw core::Error(http::errors::cursor_invalid);
        sql.add("AND k.done_at <= ? AND (k.done_at < ? OR k.id < ?)", *done_at, *done_at, *request.before);
    }
}

}  // namespace

http::Page<CareCallSummary> list_calls(db::Tx& tx, const Desk& desk, const QueueRequest& request) {
    db::SqlBuilder sql(select_summary);
    choose(sql, desk, request.view);
    go_on_from(tx, sql, request);
    const bool done = request.view == QueueView::done;
    if (done) {
        sql.add("ORDER BY k.done_at DESC, k.id DESC LIMIT ?", request.limit + 1);
    } else {
        sql.add("ORDER BY k.due_on, k.priority, k.id LIMIT ?", request.limit + 1);
    }
    auto rows = tx.list([&](const db::Row& row) { return summary_from(row, desk.today); }, sql);
    return http::make_page(std::move(rows), request.limit, [&](const CareCallSummary& last) {
        return done ? std::to_string(last.id.value) : QueuePosition{last.due_on, last.priority, last.id}.text();
    });
}

CareCounts count_calls(db::Tx& tx, const Desk& desk) {
    const auto counted = [&](db::Sql sql, const auto&... args) {
        return tx.value<unsigned>("counted", sql, args..., most_counted + 1).value();
    };
    CareCounts counts;
    counts.due = counted(
        "SELECT COUNT(*) AS counted FROM (SELECT 1 FROM care_call WHERE state = 'PLANNED' AND due_on <= ? "
        "AND (not_before IS NULL OR not_before <= ?) LIMIT ?) found",
        desk.today, desk.now);
    counts.overdue = counted(
        "SELECT COUNT(*) AS counted FROM (SELECT 1 FROM care_call WHERE state = 'PLANNED' AND due_on < ? LIMIT ?) "
        "found",
        desk.today);
    counts.claimed = counted(
        "SELECT COUNT(*) AS counted FROM (SELECT 1 FROM care_call WHERE state = 'CLAIMED' AND claimed_until > ? LIMIT "
        "?) found",
        desk.real_now);
    counts.done_today = counted(
        "SELECT COUNT(*) AS counted FROM (SELECT 1 FROM care_call WHERE done_at >= ? AND state = 'DONE' LIMIT ?) found",
        start_of_day(desk.now, desk.scope.time_zone));
    for (unsigned* count : {&counts.due, &counts.overdue, &counts.claimed, &counts.done_today}) {
        counts.capped = counts.capped || *count > most_counted;
        *count = std::min(*count, most_counted);
    }
    return counts;
}

CarePlan care_plan(db::Tx& tx, const core::Scope& scope, core::VehicleId vehicle) {
    const auto owner_dealer =
        tx.find([](const db::Row& row) { return row.get<core::OrganisationId>("dealer_id"); },
                "SELECT c.dealer_id FROM vehicle v JOIN customer c ON c.id = v.owner_id WHERE v.id = ?", vehicle);
    if (!owner_dealer) return {};
    if (scope.organisation_kind == core::OrganisationKind::dealer && *owner_dealer != scope.organisation) {
        throw core::Error(errors::plan_of_other_dealer);
    }
    const auto item_from = [](const db::Row& row) {
        return CarePlanItem{row.get<core::CareCallId>("id"), rule_from(row),
                            row.get<CallState>("state"),     row.get<core::Date>("due_on"),
                            row.get<unsigned>("occurrence"), row.opt<Ending>("outcome")};
    };
    return {tx.list(
        item_from,
        "SELECT k.id, k.state, k.due_on, k.occurrence, k.outcome, r.code AS rule_code, r.name_zh AS rule_zh, "
        "r.name_en AS rule_en FROM vehicle v JOIN care_call k ON k.vehicle_id = v.id AND k.customer_id = v.owner_id "
        "JOIN care_rule r ON r.id = k.rule_id WHERE v.id = ? ORDER BY k.due_on, k.priority, k.id LIMIT 500",
        vehicle)};
}

}  // namespace marque::care
