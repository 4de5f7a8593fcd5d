#include <algorithm>

#include "catalog/book.h"

namespace marque::catalog {
namespace {

using TextRow = std::vector<std::string>;

std::string or_empty(const db::Row& row, std::string_view column) { return row.opt<std::string>(column).value_or(""); }

TextRow keyed(const db::Row& row) { return {row.get<std::string>("model"), row.get<std::string>("model_year")}; }

template <class... Cells>
SheetRow line_of(TextRow cells, Cells&&... more) {
    (cells.emplace_back(std::forward<Cells>(more)), ...);
    return {0, std::move(cells)};
}

std::string text(const db::Row& row, std::string_view column) { return row.get<std::string>(column); }

void read_model_rows(db::Tx& tx, Table& table) {
    tx.each(
        [&](const db::Row& row) {
            table.rows.push_back(line_of(keyed(row), text(row, "name_zh"), text(row, "name_en"),
                                         text(row, "body_style"), text(row, "line_code"), text(row, "sort_order")));
        },
        "SELECT code AS model, model_year, name_zh, name_en, body_style, line_code, sort_order FROM model "
        "WHERE orderable ORDER BY sort_order, code, model_year");
}

void read_feature_rows(db::Tx& tx, Table& table) {
    tx.each(
        [&](const db::Row& row) {
            table.rows.push_back(line_of(keyed(row), text(row, "code"), text(row, "family"), text(row, "name_zh"),
                                         text(row, "name_en"), or_empty(row, "swatch"), or_empty(row, "line_station"),
                                         text(row, "sort_order"), text(row, "available_from"),
                                         or_empty(row, "available_to")));
        },
        "SELECT m.code AS model, m.model_year, f.code, f.family, f.name_zh, f.name_en, f.swatch, f.line_station, "
        "  f.sort_order, f.available_from, f.available_to FROM model m JOIN feature f ON f.model_id = m.id "
        "WHERE m.orderable AND NOT f.withdrawn "
        "ORDER BY m.sort_order, m.code, m.model_year, f.family, f.sort_order, f.id");
}

void read_price_rows(db::Tx& tx, Table& table) {
    tx.each(
        [&](const db::Row& row) {
            table.rows.push_back(line_of(keyed(row), text(row, "code"), text(row, "valid_from"), text(row, "amount")));
        },
        "SELECT m.code AS model, m.model_year, f.code, p.valid_from, p.amount FROM model m "
        "JOIN feature f ON f.model_id = m.id JOIN feature_price p ON p.feature_id = f.id "
        "WHERE m.orderable AND NOT f.withdrawn "
        "ORDER BY m.sort_order, m.code, m.model_year, f.family, f.sort_order, f.id, p.valid_from");
}

void read_rule_rows(db::Tx& tx, Table& table) {
    tx.each(
        [&](const db::Row& row) {
            table.rows.push_back(line_of(keyed(row), text(row, "code"), text(row, "kind"), text(row, "subject"),
                                         or_empty(row, "objects")));
        },
        "SELECT m.code AS model, m.model_year, r.code, r.kind, s.code AS subject, "
        "  (SELECT GROUP_CONCAT(f.code ORDER BY BINARY f.code SEPARATOR ' ') FROM option_rule_object o "
        "   JOIN feature f ON f.id = o.feature_id WHERE o.rule_id = r.id) AS objects "
        "FROM model m JOIN option_rule r ON r.model_id = m.id JOIN feature s ON s.id = r.subject_id "
        "WHERE m.orderable ORDER BY m.sort_order, m.code, m.model_year, r.code");
}

void read_limit_rows(db::Tx& tx, Table& table) {
    const auto add = [&](const db::Row& row) {
        table.rows.push_back(line_of(keyed(row), or_empty(row, "code"), text(row, "regions")));
    };
    tx.each(add,
            "SELECT m.code AS model, m.model_year, NULL AS code, "
            "  GROUP_CONCAT(g.code ORDER BY BINARY g.code SEPARATOR ' ') AS regions "
            "FROM model m JOIN model_region x ON x.model_id = m.id JOIN organisation g ON g.id = x.region_id "
            "WHERE m.orderable GROUP BY m.id ORDER BY m.sort_order, m.code, m.model_year");
    tx.each(add,
            "SELECT m.code AS model, m.model_year, f.code, "
            "  GROUP_CONCAT(g.code ORDER BY BINARY g.code SEPARATOR ' ') AS regions "
            "FROM model m JOIN feature f ON f.model_id = m.id JOIN feature_region x ON x.feature_id = f.id "
            "JOIN organisation g ON g.id = x.region_id WHERE m.orderable AND NOT f.withdrawn "
            "GROUP BY f.id ORDER BY m.sort_order, m.code, m.model_year, f.family, f.sort_order, f.id");
}

}  // namespace

Book read_book(db::Tx& tx) {
    Book book;
    read_model_rows(tx, book[Section::models]);
    read_feature_rows(tx, book[Section::features]);
    read_price_rows(tx, book[Section::prices]);
    read_rule_rows(tx, book[Section::rules]);
    read_limit_rows(tx, book[Section::availability]);
    return book;
}

std::string folded(std::string code) {
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return code;
}

Surroundings read_surroundings(db::Tx& tx) {
    Surroundings around;
    tx.each([&](const db::Row& row) { around.regions[text(row, "code")] = row.get<core::OrganisationId>("id"); },
            "SELECT id, code FROM organisation WHERE kind = 'REGION'");
    tx.each(
        [&](const db::Row& row) {
            auto& stations = around.lines[text(row, "code")];
            if (const auto station = row.opt<std::string>("station")) stations.insert(*station);
        },
        "SELECT l.code, s.code AS station FROM production_line l LEFT JOIN line_station s ON s.line_code = l.code");
    tx.each(
        [&](const db::Row& row) {
            around.features[folded(text(row, "model") + '\t' + text(row, "model_year") + '\t' + text(row, "code"))] = {
                text(row, "code"), text(row, "family")};
        },
        "SELECT m.code AS model, m.model_year, f.code, f.family FROM model m JOIN feature f ON f.model_id = m.id");
    tx.each(
        [&](const db::Row& row) {
            around.models[folded(text(row, "code") + '\t' + text(row, "model_year"))] = text(row, "code");
        },
        "SELECT code, model_year FROM model");
    return around;
}

Book lay_over(const Book& current, Book uploaded) {
    for (const auto& form : all_forms()) {
        auto& table = uploaded[form.section];
        if (!table.uploaded) table.rows = current.at(form.section).rows;
    }
    std::set<std::string> models, features;
    const auto prefix = [](const SheetRow& row, std::size_t cells) {
        std::string key;
        for (std::size_t i = 0; i < cells; ++i) key += row.cells[i] + '\t';
        return key;
    };
    for (const auto& row : uploaded[Section::models].rows) models.insert(prefix(row, 2));
    for (const auto& row : uploaded[Section::features].rows) features.insert(prefix(row, 3));
    for (auto& [section, table] : uploaded) {
        if (table.uploaded || section == Section::models) continue;
        std::erase_if(table.rows, [&](const SheetRow& row) {
            if (!models.contains(prefix(row, 2))) return true;
            const bool of_feature =
                section == Section::prices || (section == Section::availability && !row.cells[2].empty());
            return of_feature && !features.contains(prefix(row, 3));
        });
    }
    return uploaded;
}

}  // namespace marque::catalog
