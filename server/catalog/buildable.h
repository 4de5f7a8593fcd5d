#pragma once

#include <optional>
#include <vector>

#include "catalog/configuration.h"

/// Can this be built at all? Which features are in a car is a satisfiability problem: exactly one of each single-choice
/// family, every rule a clause. It is decided by unit propagation and depth-first search (Davis, Logemann, Loveland
/// 1962), bounded in conflicts; a catalogue's rules are nearly Horn, so that hardly anything is ever guessed wrong.
/// Where there is no car, the reason is a smallest set of rules and facts that leave none: drop any one, and there is.
///
/// What is decided, for each model, each region that is treated differently, and each day from today on at which
/// something begins or ceases to be offered:
///  - a model of which a trim is offered must have a valid configuration,
///  - each trim that is offered must have one,
///  - any other feature that is offered must stand in one somewhere, some day; if not, it is worth a warning.
namespace marque::catalog {

enum class FindingKind { model_unbuildable, trim_unbuildable, never_choosable, undecided, never_sold };

struct Finding {
    FindingKind kind = FindingKind::model_unbuildable;
    std::optional<std::size_t> feature;  ///< of the model
    core::Date day;
    std::optional<core::OrganisationId> region;  ///< set where it is so there and not everywhere
    core::Localized chain;                       ///< the rules and facts that make it so, as sentences
};

/// What is wrong from `today` on. `regions` are all there are.
std::vector<Finding> find_unbuildable(const Model& model, core::Date today, const Regions& regions);

}  // namespace marque::catalog
