#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace marque::http {

/// Parses JSON text. Throws core::Error `request.malformed_json` for what is none, and for an object that names a field
/// twice: of two values nobody could say which was meant.
nlohmann::json parse_json_text(std::string_view text);

/// A field's name as a segment of an RFC 6901 pointer.
std::string pointer_segment(std::string_view name);

}  // namespace marque::http
