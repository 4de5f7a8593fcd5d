#pragma once

#include <string>

namespace marque::support {

struct Reply;

struct SentRequest {
    std::string method;
    std::string target;  ///< path and query
    std::string content_type;
    std::string body;
};

/// Appends the exchange as one JSON line for tests/arch/contract.mjs.
void record_exchange(const SentRequest& request, const Reply& reply);

}  // namespace marque::support
