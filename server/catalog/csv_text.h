#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Text with separators, by RFC 4180, as spreadsheets write it.
namespace marque::catalog {

enum class Encoding { utf8, utf8_with_mark, utf16, gb18030 };

/// The text in UTF-8. A byte order mark decides; without one, what is well-formed UTF-8 is that, and anything else is
/// GB18030, which holds GBK and GB 2312. Nothing for what is text in none of them.
struct DecodedText {
    std::string text;
    Encoding encoding = Encoding::utf8;
};
std::optional<DecodedText> decode(std::string_view bytes);

/// Calls `row(number, cells)` for each row; numbers count rows as a spreadsheet does, empty ones too, from 1. The
/// separator is the one of comma, semicolon and tab that the first line has most. Returns the row of a quotation mark
/// that is never closed or has text behind it, 0 when all was well.
using CsvRow = std::function<void(std::uint32_t, std::vector<std::string>&&)>;
std::uint32_t read_csv(std::string_view text, const CsvRow& row);

/// One line with its end, quoted where it must be.
void append_csv(std::string& text, const std::vector<std::string>& cells);
/// With it a spreadsheet takes the file for what it is.
inline constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

}  // namespace marque::catalog
