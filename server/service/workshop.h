#pragma once

#include <string>
#include <vector>

#include "core/scope.h"
#include "db/tx.h"
#include "service/repair_lines.h"

namespace marque::service {

/// What these lines are held against, as it stands now at the asker's service station.
Workshop read_workshop(db::Tx& tx, const core::Scope& scope, const TypedLines& typed);

/// Up to 20 whose code or name contains `text`, those whose code begins with it first, then those that have it as a
/// word, then as the beginning of one: "oil" finds an oil filter before an ignition coil. All of them when it is empty.
/// The catalogue of operations and parts is small reference data: it is read through.
std::vector<LabourOperation> find_operations(db::Tx& tx, const std::string& text);
std::vector<Part> find_parts(db::Tx& tx, const std::string& text);

}  // namespace marque::service
