#pragma once

#include <string>
#include <string_view>

namespace marque::b2mml {

// Writes `text`, which is UTF-8, as a JSON string with its quotes.
void append_quoted(std::string& json, std::string_view text);

}  // namespace marque::b2mml
