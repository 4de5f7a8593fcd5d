#pragma once

#include <optional>
#include <string>

#include "core/enum_text.h"
#include "core/scope.h"
#include "core/vin.h"
#include "db/tx.h"
#include "http/json_fields.h"
#include "http/router.h"
#include "http/services.h"

/// Cars that exist: VIN, owners, warranty, odometer, the timeline. The door of the slice.
namespace marque::vehicles {

void add_routes(http::Router& router, http::Services& services);

enum class EventKind { produced, arrived, handed_over, repair_opened, repair_closed, care_call };
enum class OdometerSource { line, hand_over, repair_order, owner };

/// The VIN in `text`; throws `vehicle.vin_invalid` that says whether its length, a character or the check digit is
/// wrong, and with a `pointer` names the field.
core::Vin require_vin(const std::string& text, const std::string& pointer = {});

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

/// Enters the car and its PRODUCED event; the same car of the same build again is left as it is. Nothing when the VIN
/// already names another car (the caller refuses it).
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
/// The car if the asker may see it; throws `vehicle.vin_invalid`, `vehicle.not_found`.
core::VehicleId require_visible(db::Tx& tx, const core::Scope& scope, const std::string& vin);

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

/// Whether the maker still pays for a defect found on that day: a basic or powertrain warranty in force by date and by
/// the car's odometer. (A corrosion warranty covers holes rusted through the body, which are settled case by case.)
bool defects_covered(db::Tx& tx, core::VehicleId vehicle, core::Date on);

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

/// A car found by a search.
struct VehicleHit {
    std::string vin;
    std::optional<std::string> plate;
    core::Localized model_name;
};
MARQUE_JSON(VehicleHit, vin, plate, model_name)
/// By VIN, its last eight characters or the plate: those that the asker may see, ten at most.
std::vector<VehicleHit> find_vehicles(db::Tx& tx, const core::Scope& scope, const std::string& text);

}  // namespace marque::vehicles

namespace marque::core {

template <>
struct EnumText<vehicles::EventKind> {
    using Kind = vehicles::EventKind;
    static constexpr std::array<std::pair<Kind, std::string_view>, 6> names{{
        {Kind::produced, "PRODUCED"},
        {Kind::arrived, "ARRIVED"},
        {Kind::handed_over, "HANDED_OVER"},
        {Kind::repair_opened, "REPAIR_OPENED"},
        {Kind::repair_closed, "REPAIR_CLOSED"},
        {Kind::care_call, "CARE_CALL"},
    }};
};

template <>
struct EnumText<vehicles::OdometerSource> {
    using Source = vehicles::OdometerSource;
    static constexpr std::array<std::pair<Source, std::string_view>, 4> names{{
        {Source::line, "LINE"},
        {Source::hand_over, "HAND_OVER"},
        {Source::repair_order, "REPAIR_ORDER"},
        {Source::owner, "OWNER"},
    }};
};

}  // namespace marque::core
