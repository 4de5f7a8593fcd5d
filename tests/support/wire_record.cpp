#include "support/wire_record.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace marque::support {

WireRecord::WireRecord() {
    static std::atomic<int> count{0};
    const char* const folder = std::getenv("MARQUE_WIRE");
    if (!folder) return;
    std::filesystem::create_directories(folder);
    file_.open(std::filesystem::path(folder) /
               (std::to_string(::getpid()) + "-" + std::to_string(++count) + ".ndjson"));
}

void WireRecord::add(const std::string& payload) {
    const auto message = nlohmann::json::parse(payload);
    kinds_.insert(message.begin().key());
    if (file_.is_open()) file_ << message.dump() << "\n" << std::flush;
}

}  // namespace marque::support
