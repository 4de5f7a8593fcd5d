#include "core/log.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "core/clock.h"

namespace marque::core::log {
namespace {

thread_local const std::string* current_request_id = nullptr;

void append_quoted(std::string& line, std::string_view text) {
    line += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (byte < 0x20) {
            std::array<char, 8> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04x", byte);
            line += escaped.data();
        } else {
            line += c;
        }
    }
    line += '"';
}

void append_field(std::string& line, std::string_view name, std::string_view value) {
    line += line.size() > 1 ? "," : "";
    append_quoted(line, name);
    line += ':';
    append_quoted(line, value);
}

void write(std::string_view level, std::string_view event, std::initializer_list<Field> fields) {
    std::string line = "{";
    append_field(line, "at", to_rfc3339(BusinessClock{}.real_now()));
    append_field(line, "level", level);
    append_field(line, "event", event);
    if (current_request_id) append_field(line, "request_id", *current_request_id);
    for (const auto& [name, value] : fields) append_field(line, name, value);
    line += "}\n";
    // One write a line keeps the lines of several threads whole.
    std::string_view rest = line;
    while (!rest.empty()) {
        const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void info(std::string_view event, std::initializer_list<Field> fields) { write("info", event, fields); }
void warning(std::string_view event, std::initializer_list<Field> fields) { write("warning", event, fields); }
void error(std::string_view event, std::initializer_list<Field> fields) { write("error", event, fields); }

RequestContext::RequestContext(const std::string& request_id) { current_request_id = &request_id; }
RequestContext::~RequestContext() { current_request_id = nullptr; }

}  // namespace marque::core::log
