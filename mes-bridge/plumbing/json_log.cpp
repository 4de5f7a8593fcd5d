#include "plumbing/json_log.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <stdexcept>

namespace marque::json_log {
namespace {

std::string program_name = "marque";
std::atomic<Level> lowest{Level::info};

const char* name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "";
}

std::string wall_clock() {
    auto now = std::chrono::system_clock::now();
    auto seconds = std::chrono::system_clock::to_time_t(now);
    auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char date[24], text[40];
    std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text, sizeof text, "%s.%03dZ", date, static_cast<int>(millis));
    return text;
}

}  // namespace

void set_program(std::string name) { program_name = std::move(name); }
void set_lowest(Level level) { lowest = level; }

Level level_named(const std::string& name) {
    for (auto level : {Level::debug, Level::info, Level::warning, Level::error})
        if (name == name_of(level)) return level;
    throw std::invalid_argument("not a log level (debug, info, warning, error): " + name);
}

void write(Level level, const char* event, nlohmann::json members) {
    if (level < lowest) return;
    members["at"] = wall_clock();
    members["level"] = name_of(level);
    members["program"] = program_name;
    members["event"] = event;
    auto line = members.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    // One write a line, so that lines of several threads never mix. A log that cannot be written has nowhere to say so.
    [[maybe_unused]] auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace marque::json_log
