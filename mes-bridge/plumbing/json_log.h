#pragma once

#include <nlohmann/json.hpp>
#include <string>

// One JSON object a line on standard error: {"at":…,"level":…,"program":…,"event":…, and what else is said}.
namespace marque::json_log {

enum class Level { debug, info, warning, error };

void set_program(std::string name);
void set_lowest(Level level);
// "debug", "info", "warning" or "error"; throws std::invalid_argument.
Level level_named(const std::string& name);

void write(Level level, const char* event, nlohmann::json members = nlohmann::json::object());

inline void debug(const char* event, nlohmann::json m = nlohmann::json::object()) {
    write(Level::debug, event, std::move(m));
}
inline void info(const char* event, nlohmann::json m = nlohmann::json::object()) {
    write(Level::info, event, std::move(m));
}
inline void warning(const char* event, nlohmann::json m = nlohmann::json::object()) {
    write(Level::warning, event, std::move(m));
}
inline void error(const char* event, nlohmann::json m = nlohmann::json::object()) {
    write(Level::error, event, std::move(m));
}

}  // namespace marque::json_log
