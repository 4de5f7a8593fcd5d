#pragma once

#include "catalog/catalog.h"

namespace marque::catalog {

std::uint64_t read_revision(db::Tx& tx);
/// Reads every orderable model.
Snapshot read_snapshot(db::Tx& tx);

}  // namespace marque::catalog
