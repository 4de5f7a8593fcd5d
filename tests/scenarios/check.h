#pragma once

#include <string>
#include <vector>

#include "support/http_client.h"

namespace marque::scenarios {

using support::Json;

/// What was looked at, how often, and where two parties say different things.
struct Check {
    std::string book, what;
    std::size_t looked_at = 0;
    std::vector<std::string> disagreements{};

    /// Counts one look; keeps `sentence` unless it holds.
    void look(bool holds, const std::string& sentence) {
        ++looked_at;
        if (!holds) disagreements.push_back(sentence);
    }
    void same(const Json& one, const Json& other, const std::string& sentence) {
        look(one == other, sentence + ": " + one.dump() + " and " + other.dump());
    }
};

}  // namespace marque::scenarios
