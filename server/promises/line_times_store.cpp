#include <cstdio>

#include "promises/promise_store.h"

/// What a line has measured of itself, in its tables.
namespace marque::promises {
namespace {

void load_sketches(db::Tx& tx, const std::string& line, LineTimes& times) {
    tx.each(
        [&](const db::Row& row) {
            const auto stage = row.get<std::string>("stage");
            auto bins = row.get<std::string>("bins");
            auto parsed = Bins::parse(bins);
            if (!parsed) throw db::RowError("stage_time " + line + " " + stage + " holds '" + bins + "'");
            if (stage.starts_with("#PHASE-")) {
                times.put(core::from_text<Phase>(stage.substr(7)).value(), Residuals(*std::move(parsed)));
            } else {
                times.put({stage, row.get<core::OrganisationId>("dealer_id")},
                          Sketch(*std::move(parsed), row.get<double>("total"), row.get<double>("squares")));
            }
        },
        "SELECT stage, dealer_id, total, squares, bins FROM stage_time WHERE line_code = ?", line);
}

LineTimes empty_times(db::Tx& tx, const std::string& line) {
    return LineTimes::of(tx.list([](const db::Row& row) { return row.get<std::string>("code"); },
                                 "SELECT code FROM line_station WHERE line_code = ? ORDER BY position", line));
}

/// Doubles go as text with all their digits.
std::string digits(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

}  // namespace

LineTimes read_times(db::Tx& tx, const std::string& line) {
    auto times = empty_times(tx, line);
    tx.each(
        [&](const db::Row& row) {
            times.last_start = row.opt<core::Instant>("last_start_at");
            times.on_line = row.get<int>("on_line");
        },
        "SELECT last_start_at, (SELECT COUNT(*) FROM order_eta WHERE line_code = ? AND phase = 'LINE') AS on_line "
        "FROM line_pace WHERE line_code = ?",
        line, line);
    load_sketches(tx, line, times);
    return times;
}

LineTimes lock_times(db::Tx& tx, const std::string& line) {
    const auto lock = [&] {
        return tx.value<std::string>("line_code", "SELECT line_code FROM line_pace WHERE line_code = ? FOR UPDATE",
                                     line);
    };
    if (!lock()) {
        tx.execute("INSERT IGNORE INTO line_pace (line_code) VALUES (?)", line);
        lock();
    }
    return read_times(tx, line);
}

void save_times(db::Tx& tx, const std::string& line, const LineTimes& times) {
    std::vector<db::Params> rows;
    for (const auto& key : times.changed()) {
        const auto& sketch = times.sketches().at(key);
        rows.push_back(
            {line, key.stage, key.dealer, digits(sketch.total()), digits(sketch.squares()), sketch.bins().text()});
    }
    for (const auto phase : times.changed_residuals()) {
        rows.push_back({line, "#PHASE-" + std::string(core::to_text(phase)), 0, "0.5", "0.9",
                        times.residuals(phase).bins().text()});
    }
    tx.insert_rows("REPLACE INTO stage_time (line_code, stage, dealer_id, total, squares, bins) VALUES", rows);
    if (times.last_start)
        tx.execute("UPDATE line_pace SET last_start_at = ? WHERE line_code = ?", times.last_start, line);
}

void forget_times(db::Tx& tx, const std::string& line) {
    tx.execute("DELETE FROM stage_time WHERE line_code = ?", line);
    tx.execute("UPDATE line_pace SET last_start_at = NULL WHERE line_code = ?", line);
}

}  // namespace marque::promises
