#pragma once

#include <random>
#include <vector>

#include "support/http_client.h"

namespace marque::scenarios {

using support::HttpClient;
using support::Json;

/// Throws std::runtime_error with the answer unless it has the status.
Json expect(int status, const support::Reply& reply, const std::string& what);

/// Every model that can be ordered, with its features.
std::vector<Json> read_models(HttpClient& asker);

struct Wish {
    Json configuration;  ///< model, model_year, features
    Json check;          ///< what the server says of it
};
/// A car that the rules allow, drawn without regard to them: the ways out that the server offers lead there.
/// `against_rules` counts the first drafts that broke a rule.
Wish draw_wish(HttpClient& asker, const std::vector<Json>& models, std::mt19937& random, int& against_rules);

}  // namespace marque::scenarios
