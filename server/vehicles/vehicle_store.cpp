#include "vehicles/vehicle_store.h"

#include <algorithm>

#include "vehicles/vehicle_errors.h"

namespace marque::vehicles {
namespace {

VehicleRef map_vehicle(const db::Row& row) {
    return {row.get<core::VehicleId>("id"),      row.get<std::string>("vin"),
            row.get<core::ModelId>("model_id"),  row.opt<core::CustomerId>("owner_id"),
            row.opt<core::Date>("delivered_on"), row.get<int>("odometer_km")};
}

OdometerReading map_reading(const db::Row& row) { return {row.get<core::Date>("read_on"), row.get<int>("km")}; }

Warranty map_warranty(const db::Row& row) {
    return {row.get<WarrantyKind>("kind"), row.get<core::Date>("from_date"), row.get<core::Date>("to_date"),
            row.opt<int>("limit_km")};
}

}  // namespace

std::optional<VehicleRef> find_by_vin(db::Tx& tx, const std::string& vin) {
    return tx.find(map_vehicle,
                   "SELECT id, vin, model_id, owner_id, delivered_on, odometer_km FROM vehicle WHERE vin = ?", vin);
}

VehicleRef lock_vehicle(db::Tx& tx, core::VehicleId id) {
    auto vehicle = tx.find(
        map_vehicle,
        "SELECT id, vin, model_id, owner_id, delivered_on, odometer_km FROM vehicle WHERE id = ? FOR UPDATE", id);
    if (!vehicle) throw core::Error(errors::not_found, {{"vin", "#" + std::to_string(id.value)}});
    return *std::move(vehicle);
}

core::VehicleId insert_vehicle(db::Tx& tx, const BuiltVehicle& built, core::Date produced_on) {
    return tx.insert<core::VehicleId>(
        "INSERT INTO vehicle (vin, engine_number, model_id, order_id, build_id, colour_id, produced_at, odometer_km, "
        "odometer_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        built.vin.text(), built.engine_number, built.model, built.order, built.build_id, built.colour,
        built.produced_at, built.odometer_km, produced_on);
}

std::optional<core::VehicleId> find_build(db::Tx& tx, const BuiltVehicle& built) {
    return tx.value<core::VehicleId>("id", "SELECT id FROM vehicle WHERE vin = ? AND order_id = ? AND build_id = ?",
                                     built.vin.text(), built.order, built.build_id);
}

void begin_ownership(db::Tx& tx, const HandOver& command) {
    const auto plate = command.plate.empty() ? std::nullopt : std::optional(command.plate);
    tx.execute("UPDATE vehicle SET owner_id = ?, delivered_on = ?, plate = ?, version = version + 1 WHERE id = ?",
               command.owner, command.on, plate, command.vehicle);
    tx.execute("INSERT INTO ownership_period (vehicle_id, customer_id, from_date) VALUES (?, ?, ?)", command.vehicle,
               command.owner, command.on);
}

void insert_warranty(db::Tx& tx, core::VehicleId vehicle, const Warranty& warranty) {
    tx.execute("INSERT INTO warranty (vehicle_id, kind, from_date, to_date, limit_km) VALUES (?, ?, ?, ?, ?)", vehicle,
               warranty.kind, warranty.from_date, warranty.to_date, warranty.limit_km);
}

std::vector<Warranty> warranties_of(db::Tx& tx, core::VehicleId vehicle) {
    return tx.list(map_warranty,
                   "SELECT kind, from_date, to_date, limit_km FROM warranty WHERE vehicle_id = ? ORDER BY kind",
                   vehicle);
}

bool defects_covered(db::Tx& tx, core::VehicleId vehicle, core::Date on) {
    const auto km = tx.value<int>("odometer_km", "SELECT odometer_km FROM vehicle WHERE id = ?", vehicle).value();
    const auto warranties = warranties_of(tx, vehicle);
    return std::any_of(warranties.begin(), warranties.end(), [&](const Warranty& warranty) {
        return warranty.kind != WarrantyKind::corrosion && warranty.in_force(on, km);
    });
}

Neighbours trusted_neighbours(db::Tx& tx, core::VehicleId vehicle, core::Date on) {
    return {tx.find(map_reading,
                    "SELECT read_on, km FROM odometer_reading WHERE vehicle_id = ? AND read_on <= ? AND NOT suspect "
                    "ORDER BY read_on DESC, id DESC LIMIT 1",
                    vehicle, on),
            tx.find(map_reading,
                    "SELECT read_on, km FROM odometer_reading WHERE vehicle_id = ? AND read_on > ? AND NOT suspect "
                    "ORDER BY read_on, id LIMIT 1",
                    vehicle, on)};
}

void insert_reading(db::Tx& tx, core::VehicleId vehicle, const OdometerReading& reading, OdometerSource source,
                    bool suspect) {
    tx.execute("INSERT INTO odometer_reading (vehicle_id, read_on, km, source, suspect) VALUES (?, ?, ?, ?, ?)",
               vehicle, reading.on, reading.km, source, suspect);
}

void move_odometer(db::Tx& tx, core::VehicleId vehicle, const OdometerReading& reading) {
    tx.execute(
        "UPDATE vehicle SET odometer_km = ?, odometer_on = ?, version = version + 1 "
        "WHERE id = ? AND (odometer_on IS NULL OR odometer_on <= ?)",
        reading.km, reading.on, vehicle, reading.on);
}

void add_to_timeline(db::Tx& tx, const TimelineEntry& entry) {
    const auto summary = entry.summary.empty() ? std::nullopt : std::optional(entry.summary);
    tx.execute(
        "INSERT INTO vehicle_event (vehicle_id, at, kind, organisation_id, reference, odometer_km, summary) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        entry.vehicle, entry.at, entry.kind, entry.organisation, entry.reference, entry.odometer_km, summary);
}

std::optional<MileageForecast> forecast(db::Tx& tx, core::VehicleId vehicle, core::Date today) {
    // The way from the line to the buyer says nothing about how the car is driven; 60 readings outlast two years.
    return forecast_from(
        tx.list(map_reading,
                "SELECT read_on, km FROM odometer_reading WHERE vehicle_id = ? AND read_on <= ? AND NOT suspect "
                "AND source <> 'LINE' ORDER BY read_on DESC, id DESC LIMIT 60",
                vehicle, today),
        today);
}

VehicleTies map_ties(const db::Row& row) {
    return {row.opt<core::OrganisationId>("order_dealer"), row.opt<core::OrganisationId>("order_region"),
            row.opt<core::OrganisationId>("owner_dealer"), row.opt<core::OrganisationId>("owner_region"),
            row.opt<core::OrganisationId>("open_station")};
}

std::string time_zone_of(db::Tx& tx, core::OrganisationId organisation) {
    return tx.value<std::string>("time_zone", "SELECT time_zone FROM organisation WHERE id = ?", organisation).value();
}

}  // namespace marque::vehicles
