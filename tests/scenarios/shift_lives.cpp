#include <chrono>
#include <set>

#include "core/time.h"
#include "scenarios/shift_checks.h"

// What the cars' records and the care plan must say by the rules of schema/reference/care_rules.json.
namespace marque::scenarios {
namespace {

constexpr int follow_up_days = 3;

std::string days_after(const std::string& day, int days) {
    return core::to_iso_date(core::parse_date(day).value() + std::chrono::days{days});
}

/// Every call that the rules want after a hand-over, with the day that the date alone gives.
void check_rule(Check& check, const Json& rule, const Json& plan, const std::string& vin,
                const std::string& delivered_on) {
    const int occurrences = rule.at("occurrences");
    std::set<int> planned;
    for (const auto& call : plan.at("items")) {
        if (call.at("rule").at("code") != rule.at("code")) continue;
        const int occurrence = call.at("occurrence");
        planned.insert(occurrence);
        const auto by_date = days_after(delivered_on, rule.at("due_days").get<int>() * occurrence);
        const std::string due = call.at("due_on");
        const auto name = vin + " " + rule.at("code").get<std::string>();
        // The mileage may bring a maintenance call forward, never put it off.
        check.look(rule.at("due_km").is_null() ? due == by_date : due <= by_date && due >= delivered_on,
                   name + " is due on " + due + ", by date on " + by_date);
        check.same(call.at("state"), "PLANNED", name);
    }
    check.look(static_cast<int>(planned.size()) == occurrences,
               vin + ": " + rule.at("code").get<std::string>() + " is planned " + std::to_string(planned.size()) +
                   " times, the rule says " + std::to_string(occurrences));
}

void check_follow_ups(Check& check, const Sale& sale, const Json& plan, const std::string& vin) {
    std::size_t found = 0;
    for (const auto& call : plan.at("items")) {
        if (call.at("rule").at("code") != "REPAIR_FOLLOW_UP") continue;
        ++found;
        for (const auto& repair : sale.repairs)
            check.same(call.at("due_on"), days_after(repair.closed_on, follow_up_days), vin + " follow-up");
    }
    check.look(found == sale.repairs.size(), vin + " has " + std::to_string(found) + " follow-ups planned");
}

void check_timeline(Check& check, const Sale& sale, const Json& timeline, const std::string& vin) {
    std::map<std::string, int> kinds;
    for (const auto& event : timeline.at("items")) ++kinds[event.at("kind")];
    const int repairs = static_cast<int>(sale.repairs.size());
    const std::map<std::string, int> wanted{
        {"PRODUCED", 1}, {"ARRIVED", 1}, {"HANDED_OVER", 1}, {"REPAIR_OPENED", repairs}, {"REPAIR_CLOSED", repairs}};
    for (const auto& [kind, count] : wanted)
        check.look(kinds[kind] == count, vin + " has " + std::to_string(kinds[kind]) + " entries " + kind);
    for (const auto& repair : sale.repairs) {
        for (const auto& event : timeline.at("items")) {
            if (event.at("kind") != "REPAIR_CLOSED") continue;
            check.same(event.at("reference"), repair.number, vin + " repair");
            check.same(event.at("organisation").at("code"), repair.station, vin + " station");
            check.same(event.at("summary").at("parts").at(0).at("serial"), repair.part_serial,
                       vin + " serial of the new part");
        }
    }
}

}  // namespace

std::vector<Check> check_lives(Shift& shift) {
    Check records{"cars and repairs", "in each car's life, with station and serial"};
    Check after_hand_over{"care calls", "planned after hand-over as the rules say"};
    Check after_repair{"care calls", "one planned three days after each repair"};
    const auto rules = Json::parse(support::read_file(support::source_dir / "schema/reference/care_rules.json"));
    for (auto& sale : shift.sales) {
        if (!sale.handed_over) continue;
        const std::string vin = sale.seen.at("vin"), path = "/vehicles/" + vin;
        auto& salesperson = shift.seller_of(sale);
        const auto car = expect(200, salesperson.get(path), vin);
        const auto plan = expect(200, salesperson.get(path + "/care-plan"), vin + " care plan");
        for (const auto& rule : rules.at("care_rules"))
            if (rule.at("caused_by") == "HAND_OVER")
                check_rule(after_hand_over, rule, plan, vin, car.at("delivered_on"));
        check_follow_ups(after_repair, sale, plan, vin);
        check_timeline(records, sale, expect(200, salesperson.get(path + "/timeline"), vin + " timeline"), vin);
    }
    return {records, after_hand_over, after_repair};
}

}  // namespace marque::scenarios
