#include "care/care_call_store.h"

#include <stdexcept>

#include "care/care_errors.h"
#include "db/connection.h"

namespace marque::care::store {
namespace {

constexpr db::Sql select_call{
    "SELECT id, vehicle_id, customer_id, region_id, rule_id, occurrence, state, due_on, not_before, priority, "
    "claimed_by, "
    "claimed_until, attempts, outcome, done_at, version FROM care_call"};

/// The one mapping of a call's row.
CareCall call_from(const db::Row& row) {
    CareCall::Data data;
    data.id = row.get<core::CareCallId>("id");
    data.vehicle = row.get<core::VehicleId>("vehicle_id");
    data.customer = row.get<core::CustomerId>("customer_id");
    data.region = row.get<core::OrganisationId>("region_id");
    data.rule = row.get<core::CareRuleId>("rule_id");
    data.occurrence = row.get<unsigned>("occurrence");
    data.state = row.get<CallState>("state");
    data.due_on = row.get<core::Date>("due_on");
    data.not_before = row.opt<core::Instant>("not_before");
    data.priority = row.get<unsigned>("priority");
    data.claimed_by = row.opt<core::PersonId>("claimed_by");
    data.claimed_until = row.opt<core::Instant>("claimed_until");
    data.attempts = row.get<unsigned>("attempts");
    data.ending = row.opt<Ending>("outcome");
    data.done_at = row.opt<core::Instant>("done_at");
    data.version = row.get<unsigned>("version");
    return CareCall(std::move(data));
}

std::optional<CareCall> first(db::Tx& tx, const db::SqlBuilder& sql) {
    auto calls = tx.list(call_from, sql);
    if (calls.empty()) return std::nullopt;
    return std::move(calls.front());
}

/// A scalar subquery is asked row by row in the order of the queue; EXISTS would be joined, sorted and locked whole.
void add_open_zones(db::SqlBuilder& sql, const OpenZones& zones) {
    if (!zones) return;
    sql.add(
           "AND (SELECT d.time_zone FROM customer c JOIN organisation d ON d.id = c.dealer_id "
           "WHERE c.id = care_call.customer_id) IN")
        .add_in(*zones);
}

void insert(db::Tx& tx, const NewCall& call) {
    tx.execute(
        "INSERT INTO care_call (vehicle_id, customer_id, region_id, rule_id, occurrence, cause_ref, state, due_on, "
        "priority, reason) VALUES (?, ?, ?, ?, ?, ?, 'PLANNED', ?, ?, ?)",
        call.vehicle, call.customer, call.region, call.rule, call.occurrence, call.cause_ref, call.due_on,
        call.priority, http::to_json_value(call.reason).dump());
}

}  // namespace

CareCall lock(db::Tx& tx, core::CareCallId id) {
    auto call = first(tx, db::SqlBuilder(select_call).add("WHERE id = ? FOR UPDATE", id));
    if (!call) throw core::Error(errors::call_not_found);
    return *std::move(call);
}

std::vector<CareCall> lock_planned_of_car(db::Tx& tx, core::VehicleId vehicle) {
    return tx.list(
        call_from,
        db::SqlBuilder(select_call).add("WHERE vehicle_id = ? AND state = 'PLANNED' ORDER BY id FOR UPDATE", vehicle));
}

std::vector<CareCall> lock_planned_of(db::Tx& tx, const std::vector<core::CustomerId>& customers) {
    return tx.list(call_from, db::SqlBuilder(select_call)
                                  .add("WHERE customer_id IN")
                                  .add_in(customers)
                                  .add("AND state = 'PLANNED' ORDER BY id FOR UPDATE"));
}

std::optional<CareCall> lock_own(db::Tx& tx, core::PersonId person) {
    // The index is named, because any other would wait for the calls that colleagues have in hand.
    return first(tx, db::SqlBuilder(select_call)
                         .add("FORCE INDEX (care_call_agent) WHERE claimed_by = ? AND state = 'CLAIMED' "
                              "ORDER BY due_on, priority, id LIMIT 1 FOR UPDATE",
                              person));
}

std::optional<CareCall> lock_expired(db::Tx& tx, core::Instant real_now, const OpenZones& zones) {
    db::SqlBuilder sql(select_call);
    sql.add("WHERE state = 'CLAIMED' AND claimed_until <= ?", real_now);
    add_open_zones(sql, zones);
    return first(tx, sql.add("ORDER BY claimed_until LIMIT 1 FOR UPDATE SKIP LOCKED"));
}

std::optional<CareCall> lock_due(db::Tx& tx, core::Date today, core::Instant now, const OpenZones& zones) {
    // The index is named, because a filesort would lock every due call before it takes the first.
    db::SqlBuilder sql(select_call);
    sql.add(
        "FORCE INDEX (care_call_queue) WHERE state = 'PLANNED' AND due_on <= ? AND (not_before IS NULL OR not_before "
        "<= ?)",
        today, now);
    add_open_zones(sql, zones);
    return first(tx, sql.add("ORDER BY due_on, priority, id LIMIT 1 FOR UPDATE SKIP LOCKED"));
}

void save(db::Tx& tx, const CareCall& call) {
    const auto& data = call.data();
    const auto changed = tx.execute(
        "UPDATE care_call SET customer_id = ?, region_id = ?, state = ?, due_on = ?, not_before = ?, claimed_by = ?, "
        "claimed_until = ?, attempts = ?, outcome = ?, done_at = ?, version = version + 1 WHERE id = ? AND version = ?",
        data.customer, data.region, data.state, data.due_on, data.not_before, data.claimed_by, data.claimed_until,
        data.attempts, data.ending, data.done_at, data.id, data.version);
    if (changed != 1) throw std::logic_error("a care call was saved that was not locked");
}

void reschedule(db::Tx& tx, const CareCall& call, core::Date due_on, const Reason& reason) {
    tx.execute("UPDATE care_call SET due_on = ?, reason = ?, version = version + 1 WHERE id = ? AND version = ?",
               due_on, http::to_json_value(reason).dump(), call.data().id, call.data().version);
}

Reason reason_of(db::Tx& tx, core::CareCallId id) {
    return http::parse_json<Reason>(
        tx.value<std::string>("reason", "SELECT reason FROM care_call WHERE id = ?", id).value());
}

void insert_once(db::Tx& tx, const NewCall& call) {
    try {
        insert(tx, call);
    } catch (const db::DuplicateKey& planned_before) {
        if (planned_before.key() != "care_call_once") throw;
    }
}

void insert_next(db::Tx& tx, NewCall call) {
    for (;;) {
        call.occurrence = tx.value<int>("next",
                                        "SELECT COALESCE(MAX(occurrence), 0) + 1 AS next FROM care_call "
                                        "WHERE vehicle_id = ? AND rule_id = ?",
                                        call.vehicle, call.rule)
                              .value();
        try {
            return insert(tx, call);
        } catch (const db::DuplicateKey& taken) {
            if (taken.key() == "care_call_cause") return;
            // Another transaction has just committed this number; take the one after it.
            if (taken.key() != "care_call_once") throw;
        }
    }
}

int unanswered_attempts(db::Tx& tx, core::CareCallId id) {
    return tx
        .value<int>("unanswered",
                    "SELECT COUNT(*) AS unanswered FROM care_attempt "
                    "WHERE call_id = ? AND outcome IN ('NO_ANSWER', 'BUSY', 'ANSWERING_MACHINE')",
                    id)
        .value();
}

void insert_attempt(db::Tx& tx, core::CareCallId id, unsigned attempt_no, core::PersonId agent, const Attempt& attempt,
                    const std::string& note, std::optional<core::Instant> next_at) {
    tx.execute(
        "INSERT INTO care_attempt (call_id, attempt, at, agent_id, outcome, note, next_at) VALUES (?, ?, ?, ?, ?, ?, "
        "?)",
        id, attempt_no, attempt.at, agent, attempt.outcome, note, next_at);
}

}  // namespace marque::care::store
