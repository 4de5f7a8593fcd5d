#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

/// Tables that people open in a spreadsheet (RFC 4180).
namespace marque::http {

/// With it a spreadsheet takes the file for UTF-8.
inline constexpr std::string_view csv_mark = "\xef\xbb\xbf";

/// One line with its end. A cell that a spreadsheet would take for a formula is told to be text.
inline void append_csv(std::string& text, const std::vector<std::string>& cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) text += ',';
        first = false;
        const bool formula = !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
        if (!formula && cell.find_first_of(",\"\r\n") == std::string::npos) {
            text += cell;
            continue;
        }
        text += formula ? "\"'" : "\"";
        for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
    }
    text += "\r\n";
}

/// `file_name` is ASCII.
inline Response csv_file(std::string text, const std::string& file_name) {
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers["Content-Disposition"] = "attachment; filename=\"" + file_name + "\"";
    response.body = std::move(text);
    return response;
}

}  // namespace marque::http
