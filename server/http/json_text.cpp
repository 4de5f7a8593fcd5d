#include "http/json_text.h"

#include <set>
#include <vector>

#include "http/http_errors.h"

namespace marque::http {
namespace {

using nlohmann::json;

/// Sees the parser's events and notes the first field that an object names twice.
class TwiceNamed {
  public:
    bool see(json::parse_event_t event, const json& value) {
        if (event == json::parse_event_t::object_start) open_.emplace_back();
        if (event == json::parse_event_t::object_end) open_.pop_back();
        if (event == json::parse_event_t::key && !open_.back().insert(value.get<std::string>()).second &&
            field.empty()) {
            field = value.get<std::string>();
            found = true;
        }
        return true;
    }
    bool found = false;
    std::string field;

  private:
    std::vector<std::set<std::string>> open_;
};

}  // namespace

json parse_json_text(std::string_view text) {
    TwiceNamed twice;
    json value;
    try {
        value = json::parse(text, [&](int, json::parse_event_t event, json& part) { return twice.see(event, part); });
    } catch (const json::parse_error& refusal) {
        throw core::Error(errors::malformed_json, {{"reason", "byte " + std::to_string(refusal.byte)}});
    }
    if (twice.found) throw core::Error(errors::malformed_json, {{"reason", "\"" + twice.field + "\" ×2"}});
    return value;
}

std::string pointer_segment(std::string_view name) {
    std::string segment;
    for (const char c : name) {
        if (c == '~') {
            segment += "~0";
        } else if (c == '/') {
            segment += "~1";
        } else {
            segment += c;
        }
    }
    return segment;
}

}  // namespace marque::http
