#include "b2mml/topic.h"

#include <stdexcept>

namespace marque::b2mml {
namespace {

struct KeyOf {
    std::string operator()(const OrderRequest& m) const { return m.order_number; }
    std::string operator()(const OrderAnswer& m) const { return m.order_number; }
    std::string operator()(const Performance& m) const { return m.build_id; }
    std::string operator()(const PerformanceQuery& m) const { return m.build_id; }
    std::string operator()(const PerformanceHistory& m) const { return m.build_id; }
    std::string operator()(const Receipt& m) const { return m.original_bodid; }
};

struct LevelOf {
    bool to_line;
    std::string operator()(const OrderRequest&) const { return "process-operations-schedule"; }
    std::string operator()(const OrderAnswer&) const { return "acknowledge-operations-schedule"; }
    std::string operator()(const Performance&) const { return "sync-operations-performance"; }
    std::string operator()(const PerformanceQuery&) const { return "get-operations-performance"; }
    std::string operator()(const PerformanceHistory&) const { return "show-operations-performance"; }
    std::string operator()(const Receipt&) const { return to_line ? "confirm-bod/to-line" : "confirm-bod/to-bridge"; }
};

}  // namespace

Topics::Topics(std::string prefix) : prefix_(std::move(prefix)) {
    bool bad = prefix_.empty() || prefix_.front() == '/' || prefix_.back() == '/' || prefix_.front() == '$' ||
               prefix_.find("//") != std::string::npos || prefix_.find_first_of("+#") != std::string::npos;
    if (bad) throw std::invalid_argument("not a topic prefix of the form enterprise/site/area/line: " + prefix_);
}

std::string Topics::under(std::string_view rest) const { return prefix_ + "/b2mml/" + std::string(rest); }

std::string Topics::of(const Message& message, bool to_line) const {
    return under(std::visit(LevelOf{to_line}, message) + "/" + b2mml::key_of(message));
}

std::vector<std::string> Topics::read_by_bridge() const {
    return {under("acknowledge-operations-schedule/+"), under("sync-operations-performance/+"),
            under("show-operations-performance/+"), under("confirm-bod/to-bridge/+")};
}

std::vector<std::string> Topics::read_by_line() const {
    return {under("process-operations-schedule/+"), under("get-operations-performance/+"),
            under("confirm-bod/to-line/+")};
}

std::string Topics::key_of(std::string_view topic) const {
    auto start = under("");
    if (topic.substr(0, start.size()) != start) return {};
    return std::string(topic.substr(topic.rfind('/') + 1));
}

std::string key_of(const Message& message) { return std::visit(KeyOf{}, message); }

}  // namespace marque::b2mml
