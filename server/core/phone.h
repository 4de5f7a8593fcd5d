#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace marque::core {

/// A telephone number in E.164 ("+8613800138000"), whichever way it was typed; a number without a country code is
/// taken as Chinese. Nothing for what no exchange would connect.
std::optional<std::string> parse_phone(std::string_view typed);

}  // namespace marque::core
