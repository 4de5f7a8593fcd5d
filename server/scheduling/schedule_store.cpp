#include "scheduling/plan_store.h"
#include "scheduling/scheduling_errors.h"

namespace marque::scheduling {
namespace {

unsigned bits_of(const std::vector<int>& days) {
    unsigned bits = 0;
    for (const int day : days) bits |= 1u << (day - 1);
    return bits;
}

std::vector<int> days_of(unsigned bits) {
    std::vector<int> days;
    for (int day = 1; day <= 7; ++day) {
        if ((bits >> (day - 1) & 1) != 0) days.push_back(day);
    }
    return days;
}

}  // namespace

LineOf require_line(db::Tx& tx, const std::string& code) {
    const auto zone =
        tx.value<std::string>("zone",
                              "SELECT COALESCE(p.time_zone, 'Asia/Shanghai') AS zone FROM production_line l "
                              "LEFT JOIN organisation p ON p.code = l.plant_code WHERE l.code = ?",
                              code);
    if (!zone) throw core::Error(errors::no_such_line, {{"line", code}});
    return {code, *zone};
}

std::optional<LineSchedule> read_schedule(db::Tx& tx, const std::string& line) {
    return tx.find(
        [](const db::Row& row) {
            const auto ratios = row.get<std::string>("ratios");
            return LineSchedule{row.get<int>("takt_ms"),
                                days_of(row.get<unsigned>("working_days")),
                                row.get<std::string>("working_from"),
                                row.get<std::string>("working_until"),
                                row.get<int>("slot_cars"),
                                row.get<int>("dealer_cars"),
                                row.get<int>("frozen_cars"),
                                row.get<int>("paint_batch"),
                                row.get<int>("lead_days"),
                                http::parse_json<std::vector<Ratio>>(ratios),
                                row.get<int>("version")};
        },
        "SELECT takt_ms, working_days, working_from, working_until, slot_cars, dealer_cars, frozen_cars, paint_batch, "
        "  lead_days, ratios, version FROM line_schedule WHERE line_code = ?",
        line);
}

void save_schedule(db::Tx& tx, const std::string& line, LineSchedule& schedule) {
    const auto known =
        tx.value<int>("version", "SELECT version FROM line_schedule WHERE line_code = ? FOR UPDATE", line).value_or(0);
    if (known != schedule.version) {
        throw core::Error(errors::stale_settings,
                          {{"yours", std::to_string(schedule.version)}, {"now", std::to_string(known)}});
    }
    ++schedule.version;
    tx.execute(
        "REPLACE INTO line_schedule (line_code, takt_ms, working_days, working_from, working_until, slot_cars, "
        "  dealer_cars, frozen_cars, paint_batch, lead_days, ratios, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        line, schedule.takt_ms, bits_of(schedule.working_days), schedule.working_from, schedule.working_until,
        schedule.slot_cars, schedule.dealer_cars, schedule.frozen_cars, schedule.paint_batch, schedule.lead_days,
        http::to_json_value(schedule.ratios).dump(), schedule.version);
}

}  // namespace marque::scheduling
