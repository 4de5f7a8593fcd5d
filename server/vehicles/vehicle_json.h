#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/identity.h"
#include "vehicles/vehicles.h"
#include "vehicles/warranty.h"

/// A car's record and its timeline as docs/openapi.yaml has them: Vehicle, VehicleEvent.
namespace marque::vehicles {

struct ColourView {
    std::string code;
    core::Localized name;
    std::optional<std::string> swatch;
};
MARQUE_JSON(ColourView, code, name, swatch)

struct ForecastView {
    int km_today = 0;
    double km_per_day = 0;
    int readings = 0;
};
MARQUE_JSON(ForecastView, km_today, km_per_day, readings)

struct WarrantyView {
    WarrantyKind kind = WarrantyKind::basic;
    core::Date from_date;
    core::Date to_date;
    std::optional<int> limit_km;
    bool in_force = false;
};
MARQUE_JSON(WarrantyView, kind, from_date, to_date, limit_km, in_force)

struct OwnerView {
    std::string name;
    std::string phone;
    core::Date since;
};
MARQUE_JSON(OwnerView, name, phone, since)

struct VehicleView {
    std::string vin;
    std::string engine_number;
    std::optional<std::string> plate;
    std::string model;
    int model_year = 0;
    core::Localized model_name;
    std::string body_style;
    std::optional<ColourView> colour;
    std::optional<std::string> build_id;
    core::Instant produced_at;
    std::optional<core::Date> delivered_on;
    int odometer_km = 0;
    std::optional<core::Date> odometer_on;
    std::optional<ForecastView> forecast;
    std::vector<WarrantyView> warranties;
    std::optional<OwnerView> owner;
    std::optional<std::string> open_repair_order;
};
MARQUE_JSON(VehicleView, vin, engine_number, plate, model, model_year, model_name, body_style, colour, build_id,
            produced_at, delivered_on, odometer_km, odometer_on, forecast, warranties, owner, open_repair_order)

/// An event and the key by which the list goes on.
struct EventView {
    std::uint64_t id = 0;
    core::Instant at;
    EventKind kind = EventKind::produced;
    std::optional<identity::OrganisationRef> organisation;
    std::string reference;
    std::optional<int> odometer_km;
    http::Json summary;
};
MARQUE_JSON(EventView, at, kind, organisation, reference, odometer_km, summary)

}  // namespace marque::vehicles
