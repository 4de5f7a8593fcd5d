#include "sequencing/problem.h"

#include <set>

namespace marque::sequencing {
namespace {

std::string numbered(const char* what, std::size_t index) { return what + (" " + std::to_string(index)); }

void add_option_faults(const Problem& problem, std::vector<std::string>& found) {
    if (problem.options.size() > most_options)
        found.push_back("There are " + std::to_string(problem.options.size()) + " options; the most is " +
                        std::to_string(most_options) + ".");
    for (std::size_t i = 0; i < problem.options.size(); ++i) {
        const auto& option = problem.options[i];
        const auto ratio = std::to_string(option.most) + " of " + std::to_string(option.window);
        if (option.window < 1 || option.window > longest_window)
            found.push_back(numbered("Option", i) + " has a window of " + std::to_string(option.window) +
                            " cars; it must be 1 to " + std::to_string(longest_window) + ".");
        else if (option.most < 0 || option.most > option.window)
            found.push_back(numbered("Option", i) + " allows " + ratio + " cars, which cannot be meant.");
    }
}

void add_car_faults(const Problem& problem, std::vector<std::string>& found) {
    const auto size = static_cast<int>(problem.cars.size());
    const auto frozen = static_cast<int>(problem.frozen.size());
    std::set<int> pinned_at;
    for (std::size_t i = 0; i < problem.cars.size(); ++i) {
        const auto& car = problem.cars[i];
        const auto count = problem.options.size();
        if (count < most_options && car.options >> count != 0)
            found.push_back(numbered("Car", i) + " has an option that is not in the list.");
        if (!car.pinned) continue;
        const auto at = numbered("Car", i) + " is pinned to position " + std::to_string(*car.pinned);
        if (*car.pinned < 0 || *car.pinned >= size)
            found.push_back(at + ", and there is none.");
        else if (!pinned_at.insert(*car.pinned).second)
            found.push_back(at + ", and so is another.");
        else if (*car.pinned < frozen && problem.frozen[*car.pinned] != static_cast<int>(i))
            found.push_back(at + ", where a car stands that is frozen.");
    }
}

void add_frozen_faults(const Problem& problem, std::vector<std::string>& found) {
    std::set<int> frozen;
    for (std::size_t at = 0; at < problem.frozen.size(); ++at) {
        const int car = problem.frozen[at];
        if (car < 0 || car >= static_cast<int>(problem.cars.size()))
            found.push_back(numbered("Frozen position", at) + " holds car " + std::to_string(car) +
                            ", and there is none.");
        else if (!frozen.insert(car).second)
            found.push_back(numbered("Car", static_cast<std::size_t>(car)) + " is frozen at two positions.");
        else if (const auto& pin = problem.cars[car].pinned; pin && *pin >= static_cast<int>(problem.frozen.size()))
            found.push_back(numbered("Car", static_cast<std::size_t>(car)) + " is frozen and pinned elsewhere.");
    }
}

void add_weight_faults(const Problem& problem, std::vector<std::string>& found) {
    const auto& weights = problem.weights;
    for (const int weight : {weights.violation, weights.batch, weights.late, weights.early, weights.moved}) {
        if (weight < 0) found.push_back("A weight is negative: " + std::to_string(weight) + ".");
    }
    if (problem.paint_batch < 0) found.push_back("The longest paint batch is negative.");
}

}  // namespace

std::vector<std::string> faults(const Problem& problem) {
    std::vector<std::string> found;
    add_option_faults(problem, found);
    add_car_faults(problem, found);
    add_frozen_faults(problem, found);
    add_weight_faults(problem, found);
    return found;
}

}  // namespace marque::sequencing
