#pragma once

#include <string>

#include "core/scope.h"
#include "db/tx.h"
#include "service/repair_lines.h"

/// What a workshop does to a repair order. Each runs in the caller's transaction: lock, reload, re-check, change,
/// audit.
namespace marque::service {

/// Who acts, when.
struct Act {
    const core::Scope& scope;
    const core::Actor& actor;
    core::Instant at;
};

struct OpenRepairOrder {
    std::string number;
    std::string vin;
    int odometer_km = 0;
    std::string complaint;
};
/// A suspect reading opens the order all the same, for the car stands there: it stays out of the car's odometer and of
/// its timeline, and the audit trail says so. Throws `vehicle.vin_invalid`, `vehicle.not_found`,
/// `repair_order.already_open`.
void open_repair_order(db::Tx& tx, const Act& act, const OpenRepairOrder& command);

/// Puts these lines in the place of all earlier ones, at the catalogue's prices of this moment. Throws
/// `repair_order.not_found`, `…other_station`, `…not_open`, `…stale_version`, `…lines_at_fault`, `…warranty_expired`.
void save_repair_lines(db::Tx& tx, const Act& act, const std::string& number, unsigned version,
                       const TypedLines& lines);

/// The visit enters the car's timeline and the care plan hears of it. Throws as saving does, and
/// `repair_order.no_operations`, `repair_order.lines_incomplete`.
void close_repair_order(db::Tx& tx, const Act& act, const std::string& number, unsigned version);

}  // namespace marque::service
