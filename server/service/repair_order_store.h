#pragma once

#include <string>

#include "core/scope.h"
#include "db/tx.h"
#include "service/repair_order.h"

namespace marque::service {

/// Takes the new order's row and gives its id; throws `repair_order.already_open` that says where the car stands.
core::RepairOrderId insert_repair_order(db::Tx& tx, const RepairOrder& order);

/// The asker's own station's order with its lines, locked until the transaction ends. Throws `repair_order.not_found`,
/// `repair_order.other_station`.
RepairOrder lock_repair_order(db::Tx& tx, const core::Scope& scope, const std::string& number);
/// Throws `repair_order.not_open` for one that is not being worked on, `repair_order.stale_version` when the asker has
/// not seen the latest lines.
void require_version(const RepairOrder& order, unsigned version);

/// Writes the order's state and takes the next version; throws `repair_order.stale_version`.
void save_repair_order(db::Tx& tx, RepairOrder& order);
/// Writes the order's lines in the place of those that are there.
void replace_lines(db::Tx& tx, const RepairOrder& order);

}  // namespace marque::service
