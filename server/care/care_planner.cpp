#include "care/care_planner.h"

#include <algorithm>
#include <cmath>

#include "care/care.h"
#include "care/care_call_store.h"
#include "care/care_rule_store.h"
#include "customers/customers.h"
#include "vehicles/vehicles.h"

namespace marque::care {
namespace {

using std::chrono::days;

constexpr const char* visit_check_rule = "VISIT_CHECK";

bool still_makes_sense(const CareRule& rule, const DueDay& due, core::Date today) {
    return due.on + days{rule.window_days} >= today;
}

store::NewCall new_call(const CareRule& rule, int occurrence, const DueDay& due, Reason reason) {
    store::NewCall call;
    call.rule = rule.id;
    call.occurrence = occurrence;
    call.due_on = due.on;
    call.priority = rule.priority;
    call.reason = std::move(reason);
    return call;
}

/// The largest maintenance among the operations, in kilometres; 0 for none.
int maintenance_among(db::Tx& tx, const std::vector<std::string>& operation_codes) {
    const auto sql = db::SqlBuilder("SELECT COALESCE(MAX(maintenance_km), 0) AS km FROM labour_operation WHERE code IN")
                         .add_in(operation_codes);
    return tx.list([](const db::Row& row) { return row.get<int>("km"); }, sql).front();
}

int maintenance_done_on(db::Tx& tx, core::VehicleId vehicle) {
    return tx
        .value<int>(
            "km",
            "SELECT COALESCE(MAX(l.maintenance_km), 0) AS km FROM repair_order o "
            "JOIN repair_operation p ON p.repair_order_id = o.id JOIN labour_operation l ON l.code = p.operation_code "
            "WHERE o.vehicle_id = ? AND o.state = 'CLOSED'",
            vehicle)
        .value();
}

const CareRule* find_rule(const std::vector<CareRule>& rules, core::CareRuleId id) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const CareRule& rule) { return rule.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

/// What was planned for a former owner: care for the car goes on with the new one, the rest was between other people.
void take_over(db::Tx& tx, const HandedOver& event, const std::vector<CareRule>& rules) {
    for (CareCall& call : store::lock_planned_of_car(tx, event.vehicle)) {
        if (call.data().customer == event.owner) continue;
        if (find_rule(rules, call.data().rule)) {
            call.pass_to(event.owner, event.region);
        } else {
            call.drop(Ending::owner_changed, core::Instant{event.today});
        }
        store::save(tx, call);
    }
}

/// Drops planned maintenance that has been done and moves the rest to where the mileage now puts it.
void settle_maintenance(db::Tx& tx, const RepairClosed& event, const Mileage& mileage, int done_km) {
    const auto rules = store::rules_of(tx, Cause::hand_over);
    for (CareCall& call : store::lock_planned_of_car(tx, event.vehicle)) {
        const CareRule* rule = find_rule(rules, call.data().rule);
        if (!rule || !rule->due_km) continue;
        const int occurrence = static_cast<int>(call.data().occurrence);
        if (*rule->due_km * occurrence <= done_km) {
            call.drop(Ending::work_done, core::Instant{event.today});
            store::save(tx, call);
        } else if (call.data().attempts == 0) {  // a day agreed with the customer stands
            const auto caused_on = store::reason_of(tx, call.data().id).caused_on;
            const auto due = due_day(*rule, occurrence, caused_on, mileage);
            if (due) store::reschedule(tx, call, due->on, reason_of(*rule, occurrence, caused_on, *due, mileage));
        }
    }
}

void plan_follow_ups(db::Tx& tx, const RepairClosed& event, core::CustomerId owner, const Mileage& mileage) {
    const auto region = customers::home_of(tx, owner).region;
    for (const CareRule& rule : store::rules_of(tx, Cause::repair_closed)) {
        const auto due = due_day(rule, 1, event.on, mileage);
        if (!due || !still_makes_sense(rule, *due, event.today)) continue;
        auto call = new_call(rule, 1, *due, reason_of(rule, 1, event.on, *due, mileage));
        call.vehicle = event.vehicle;
        call.customer = owner;
        call.region = region;
        call.cause_ref = event.repair_order_number;
        call.reason.reference = event.repair_order_number;
        store::insert_next(tx, std::move(call));
    }
}

}  // namespace

std::string reference_of(core::CareCallId id) { return "call " + std::to_string(id.value); }

Mileage mileage_of(db::Tx& tx, core::VehicleId vehicle, int odometer_km, core::Date odometer_on, core::Date today) {
    const auto forecast = vehicles::forecast(tx, vehicle, today);
    if (!forecast) return {odometer_km, odometer_on};
    return {forecast->km_today, forecast->as_of, static_cast<int>(std::lround(forecast->km_per_day * 1000)),
            forecast->readings};
}

void plan_after_hand_over(db::Tx& tx, const HandedOver& event) {
    const auto car = vehicles::lock_vehicle(tx, event.vehicle);
    const auto rules = store::rules_of(tx, Cause::hand_over);
    take_over(tx, event, rules);
    if (customers::refuses_calls(tx, event.owner)) return;
    const Mileage mileage = mileage_of(tx, event.vehicle, car.odometer_km, event.on, event.today);
    const int done_km = maintenance_done_on(tx, event.vehicle);
    for (const CareRule& rule : rules) {
        for (int occurrence = 1; occurrence <= rule.occurrences; ++occurrence) {
            const auto due = due_day(rule, occurrence, event.on, mileage);
            if (!due || !still_makes_sense(rule, *due, event.today)) continue;
            if (rule.due_km && *rule.due_km * occurrence <= done_km) continue;
            auto call = new_call(rule, occurrence, *due, reason_of(rule, occurrence, event.on, *due, mileage));
            call.vehicle = event.vehicle;
            call.customer = event.owner;
            call.region = event.region;
            store::insert_once(tx, call);
        }
    }
}

void plan_after_repair(db::Tx& tx, const RepairClosed& event) {
    const auto car = vehicles::lock_vehicle(tx, event.vehicle);
    if (!car.owner) return;  // nobody to call yet: the dealer's own car
    const Mileage mileage = mileage_of(tx, event.vehicle, car.odometer_km, event.on, event.today);
    settle_maintenance(tx, event, mileage, maintenance_among(tx, event.operation_codes));
    if (!customers::refuses_calls(tx, *car.owner)) plan_follow_ups(tx, event, *car.owner, mileage);
}

void plan_visit_check(db::Tx& tx, const CareCall& booked, core::Date today) {
    const auto rule = store::find_active_rule(tx, visit_check_rule);
    if (!rule) return;
    const auto due = due_day(*rule, 1, today, {});
    if (!due) return;
    auto call = new_call(*rule, 1, *due, reason_of(*rule, 1, today, *due, {}));
    call.vehicle = booked.data().vehicle;
    call.customer = booked.data().customer;
    call.region = booked.data().region;
    call.cause_ref = reference_of(booked.data().id);
    store::insert_next(tx, std::move(call));
}

}  // namespace marque::care
