#include "reconciliation/line_list.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include "http/json_fields.h"
#include "reconciliation/reconciliation_errors.h"

namespace marque::reconciliation {
namespace {

using http::Json;

constexpr std::size_t most_listed = 20'000;
constexpr std::size_t longest_build_id = 32;
constexpr std::size_t longest_order_number = 20;
constexpr std::size_t longest_word = 40;

using Fields = std::map<std::string, std::string, std::less<>>;

[[noreturn]] void unreadable(std::size_t row) {
    throw core::Error(errors::list_unreadable, {{"row", std::to_string(row)}});
}

template <class Number>
std::optional<Number> number_in(const Fields& fields, const char* name, std::size_t row) {
    const auto found = fields.find(name);
    if (found == fields.end() || found->second.empty()) return std::nullopt;
    Number value = 0;
    const auto& text = found->second;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || value < 0) unreadable(row);
    return value;
}

std::string text_in(const Fields& fields, const char* name, std::size_t longest, std::size_t row) {
    const auto found = fields.find(name);
    if (found == fields.end()) return "";
    if (found->second.size() > longest) unreadable(row);
    return found->second;
}

void add(std::vector<ListedBuild>& builds, const Fields& fields, std::size_t row) {
    ListedBuild build;
    build.build_id = text_in(fields, "build_id", longest_build_id, row);
    if (build.build_id.empty()) return;
    build.order_number = text_in(fields, "order_number", longest_order_number, row);
    build.vin = text_in(fields, "vin", longest_word, row);
    build.state = text_in(fields, "state", longest_word, row);
    build.version = number_in<int>(fields, "version", row);
    build.last_seq = number_in<std::int64_t>(fields, "last_seq", row);
    if (builds.size() == most_listed) throw core::Error(errors::list_too_long, {{"most", std::to_string(most_listed)}});
    builds.push_back(std::move(build));
}

Fields fields_of(const Json& object, std::size_t row) {
    if (!object.is_object()) unreadable(row);
    Fields fields;
    for (const auto& [name, value] : object.items()) {
        if (value.is_string()) fields[name] = value.get<std::string>();
        if (value.is_number_integer()) fields[name] = value.dump();
    }
    return fields;
}

Json parsed(const std::string& text, std::size_t row) {
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) unreadable(row);
    return json;
}

/// The cells of one line; a quoted one may hold the separator, and two quotation marks for one.
std::vector<std::string> cells_of(const std::string& line, char separator) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"')
                cells.back() += line[++i];
            else
                quoted = !quoted;
        } else if (line[i] == separator && !quoted) {
            cells.emplace_back();
        } else if (line[i] != '\r') {
            cells.back() += line[i];
        }
    }
    return cells;
}

std::vector<ListedBuild> read_csv(std::istream& lines) {
    std::string line;
    std::getline(lines, line);
    const char separator = line.find(';') != std::string::npos    ? ';'
                           : line.find('\t') != std::string::npos ? '\t'
                                                                  : ',';
    const auto head = cells_of(line, separator);
    if (std::find(head.begin(), head.end(), "build_id") == head.end()) unreadable(1);
    std::vector<ListedBuild> builds;
    for (std::size_t row = 2; std::getline(lines, line); ++row) {
        if (line.empty() || line == "\r") continue;
        const auto cells = cells_of(line, separator);
        if (cells.size() > head.size()) unreadable(row);
        Fields fields;
        for (std::size_t i = 0; i < cells.size(); ++i) fields[head[i]] = cells[i];
        add(builds, fields, row);
    }
    return builds;
}

}  // namespace

std::vector<ListedBuild> read_line_list(const std::string& text) {
    const auto start = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
    const auto first = text.find_first_not_of(" \t\r\n", start);
    if (first == std::string::npos) unreadable(1);
    std::vector<ListedBuild> builds;
    std::istringstream lines(text.substr(first));
    if (text[first] == '[') {
        std::size_t row = 0;
        for (const auto& item : parsed(lines.str(), 1)) {
            ++row;
            add(builds, fields_of(item, row), row);
        }
        return builds;
    }
    if (text[first] != '{') return read_csv(lines);
    std::string line;
    for (std::size_t row = 1; std::getline(lines, line); ++row) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        add(builds, fields_of(parsed(line, row), row), row);
    }
    return builds;
}

}  // namespace marque::reconciliation
