#pragma once

#include "catalog/catalog.h"

namespace marque::catalog {

std::uint64_t read_revision(db::Tx& tx);
/// Reads every model, those of past years too.
Snapshot read_snapshot(db::Tx& tx);

}  // namespace marque::catalog
