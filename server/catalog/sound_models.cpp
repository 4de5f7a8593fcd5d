#include <algorithm>
#include <iterator>
#include <optional>

#include "catalog/book.h"
#include "catalog/sheet_errors.h"

namespace marque::catalog {
namespace {

using Faulty = std::map<Section, std::set<std::uint32_t>>;

/// The rows at fault; nothing where a fault is no single row's, or where not all of them were kept.
std::optional<Faulty> rows_at_fault(const Issues& issues) {
    Faulty faulty;
    std::size_t seen = 0;
    for (const auto& issue : issues.list()) {
        if (!issue.error) continue;
        ++seen;
        // What something costs decides nothing about what can be built.
        if (issue.spec == &errors::file_stale || (issue.section == Section::prices && issue.row > 0)) continue;
        if (!issue.section || issue.row == 0) return std::nullopt;
        faulty[*issue.section].insert(issue.row);
    }
    if (seen < issues.errors()) return std::nullopt;
    return faulty;
}

std::string model_of_row(const SheetRow& row) { return folded(row.cells[0] + '\t' + row.cells[1]); }

}  // namespace

Book sound_models(const Book& book, const Issues& issues) {
    Book sound;
    for (const auto& form : all_forms()) sound[form.section];
    auto faulty = rows_at_fault(issues);
    if (!faulty) return sound;
    std::set<std::string> models;
    for (const auto& [section, table] : book) {
        for (const auto& row : table.rows) {
            if (row.number > 0 && (*faulty)[section].erase(row.number) > 0) models.insert(model_of_row(row));
        }
    }
    // A row whose name could not be read may be any model's.
    if (std::any_of(faulty->begin(), faulty->end(), [](const auto& rows) { return !rows.second.empty(); }))
        return sound;
    for (const auto& [section, table] : book) {
        if (section == Section::prices) continue;
        auto& rows = sound[section].rows;
        std::copy_if(table.rows.begin(), table.rows.end(), std::back_inserter(rows),
                     [&](const SheetRow& row) { return !models.contains(model_of_row(row)); });
    }
    return sound;
}

}  // namespace marque::catalog
