#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/stack.h"
#include "scenarios/wishes.h"
#include "support/world.h"

namespace marque::bench {

using support::Json;

/// The dealers of the demonstration network, and cars that each of them may order.
struct Market {
    Market(scenarios::Stack& stack, unsigned seed);

    std::vector<support::Organisation> dealers;
    std::map<std::string, std::vector<Json>> by_model;  ///< by model code
    std::vector<Json> all;

    const Json& any(std::mt19937& random) const { return all[random() % all.size()]; }
    /// What POST /orders takes for the car.
    static Json order_for(const Json& wish);
    /// What POST /orders/{number}/changes takes: some other car of the model.
    Json change_of(const std::string& model, const Json& version, std::mt19937& random) const;
};

/// The code of a problem, empty for any other answer.
std::string code_of(const std::string& answer);
/// What may be said to somebody who comes too late, or at the same moment as another.
bool is_usual_refusal(const std::string& code);

}  // namespace marque::bench
