#include "app/load_files.h"
#include "app/load_network.h"
#include "db/tx.h"

namespace marque::app {
namespace {

void load_line(db::Tx& tx, const files::Line& line) {
    tx.execute(
        "INSERT INTO production_line (code, plant_code, name_zh, name_en) VALUES (?, ?, ?, ?) "
        "ON DUPLICATE KEY UPDATE plant_code = VALUES(plant_code), name_zh = VALUES(name_zh), name_en = VALUES(name_en)",
        line.code, line.plant, line.name_zh, line.name_en);
    // Positions are unique: a station that moved would meet another's old place if the rows were changed one by one.
    tx.execute("DELETE FROM line_station WHERE line_code = ?", line.code);
    std::vector<db::Params> rows;
    for (const auto& station : line.stations) {
        rows.push_back({line.code, station.code, station.shop, station.position, station.name_zh, station.name_en});
    }
    tx.insert_rows("INSERT INTO line_station (line_code, code, shop, position, name_zh, name_en) VALUES", rows);
}

void load_care_rule(db::Tx& tx, const files::CareRule& rule) {
    tx.execute(
        "INSERT INTO care_rule (code, caused_by, name_zh, name_en, due_days, due_km, window_days, occurrences, "
        "priority, "
        "script_zh, script_en) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? "
        "FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM care_rule WHERE code = ?)",
        rule.code, rule.caused_by, rule.name_zh, rule.name_en, rule.due_days, rule.due_km, rule.window_days,
        rule.occurrences, rule.priority, rule.script_zh, rule.script_en, rule.code);
}

}  // namespace

void load_reference(db::Pool& pool, const std::filesystem::path& schema_dir) {
    const auto lines = files::read<files::Lines>(schema_dir / "reference" / "lines.json");
    const auto programme = files::read<files::CareRules>(schema_dir / "reference" / "care_rules.json");
    db::in_tx(pool, [&](db::Tx& tx) {
        for (const auto& line : lines.lines) load_line(tx, line);
        for (const auto& rule : programme.care_rules) load_care_rule(tx, rule);
    });
}

}  // namespace marque::app
