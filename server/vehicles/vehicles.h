#pragma once

#include <optional>
#include <string>

#include "core/scope.h"
#include "core/vin.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// Cars that exist: VIN, owners, warranty, odometer, the timeline. The door of the slice.
namespace marque::vehicles {

void add_routes(http::Router& router, http::Services& services);

enum class EventKind { produced, arrived, handed_over, repair_opened, repair_closed, care_call };
enum class OdometerSource { line, hand_over, repair_order, owner };

/// A car as it left the line.
struct BuiltVehicle {
    core::Vin vin;
    std::string engine_number;
    core::ModelId model;
    std::optional<core::FeatureId> colour;
    core::OrderId order;
    std::string build_id;
    int odometer_km = 0;
    core::Instant produced_at;
    core::OrganisationId plant_or_dealer;  ///< shown beside the event
};

/// Enters the car and its PRODUCED event. Nothing when the VIN already names another car (the caller refuses it).
std::optional<core::VehicleId> register_built(db::Tx& tx, const BuiltVehicle& built);

struct VehicleRef {
    core::VehicleId id;
    std::string vin;
    core::ModelId model;
    std::optional<core::CustomerId> owner;
    std::optional<core::Date> delivered_on;
    int odometer_km = 0;
};
/// Without locking; nothing for a VIN that names no car.
std::optional<VehicleRef> find_by_vin(db::Tx& tx, const std::string& vin);
/// Locks the row until the transaction ends; throws `vehicle.not_found`.
VehicleRef lock_vehicle(db::Tx& tx, core::VehicleId id);

/// Gives the car to its first owner: ownership period, warranties from that day, plate, odometer, HANDED_OVER.
struct HandOver {
    core::VehicleId vehicle;
    core::CustomerId owner;
    core::OrganisationId dealer;
    core::Date on;
    core::Instant at;
    int odometer_km = 0;
    std::string plate;  ///< empty when not known yet
    std::string order_number;
};
/// Throws `vehicle.already_delivered`, `vehicle.odometer_backwards`.
void hand_over(db::Tx& tx, const HandOver& command);

/// A reading. One that runs backwards or faster than 1,500 km a day is kept as suspect and does not move the car's
/// odometer. Returns whether it is suspect.
bool record_odometer(db::Tx& tx, core::VehicleId vehicle, core::Date on, int km, OdometerSource source);

struct TimelineEntry {
    core::VehicleId vehicle;
    core::Instant at;
    EventKind kind = EventKind::produced;
    std::optional<core::OrganisationId> organisation;
    std::string reference;  ///< order, repair order or call number
    std::optional<int> odometer_km;
    std::string summary;  ///< JSON, the `summary` of VehicleEvent in docs/openapi.yaml; empty for none
};
void add_to_timeline(db::Tx& tx, const TimelineEntry& entry);

/// Kilometres by the readings that are not suspect: a line through the last two years' readings.
struct MileageForecast {
    int km_today = 0;
    double km_per_day = 0;
    int readings = 0;
    core::Date as_of;

    /// The day on which the car will have run `km`; today or earlier when it already has.
    std::optional<core::Date> day_at(int km) const;
};
/// Nothing before there are two readings on different days.
std::optional<MileageForecast> forecast(db::Tx& tx, core::VehicleId vehicle, core::Date today);

}  // namespace marque::vehicles
