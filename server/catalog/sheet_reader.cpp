#include <algorithm>
#include <charconv>

#include "catalog/sheet.h"
#include "catalog/sheet_errors.h"

namespace marque::catalog {
namespace {

constexpr std::size_t most_issues = 10'000;
constexpr std::size_t absent = ~std::size_t{0};

/// "Model_Year 年款" → "model_year": what a header cell says up to the first space, in small letters.
std::string column_name(const std::string& cell) {
    std::string name;
    for (const char c : cell) {
        if (static_cast<unsigned char>(c) > 0x7f && name.empty()) continue;  // a byte order mark
        if (c == ' ' || c == '\n' || c == '\t' || static_cast<unsigned char>(c) > 0x7f) {
            if (name.empty()) continue;
            break;
        }
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return name.empty() ? cell : name;
}

bool blank(const std::string& cell) {
    return std::all_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

/// The table whose columns the header names best.
std::optional<Section> recognise(const std::vector<std::string>& names) {
    std::optional<Section> best;
    int most = 2;  // fewer than three columns of a table are no table
    for (const auto& form : all_forms()) {
        int points = 0;
        for (const auto& column : form.columns) {
            points += std::find(names.begin(), names.end(), column.name) != names.end() ? 2 : -1;
        }
        if (points > most) best = form.section, most = points;
    }
    return best;
}

/// A date that the workbook counts from 1904.
void shift_day(std::string& cell, int days) {
    int whole = 0;
    const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), whole);
    if (fault == std::errc{} && end == cell.data() + cell.size()) cell = std::to_string(whole + days);
}

}  // namespace

void Issues::add(Issue issue, bool error) {
    issue.error = error;
    ++(error ? errors_ : warnings_);
    if (list_.size() < most_issues) list_.push_back(std::move(issue));
}

void Issues::sort() {
    std::stable_sort(list_.begin(), list_.end(), [](const Issue& a, const Issue& b) {
        return std::tuple(!a.error, a.section.has_value(), a.section, a.row) <
               std::tuple(!b.error, b.section.has_value(), b.section, b.row);
    });
}

void SheetReader::place_columns(const std::vector<std::string>& names) {
    const auto& form = form_of(*section_);
    places_.assign(form.columns.size(), absent);
    usable_ = true;
    const auto fault = [&](const core::ErrorSpec& spec, const std::string& column) {
        issues_.error({true, file_, section_, 1, excerpt(column), &spec, {{"column", excerpt(column)}}});
        usable_ = false;
        book_[*section_].broken = true;
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty()) continue;
        const auto column = std::find_if(form.columns.begin(), form.columns.end(),
                                         [&](const Column& each) { return each.name == names[i]; });
        if (column == form.columns.end()) {
            fault(errors::column_unknown, names[i]);
            continue;
        }
        auto& place = places_[static_cast<std::size_t>(column - form.columns.begin())];
        if (place != absent) fault(errors::column_twice, names[i]);
        place = i;
    }
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
        if (places_[i] == absent) fault(errors::column_missing, form.columns[i].name);
    }
}

void SheetReader::header(const std::vector<std::string>& cells) {
    headed_ = true;
    std::vector<std::string> names;
    for (const auto& cell : cells) names.push_back(blank(cell) ? std::string() : column_name(cell));
    if (!section_) section_ = recognise(names);
    if (!section_) return issues_.error({true, file_, {}, 1, "", &errors::header_missing, {}});
    auto& table = book_[*section_];
    if (table.uploaded) return issues_.error({true, file_, section_, 0, "", &errors::section_twice, {}});
    table.uploaded = true;
    place_columns(names);
}

void SheetReader::content(std::uint32_t number, std::vector<std::string>&& cells) {
    const auto& form = form_of(*section_);
    SheetRow row{number, std::vector<std::string>(form.columns.size())};
    bool named = true;
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
        const auto& column = form.columns[i];
        auto& cell = row.cells[i];
        if (places_[i] < cells.size()) cell = std::move(cells[places_[i]]);
        if (column.kind == CellKind::date && days_offset_ != 0) shift_day(cell, days_offset_);
        core::ErrorParams params;
        const auto* const fault = tidy(column, cell, params);
        if (!fault) continue;
        issues_.error({true, file_, section_, number, column.name, fault, std::move(params)});
        cell.clear();
        named = named && i >= form.keys;
    }
    const std::size_t last = *std::max_element(places_.begin(), places_.end());
    for (std::size_t i = last + 1; i < cells.size(); ++i) {
        if (!blank(cells[i]))
            issues_.error({true, file_, section_, number, "", &errors::cell_extra, {{"value", excerpt(cells[i])}}});
    }
    if (named) book_[*section_].rows.push_back(std::move(row));
}

void SheetReader::row(std::uint32_t number, std::vector<std::string>&& cells) {
    if (std::all_of(cells.begin(), cells.end(), blank)) return;
    if (!headed_) return header(cells);
    if (!usable_) return;
    if (rows_in(book_) >= most_rows) {
        issues_.error(
            {true, file_, section_, number, "", &errors::too_many_rows, {{"limit", std::to_string(most_rows)}}});
        usable_ = false;
        book_[*section_].broken = true;
        return;
    }
    content(number, std::move(cells));
}

void SheetReader::end() {
    if (!headed_) issues_.error({true, file_, section_, 0, "", &errors::header_missing, {}});
}

}  // namespace marque::catalog
