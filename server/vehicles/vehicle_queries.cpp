#include "vehicles/vehicle_queries.h"

#include <cmath>

#include "vehicles/vehicle_errors.h"
#include "vehicles/vehicle_store.h"

namespace marque::vehicles {
namespace {

struct Sighted {
    core::VehicleId id;
    VehicleTies ties;
};

/// Every read of a car passes here: found by its VIN, seen if the asker's ties allow it.
Sighted look_at(db::Tx& tx, const core::Scope& scope, const std::string& text) {
    const auto vin = require_vin(text);
    const auto car = tx.find(
        [](const db::Row& row) {
            return Sighted{row.get<core::VehicleId>("id"), map_ties(row)};
        },
        "SELECT v.id, o.dealer_id AS order_dealer, o.region_id AS order_region, c.dealer_id AS owner_dealer, "
        "  d.parent_id AS owner_region, r.station_id AS open_station "
        "FROM vehicle v LEFT JOIN customer_order o ON o.id = v.order_id LEFT JOIN customer c ON c.id = v.owner_id "
        "LEFT JOIN organisation d ON d.id = c.dealer_id LEFT JOIN repair_order r ON r.open_vehicle_id = v.id "
        "WHERE v.vin = ?",
        vin.text());
    if (!car || !may_see(scope, car->ties)) throw core::Error(errors::not_found, {{"vin", vin.text()}});
    return *car;
}

std::optional<ColourView> map_colour(const db::Row& row) {
    const auto code = row.opt<std::string>("colour_code");
    if (!code) return std::nullopt;
    return ColourView{
        *code, {row.get<std::string>("colour_zh"), row.get<std::string>("colour_en")}, row.opt<std::string>("swatch")};
}

std::optional<OwnerView> map_owner(const db::Row& row) {
    const auto name = row.opt<std::string>("owner_name");
    if (!name) return std::nullopt;
    return OwnerView{*name, row.get<std::string>("owner_phone"), row.get<core::Date>("owner_since")};
}

VehicleView map_record(const db::Row& row, bool with_owner) {
    VehicleView view;
    view.vin = row.get<std::string>("vin");
    view.engine_number = row.get<std::string>("engine_number");
    view.plate = row.opt<std::string>("plate");
    view.model = row.get<std::string>("model");
    view.model_year = row.get<int>("model_year");
    view.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    view.body_style = row.get<std::string>("body_style");
    view.colour = map_colour(row);
    view.build_id = row.opt<std::string>("build_id");
    view.produced_at = row.get<core::Instant>("produced_at");
    view.delivered_on = row.opt<core::Date>("delivered_on");
    view.odometer_km = row.get<int>("odometer_km");
    view.odometer_on = row.opt<core::Date>("odometer_on");
    if (with_owner) view.owner = map_owner(row);
    view.open_repair_order = row.opt<std::string>("open_repair_order");
    return view;
}

EventView map_event(const db::Row& row) {
    EventView event;
    event.id = row.get<std::uint64_t>("id");
    event.at = row.get<core::Instant>("at");
    event.kind = row.get<EventKind>("kind");
    if (row.opt<core::OrganisationId>("org_id")) event.organisation = identity::map_organisation_ref(row, "org_");
    event.reference = row.get<std::string>("reference");
    event.odometer_km = row.opt<int>("odometer_km");
    event.summary = http::Json::parse(row.opt<std::string>("summary").value_or("{}"));
    return event;
}

/// The moment of the event at which the page before ended.
core::Instant moment_of(db::Tx& tx, core::VehicleId vehicle, std::uint64_t event) {
    const auto at =
        tx.value<core::Instant>("at", "SELECT at FROM vehicle_event WHERE id = ? AND vehicle_id = ?", event, vehicle);
    if (!at) throw core::Error(http::errors::cursor_invalid);
    return *at;
}

}  // namespace

core::VehicleId require_visible(db::Tx& tx, const core::Scope& scope, const std::string& vin) {
    return look_at(tx, scope, vin).id;
}

VehicleView read_vehicle(db::Tx& tx, const core::Scope& scope, const std::string& vin, core::Date today) {
    const auto car = look_at(tx, scope, vin);
    const bool with_owner = may_see_owner(scope, car.ties);
    auto view = tx.find([&](const db::Row& row) { return map_record(row, with_owner); },
                        "SELECT v.vin, v.engine_number, v.plate, m.code AS model, m.model_year, m.name_zh AS model_zh, "
                        "  m.name_en AS model_en, m.body_style, f.code AS colour_code, f.name_zh AS colour_zh, "
                        "  f.name_en AS colour_en, f.swatch, v.build_id, v.produced_at, v.delivered_on, v.odometer_km, "
                        "  v.odometer_on, c.name AS owner_name, c.phone AS owner_phone, p.from_date AS owner_since, "
                        "  r.number AS open_repair_order "
                        "FROM vehicle v JOIN model m ON m.id = v.model_id LEFT JOIN feature f ON f.id = v.colour_id "
                        "LEFT JOIN ownership_period p ON p.open_vehicle_id = v.id "
                        "LEFT JOIN customer c ON c.id = p.customer_id "
                        "LEFT JOIN repair_order r ON r.open_vehicle_id = v.id WHERE v.id = ?",
                        car.id)
                    .value();
    if (const auto mileage = forecast(tx, car.id, today)) {
        view.forecast = ForecastView{mileage->km_today, std::round(mileage->km_per_day * 10) / 10, mileage->readings};
    }
    for (const auto& warranty : warranties_of(tx, car.id)) {
        view.warranties.push_back({warranty.kind, warranty.from_date, warranty.to_date, warranty.limit_km,
                                   warranty.in_force(today, view.odometer_km)});
    }
    return view;
}

std::vector<EventView> list_events(db::Tx& tx, const core::Scope& scope, const std::string& vin,
                                   const http::PageRequest& page) {
    const auto car = look_at(tx, scope, vin).id;
    db::SqlBuilder sql(
        "SELECT e.id, e.at, e.kind, e.reference, e.odometer_km, e.summary, o.id AS org_id, o.code AS org_code, "
        "  o.name_zh AS org_name_zh, o.name_en AS org_name_en "
        "FROM vehicle_event e LEFT JOIN organisation o ON o.id = e.organisation_id");
    sql.add("WHERE e.vehicle_id = ?", car);
    if (page.before) {
        const auto at = moment_of(tx, car, *page.before);
        sql.add("AND e.at <= ? AND (e.at < ? OR e.id < ?)", at, at, *page.before);
    }
    sql.add("ORDER BY e.at DESC, e.id DESC LIMIT ?", page.limit + 1);
    return tx.list(map_event, sql);
}

}  // namespace marque::vehicles
