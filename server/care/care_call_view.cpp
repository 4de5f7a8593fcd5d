#include "care/care_call_view.h"

#include <algorithm>

#include "care/care_errors.h"
#include "care/care_planner.h"
#include "care/care_reason.h"
#include "care/care_script.h"

namespace marque::care {
namespace {

core::Localized name_from(const db::Row& row, const std::string& prefix) {
    return {row.get<std::string>(prefix + "_zh"), row.get<std::string>(prefix + "_en")};
}

/// What the page is made from and does not show as it is.
struct Background {
    core::VehicleId vehicle;
    core::OrganisationId region;
    std::string dealer_city;
    std::string zone;
    int window_days = 0;
    Reason reason;
    core::Localized script;
};

CalledVehicle vehicle_from(const db::Row& row) {
    return {row.get<std::string>("vin"),
            row.opt<std::string>("plate"),
            name_from(row, "model"),
            row.opt<core::Date>("delivered_on"),
            row.get<int>("odometer_km"),
            row.opt<core::Date>("odometer_on"),
            identity::map_organisation_ref(row, "dealer_")};
}

CareCallView view_from(const db::Row& row) {
    CareCallView call;
    call.id = row.get<core::CareCallId>("id");
    call.version = row.get<unsigned>("version");
    call.state = row.get<CallState>("state");
    call.rule = {row.get<std::string>("rule_code"), name_from(row, "rule")};
    call.due_on = row.get<core::Date>("due_on");
    call.not_before = row.opt<core::Instant>("not_before");
    call.occurrence = row.get<unsigned>("occurrence");
    call.customer = {
        row.get<core::CustomerId>("customer_id"), row.get<std::string>("customer_name"), row.get<std::string>("phone"),
        row.get<std::string>("locale"),           row.get<bool>("do_not_call"),          ""};
    call.vehicle = vehicle_from(row);
    if (const auto agent = row.opt<core::PersonId>("claimed_by")) {
        call.claimed_by = identity::PersonRef{*agent, row.get<std::string>("agent_name")};
    }
    call.claimed_until = row.opt<core::Instant>("claimed_until");
    call.outcome = row.opt<Ending>("outcome");
    return call;
}

Background background_from(const db::Row& row) {
    return {row.get<core::VehicleId>("vehicle_id"),
            row.get<core::OrganisationId>("region_id"),
            row.get<std::string>("dealer_city"),
            row.get<std::string>("time_zone"),
            row.get<int>("window_days"),
            http::parse_json<Reason>(row.get<std::string>("reason")),
            name_from(row, "script")};
}

std::vector<AttemptView> attempts_of(db::Tx& tx, core::CareCallId id) {
    return tx.list(
        [](const db::Row& row) {
            return AttemptView{row.get<core::Instant>("at"), row.get<std::string>("agent"), row.get<Outcome>("outcome"),
                               row.get<std::string>("note"), row.opt<core::Instant>("next_at")};
        },
        "SELECT a.at, p.name AS agent, a.outcome, a.note, a.next_at FROM care_attempt a JOIN person p ON p.id = "
        "a.agent_id "
        "WHERE a.call_id = ? ORDER BY a.attempt",
        id);
}

/// The call that this one caused, if it did.
std::optional<CarePlanItem> follow_up_of(db::Tx& tx, core::CareCallId id, core::VehicleId vehicle) {
    return tx.find(
        [](const db::Row& row) {
            return CarePlanItem{
                row.get<core::CareCallId>("id"), {row.get<std::string>("rule_code"), name_from(row, "rule")},
                row.get<CallState>("state"),     row.get<core::Date>("due_on"),
                row.get<unsigned>("occurrence"), row.opt<Ending>("outcome")};
        },
        "SELECT k.id, k.state, k.due_on, k.occurrence, k.outcome, r.code AS rule_code, r.name_zh AS rule_zh, "
        "r.name_en AS rule_en FROM care_call k JOIN care_rule r ON r.id = k.rule_id "
        "WHERE k.vehicle_id = ? AND k.cause_ref = ? ORDER BY k.id LIMIT 1",
        vehicle, reference_of(id));
}

/// Where the car was last repaired, else the service station nearest to the dealer.
std::optional<core::Localized> station_for(db::Tx& tx, const Background& background) {
    const auto name = [](const db::Row& row) { return name_from(row, "name"); };
    const auto last =
        tx.find(name,
                "SELECT s.name_zh, s.name_en FROM repair_order o JOIN organisation s ON s.id = o.station_id "
                "WHERE o.vehicle_id = ? ORDER BY o.id DESC LIMIT 1",
                background.vehicle);
    if (last) return last;
    return tx.find(name,
                   "SELECT name_zh, name_en FROM organisation WHERE parent_id = ? AND kind = 'SERVICE_STATION' "
                   "ORDER BY city_en = ? DESC, id LIMIT 1",
                   background.region, background.dealer_city);
}

CallSoFar so_far(const CareCallView& call, const Background& background, core::Date today) {
    CallSoFar so_far;
    so_far.rule_name = call.rule.name;
    so_far.due_on = call.due_on;
    so_far.window_days = background.window_days;
    so_far.over = call.state == CallState::done || call.state == CallState::dropped;
    so_far.zone = background.zone;
    so_far.today = today;
    so_far.unanswered =
        static_cast<int>(std::count_if(call.attempts.begin(), call.attempts.end(), [](const auto& attempt) {
            return attempt.outcome != Outcome::call_back;  // any other outcome that leaves the call open reached nobody
        }));
    if (!call.attempts.empty() && call.attempts.back().outcome == Outcome::call_back) {
        so_far.agreed_for = call.attempts.back().next_at;
    }
    return so_far;
}

core::Localized script_for(db::Tx& tx, const Desk& desk, const CareCallView& call, const Background& background) {
    const auto read_on = call.vehicle.odometer_on.value_or(call.vehicle.delivered_on.value_or(desk.today));
    const Mileage mileage = mileage_of(tx, background.vehicle, call.vehicle.odometer_km, read_on, desk.today);
    ScriptSlots slots;
    slots.customer = call.customer.name;
    slots.model = call.vehicle.model_name;
    slots.km = mileage.km_on(desk.today);
    slots.agent = call.claimed_by ? call.claimed_by->name : desk.actor.name;
    slots.station = station_for(tx, background);
    return fill_script(background.script, slots);
}

}  // namespace

CareCallView read_call(db::Tx& tx, const Desk& desk, core::CareCallId id) {
    auto found =
        tx.find([](const db::Row& row) { return std::pair(view_from(row), background_from(row)); },
                "SELECT k.id, k.version, k.state, k.due_on, k.not_before, k.occurrence, k.customer_id, k.vehicle_id, "
                "k.region_id, k.reason, k.claimed_by, k.claimed_until, k.outcome, r.code AS rule_code, "
                "r.name_zh AS rule_zh, r.name_en AS rule_en, r.window_days, r.script_zh, r.script_en, "
                "c.name AS customer_name, c.phone, c.locale, c.do_not_call, d.id AS dealer_id, "
                "d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, "
                "d.city_en AS dealer_city, d.time_zone, v.vin, v.plate, v.delivered_on, v.odometer_km, "
                "v.odometer_on, m.name_zh AS model_zh, m.name_en AS model_en, p.name AS agent_name "
                "FROM care_call k JOIN care_rule r ON r.id = k.rule_id JOIN customer c ON c.id = k.customer_id "
                "JOIN organisation d ON d.id = c.dealer_id JOIN vehicle v ON v.id = k.vehicle_id "
                "JOIN model m ON m.id = v.model_id LEFT JOIN person p ON p.id = k.claimed_by WHERE k.id = ?",
                id);
    if (!found) throw core::Error(errors::call_not_found);
    auto& [call, background] = *found;
    call.customer.local_time = core::local_time_of_day(desk.now, background.zone);
    call.attempts = attempts_of(tx, id);
    call.facts = facts_of(background.reason, so_far(call, background, desk.today));
    call.script = script_for(tx, desk, call, background);
    call.follow_up = follow_up_of(tx, id, background.vehicle);
    return std::move(call);
}

}  // namespace marque::care
