#pragma once

#include <functional>
#include <set>
#include <string>

#include "support/http_client.h"

namespace marque::support {

/// The sentence says something, and every slot in it was filled.
bool is_sentence(const std::string& text);

bool has_chinese(const std::string& text);

/// Asks in English and then in Chinese: the same refusal, each time in a sentence of its own. Gives "409
/// order.stale_version".
std::string refusal(HttpClient& client, const std::function<Reply()>& ask);

/// "/name field.missing" of each field at fault.
std::set<std::string> faults(const Reply& reply);

}  // namespace marque::support
