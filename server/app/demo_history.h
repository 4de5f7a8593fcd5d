#pragma once

#include "app/demo_draw.h"
#include "app/load_network.h"
#include "db/tx.h"

namespace marque::app::demo {

/// Fills in dealers, service stations and their people from the loaded network; `pools` must be there and stay where it
/// is.
void read_world(db::Tx& tx, World& world);

/// Writes what was drawn in the caller's transaction; counts it in the report.
void write_history(db::Tx& tx, const World& world, History& history, LoadReport& report);

}  // namespace marque::app::demo
