#pragma once

#include "app/demo_world.h"
#include "catalog/catalog.h"

namespace marque::app::demo {

/// Throws std::runtime_error unless every model can be built in each of its trims and with each of its features.
void require_buildable(const catalog::Snapshot& catalogue);

/// A car of the model as somebody would have ordered it on the day: what the rules allow, at the prices of the day,
/// with nothing that is not sold in the region; without one, with nothing that is not sold everywhere.
Configured configure(Dice& dice, const catalog::Snapshot& catalogue, const std::string& model, core::Date day,
                     std::optional<core::OrganisationId> region = {});

}  // namespace marque::app::demo
