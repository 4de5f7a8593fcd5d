#include "materials/shortage.h"

#include <algorithm>

#include "db/audit.h"
#include "materials/materials_errors.h"
#include "materials/shortage_hits.h"
#include "promises/promises.h"

namespace marque::materials {
namespace {

/// Of the cars on the line so many are looked at while somebody waits; of the rest within seconds, by follow_shortage.
constexpr std::size_t looked_at_once = 2000;

std::vector<core::OrderId> hits_of(db::Tx& tx, std::uint64_t shortage) {
    return tx.list([](const db::Row& row) { return row.get<core::OrderId>("order_id"); },
                   "SELECT order_id FROM shortage_hit WHERE shortage_id = ?", shortage);
}

void find_first_hits(db::Tx& tx, std::uint64_t shortage, core::Instant now, core::Instant real_now) {
    auto sql = select_missing();
    const auto missing = tx.list(map_missing, sql.add("WHERE s.id = ?", shortage)).front();
    auto cars = cars_in_question(tx, missing);
    cars.resize(std::min(cars.size(), looked_at_once));
    for (const auto& some : in_looks(cars)) note_hits(tx, missing, some, now, real_now);
}

}  // namespace

std::uint64_t report_shortage(db::Tx& tx, const std::string& line, const ReportShortage& command,
                              const Reporting& reporting) {
    http::require_length("/part_no", command.part_no, 1, 40);
    if (command.lot) http::require_length("/lot", *command.lot, 1, 60);
    http::require_length("/note", command.note.value_or(""), 0, 500);
    if (command.expected_back && *command.expected_back <= command.from)
        http::refuse_parameter("/expected_back", errors::back_before_from, {});
    const auto used =
        tx.value<int>("one", "SELECT 1 AS one FROM bill_of_material WHERE line_code = ? AND part_no = ? LIMIT 1", line,
                      command.part_no);
    if (!used) http::refuse_parameter("/part_no", errors::part_not_used, {{"line", line}, {"part", command.part_no}});
    const auto id =
        tx.value<std::uint64_t>(
              "id",
              "INSERT INTO part_shortage (line_code, part_no, lot, from_at, expected_back, note, state, reported_by, "
              "reported_at) VALUES (?, ?, ?, ?, ?, ?, 'OPEN', ?, ?) RETURNING id",
              line, command.part_no, command.lot, command.from, command.expected_back, command.note.value_or(""),
              reporting.scope.person, reporting.at)
            .value();
    find_first_hits(tx, id, reporting.at, reporting.real_now);
    db::audit(tx, reporting.at, reporting.actor, "shortage.reported", "line " + line, "",
              http::to_json_value(command).dump());
    return id;
}

void end_shortage(db::Tx& tx, const std::string& line, std::uint64_t id, const EndShortage& command,
                  const Reporting& reporting) {
    const auto found =
        tx.find([](const db::Row& row) { return std::pair(row.get<ShortageState>("state"), row.get<int>("version")); },
                "SELECT state, version FROM part_shortage WHERE id = ? AND line_code = ? FOR UPDATE", id, line);
    if (!found) throw core::Error(errors::no_such_shortage);
    if (found->first == ShortageState::ended) throw core::Error(errors::shortage_ended);
    if (found->second != command.version) throw core::Error(errors::stale_version);
    tx.execute(
        "UPDATE part_shortage SET state = 'ENDED', ended_by = ?, ended_at = ?, version = version + 1 WHERE id = ?",
        reporting.scope.person, reporting.at, id);
    ask_for_the_others(tx, id, hits_of(tx, id), reporting.at, reporting.real_now);
    promises::call_no_more(tx, asker(id), reporting.at, reporting.real_now);
    db::audit(tx, reporting.at, reporting.actor, "shortage.ended", "line " + line, "",
              http::Json{{"shortage", id}}.dump());
}

}  // namespace marque::materials
