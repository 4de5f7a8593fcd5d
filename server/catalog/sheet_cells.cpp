#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "catalog/sheet.h"
#include "catalog/sheet_errors.h"
#include "core/money.h"
#include "core/text.h"
#include "core/time.h"

namespace marque::catalog {
namespace {

constexpr std::size_t most_shown = 40;
constexpr std::int64_t most_cents = 9'999'999'999;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Spaces as people type and paste them: ASCII, the ideographic one, the one that does not break, a stray mark.
std::string trimmed(std::string_view text) {
    static constexpr std::string_view wide[] = {"\u3000", "\u00a0", "\ufeff", "\u200b"};
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
        while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
        for (const auto space : wide) {
            if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
            if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
        }
    }
    return std::string(text);
}

bool is_code(const std::string& text, std::size_t most) {
    return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
        return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
    });
}

std::optional<double> number_of(const std::string& text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// A spreadsheet's day 1 is the first of 1900, and it believes that 1900 was a leap year.
std::optional<core::Date> date_of_number(const std::string& text) {
    constexpr double first = 36526, last = 73050;  // 2000-01-01 to 2099-12-31
    const auto value = number_of(text);
    if (!value || *value < first || *value > last) return std::nullopt;
    return core::Date{std::chrono::year{1899} / 12 / 30} + std::chrono::days{static_cast<int>(*value)};
}

/// "2026/1/5" and "2026.1.5" as "2026-01-05"; what a spreadsheet puts behind midnight is dropped.
std::string dashed(std::string text) {
    for (const std::string_view midnight : {" 0:00:00", " 00:00:00", "T00:00:00", " 0:00", " 00:00"}) {
        if (text.ends_with(midnight)) text.resize(text.size() - midnight.size());
    }
    std::string parts[3];
    std::size_t part = 0;
    for (const char c : text) {
        if (c == '-' || c == '/' || c == '.') {
            if (++part == 3) return text;
        } else {
            parts[part] += c;
        }
    }
    if (part != 2) return text;
    for (auto* const two : {&parts[1], &parts[2]}) {
        if (two->size() == 1) two->insert(two->begin(), '0');
    }
    return parts[0] + '-' + parts[1] + '-' + parts[2];
}

std::optional<core::Date> date_of(const std::string& text) {
    auto date = core::parse_date(dashed(text));
    if (!date) date = date_of_number(text);
    if (date &&
        (*date < core::Date{std::chrono::year{1990} / 1 / 1} || *date > core::Date{std::chrono::year{2199} / 12 / 31}))
        return std::nullopt;
    return date;
}

/// "149,800.00" without its commas, where they stand in the places of thousands.
std::string without_thousands(const std::string& text) {
    if (text.find(',') == std::string::npos) return text;
    const auto end = std::min(text.find('.'), text.size());
    std::string plain = text.substr(end);
    std::size_t digits = 0;
    for (std::size_t i = end; i-- > 0;) {
        if (text[i] == ',') {
            if (digits == 0 || digits % 3 != 0 || i == 0) return text;
            continue;
        }
        digits += digit(text[i]);
        plain.insert(plain.begin(), text[i]);
    }
    return plain;
}

std::optional<core::Money> money_of(const std::string& text) {
    const std::string plain = without_thousands(text);
    auto money = core::Money::parse(plain);
    if (!money) {
        // What a spreadsheet computed may have sixteen decimals.
        const auto value = number_of(plain);
        if (!value || std::abs(*value) > 1e9) return std::nullopt;
        const double cents = *value * 100;
        if (std::abs(cents - std::round(cents)) > 1e-4) return std::nullopt;
        money = core::Money{static_cast<std::int64_t>(std::llround(cents))};
    }
    if (std::abs(money->cents) > most_cents) return std::nullopt;
    return money;
}

std::optional<std::size_t> whole_of(const std::string& text, std::size_t most) {
    const auto value = number_of(text);
    if (!value || *value < 0 || *value > static_cast<double>(most) || std::floor(*value) != *value) return std::nullopt;
    return static_cast<std::size_t>(*value);
}

/// Codes between spaces, commas or semicolons of either width, sorted, each once.
std::set<std::string> codes_in(std::string text) {
    for (const std::string_view comma : {"，", "、", "；", "\u3000"}) {
        for (auto at = text.find(comma); at != std::string::npos; at = text.find(comma))
            text.replace(at, comma.size(), " ");
    }
    std::set<std::string> codes;
    std::string code;
    for (const char c : text + " ") {
        if (c == ' ' || c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r') {
            if (!code.empty()) codes.insert(code);
            code.clear();
        } else {
            code += c;
        }
    }
    return codes;
}

const core::ErrorSpec* tidy_codes(const Column& column, std::string& cell, core::ErrorParams& params) {
    const auto codes = codes_in(cell);
    if (codes.empty()) return &errors::cell_missing;
    std::string list;
    for (const auto& code : codes) {
        if (!is_code(code, column.most)) {
            params["value"] = excerpt(code);
            return &errors::cell_code;
        }
        list += (list.empty() ? "" : " ") + code;
    }
    cell = list;
    return nullptr;
}

const core::ErrorSpec* tidy_choice(const Column& column, std::string& cell, core::ErrorParams& params) {
    std::string upper = cell;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == ' ' ? '_' : c;
    if (std::find(column.choices.begin(), column.choices.end(), upper) != column.choices.end()) {
        cell = upper;
        return nullptr;
    }
    std::string choices;
    for (const auto& choice : column.choices) choices += (choices.empty() ? "" : ", ") + choice;
    params["choices"] = choices;
    return &errors::cell_choice;
}

const core::ErrorSpec* tidy_colour(std::string& cell) {
    for (char& c : cell) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool colour = cell.size() == 7 && cell[0] == '#' && std::all_of(cell.begin() + 1, cell.end(), [](char c) {
                            return digit(c) || (c >= 'a' && c <= 'f');
                        });
    return colour ? nullptr : &errors::cell_colour;
}

template <class T, class Text>
const core::ErrorSpec* settle_cell(const std::optional<T>& value, std::string& cell, Text&& text,
                                   const core::ErrorSpec& otherwise) {
    if (!value) return &otherwise;
    cell = text(*value);
    return nullptr;
}

bool plain_text(const std::string& text, std::size_t most) {
    const bool controls =
        std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
    return !controls && text.front() != '=' && core::characters(text) <= most;
}

}  // namespace

std::string excerpt(const std::string& text) {
    if (text.size() <= most_shown) return text;
    std::size_t end = most_shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

const core::ErrorSpec* tidy(const Column& column, std::string& cell, core::ErrorParams& params) {
    cell = trimmed(cell);
    if (cell.empty()) return column.optional ? nullptr : &errors::cell_missing;
    params = {{"value", excerpt(cell)}, {"most", std::to_string(column.most)}};
    switch (column.kind) {
        case CellKind::code:
            return is_code(cell, column.most) ? nullptr : &errors::cell_code;
        case CellKind::text:
            return plain_text(cell, column.most) ? nullptr : &errors::cell_text;
        case CellKind::date:
            return settle_cell(date_of(cell), cell, core::to_iso_date, errors::cell_date);
        case CellKind::money:
            return settle_cell(
                money_of(cell), cell, [](core::Money money) { return money.text(); }, errors::cell_money);
        case CellKind::whole:
            return settle_cell(
                whole_of(cell, column.most), cell, [](std::size_t whole) { return std::to_string(whole); },
                errors::cell_whole);
        case CellKind::codes:
            return tidy_codes(column, cell, params);
        case CellKind::choice:
            return tidy_choice(column, cell, params);
        case CellKind::colour:
            return tidy_colour(cell);
    }
    return nullptr;
}

}  // namespace marque::catalog
