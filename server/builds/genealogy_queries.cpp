#include <algorithm>
#include <map>

#include "builds/genealogy_errors.h"
#include "builds/genealogy_window.h"
#include "core/vin.h"

namespace marque::builds {
namespace {

struct Record {
    std::optional<std::string> lot, serial, station;
    std::string quantity;
    std::optional<core::Instant> at;
    int pass_no = 1;
};
using Records = std::map<std::uint64_t, std::vector<Record>>;

/// All that is recorded of the part for these builds, earliest first.
Records records_of(db::Tx& tx, const GenealogyQuestion& question, const std::vector<std::uint64_t>& builds) {
    db::SqlBuilder sql(
        "SELECT p.build_pk, p.lot, p.serial, p.quantity, e.station, e.at, e.pass_no FROM build b FORCE INDEX (PRIMARY) "
        "STRAIGHT_JOIN build_part p FORCE INDEX (build_part_by_window)");
    sql.add("ON p.part_no = ? AND p.line_code = ? AND p.started_at = b.started_at AND p.build_pk = b.id",
            question.part_no, question.line);
    sql.add("LEFT JOIN build_event e ON e.build_pk = p.build_pk AND e.seq = p.seq WHERE b.id IN").add_in(builds);
    sql.add("ORDER BY p.build_pk, p.seq, p.item");
    Records records;
    tx.list(
        [&](const db::Row& row) {
            records[row.get<std::uint64_t>("build_pk")].push_back(
                {row.opt<std::string>("lot"), row.opt<std::string>("serial"), row.opt<std::string>("station"),
                 row.get<std::string>("quantity"), row.opt<core::Instant>("at"), row.opt<int>("pass_no").value_or(1)});
            return 0;
        },
        sql);
    return records;
}

bool asked_for(const Record& record, const GenealogyQuestion& question) {
    return question.lot ? record.lot == question.lot : record.serial == question.serial;
}

/// Of UNKNOWN a record is shown that leaves out what was asked for.
bool speaks_for(const Record& record, const GenealogyQuestion& question, GenealogyAnswer answer) {
    if (answer == GenealogyAnswer::has) return asked_for(record, question);
    return answer == GenealogyAnswer::has_not || !(question.lot ? record.lot : record.serial);
}

void put_record(GenealogyRow& row, const std::vector<Record>& records, const GenealogyQuestion& question,
                GenealogyAnswer answer) {
    const Record* shown = nullptr;
    for (const auto& record : records) {
        if (speaks_for(record, question, answer)) shown = &record;
    }
    if (!shown) return;
    row.lot = shown->lot;
    row.serial = shown->serial;
    row.quantity = shown->quantity;
    row.station = shown->station;
    row.at = shown->at;
    row.pass_no = shown->pass_no;
    row.replaced =
        answer == GenealogyAnswer::has && std::any_of(records.begin(), records.end(), [&](const auto& other) {
            return other.station == shown->station && other.pass_no > shown->pass_no;
        });
}

std::vector<GenealogyRow> rows_of(db::Tx& tx, const GenealogyQuestion& question, GenealogyAnswer answer,
                                  const std::vector<std::uint64_t>& builds) {
    if (builds.empty()) return {};
    const auto records = records_of(tx, question, builds);
    db::SqlBuilder sql(
        "SELECT b.id, b.build_id, o.number, b.vin, b.state, b.started_at FROM build b "
        "JOIN customer_order o ON o.id = b.order_id WHERE b.id IN");
    sql.add_in(builds);
    std::map<std::uint64_t, GenealogyRow> by_build;
    tx.list(
        [&](const db::Row& row) {
            auto& found = by_build[row.get<std::uint64_t>("id")];
            found.build_id = row.get<std::string>("build_id");
            found.order_number = row.get<std::string>("number");
            found.vin = row.opt<std::string>("vin");
            found.state = row.get<std::string>("state");
            found.started_at = row.get<core::Instant>("started_at");
            return 0;
        },
        sql);
    std::vector<GenealogyRow> rows;
    for (const auto build : builds) {
        const auto found = by_build.find(build);
        if (found == by_build.end()) continue;
        if (const auto known = records.find(build); known != records.end())
            put_record(found->second, known->second, question, answer);
        rows.push_back(std::move(found->second));
    }
    return rows;
}

}  // namespace

http::Page<GenealogyRow> list_answer(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question,
                                     GenealogyAnswer answer, const std::string& cursor, int limit) {
    auto found = find_cars(tx, scope, question, answer, cursor, limit);
    return {rows_of(tx, question, answer, found.builds), std::move(found.next)};
}

CarGenealogy read_car_genealogy(db::Tx& tx, const core::Scope& scope, const std::string& car) {
    const auto vin = core::Vin::parse(car);
    db::SqlBuilder sql(
        "SELECT b.id, b.build_id, o.number, b.vin, b.line_code, b.state, b.started_at FROM build b "
        "JOIN customer_order o ON o.id = b.order_id");
    if (vin) {
        sql.add("WHERE o.vin = ? AND b.vin = o.vin", vin->text());
    } else {
        sql.add("WHERE b.build_id = ?", car);
    }
    add_genealogy_visibility(sql, scope);
    std::uint64_t key = 0;
    auto found = tx.list(
        [&](const db::Row& row) {
            key = row.get<std::uint64_t>("id");
            return CarGenealogy{row.get<std::string>("build_id"),
                                row.get<std::string>("number"),
                                row.opt<std::string>("vin"),
                                row.get<std::string>("line_code"),
                                row.get<std::string>("state"),
                                row.opt<core::Instant>("started_at"),
                                {}};
        },
        sql);
    if (found.empty()) throw core::Error(errors::no_such_car, {{"car", car}});
    auto genealogy = std::move(found.front());
    genealogy.parts = tx.list(
        [](const db::Row& row) {
            return PartRecord{row.get<std::string>("part_no"),
                              map_part_name(row),
                              row.opt<std::string>("lot"),
                              row.opt<std::string>("serial"),
                              row.get<std::string>("quantity"),
                              row.get<std::string>("station"),
                              {row.get<std::string>("station_zh"), row.get<std::string>("station_en")},
                              row.get<core::Instant>("at"),
                              row.get<int>("pass_no")};
        },
        "SELECT p.part_no, x.part_zh, x.part_en, p.lot, p.serial, p.quantity, e.station, "
        "  COALESCE(s.name_zh, e.station) AS station_zh, COALESCE(s.name_en, e.station) AS station_en, e.at, e.pass_no "
        "FROM build_part p JOIN build_event e ON e.build_pk = p.build_pk AND e.seq = p.seq "
        "LEFT JOIN (SELECT part_no, MIN(name_zh) AS part_zh, MIN(name_en) AS part_en FROM bill_of_material "
        "  WHERE line_code = ? GROUP BY part_no) x ON x.part_no = p.part_no "
        "LEFT JOIN line_station s ON s.line_code = ? AND s.code = e.station "
        "WHERE p.build_pk = ? ORDER BY p.build_pk, p.seq, p.item",
        genealogy.line, genealogy.line, key);
    return genealogy;
}

}  // namespace marque::builds
