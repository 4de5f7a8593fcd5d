#pragma once

#include <string>
#include <vector>

#include "http/json_fields.h"

/// schema/demo/history.json: what the demonstration's history is drawn from.
namespace marque::app::demo {

struct CompanyPool {
    std::string name, dealer;
};
MARQUE_JSON(CompanyPool, name, dealer)

/// Where a dealer's customers live, and where they have their cars repaired.
struct CityPool {
    std::string dealer, station, plate, address_prefix, postcode;
    std::vector<std::string> streets;
};
MARQUE_JSON(CityPool, dealer, station, plate, address_prefix, postcode, streets)

struct CarPool {
    std::string model;
    int share = 0;  ///< of cars sold, per cent
};
MARQUE_JSON(CarPool, model, share)

/// What the line writes down of every car: a part with its lot, its serial, or the engine's number.
struct GenealogyPool {
    std::string station, part_no, tracked_by;
};
MARQUE_JSON(GenealogyPool, station, part_no, tracked_by)

struct PartUse {
    std::string part_no;
    int quantity = 1;
};
MARQUE_JSON(PartUse, part_no, quantity)

struct MaintenancePool {
    int km = 0;
    std::string operation;
    std::vector<std::string> engines;
    std::string complaint, cause, correction;
    std::vector<PartUse> parts;
};
MARQUE_JSON(MaintenancePool, km, operation, engines, complaint, cause, correction, parts)

struct RepairPool {
    std::string complaint;
    std::vector<std::string> operations;
    std::vector<std::string> engines;  ///< empty: any
    std::vector<std::string> needs;    ///< the car has one of these features; empty: any car
    bool warranty = false;             ///< the maker pays while the warranty lasts
    int min_km = 0;
    std::string cause, correction;
    std::vector<PartUse> parts;
};
MARQUE_JSON(RepairPool, complaint, operations, engines, needs, warranty, min_km, cause, correction, parts)

struct AttemptPool {
    std::string outcome, note;
};
MARQUE_JSON(AttemptPool, outcome, note)

struct Pools {
    std::vector<std::string> surnames, given_names, foreign_names;
    std::vector<CompanyPool> companies;
    std::vector<CityPool> cities;
    std::vector<CarPool> cars;
    std::vector<GenealogyPool> genealogy;
    std::vector<std::string> carriers;
    std::vector<MaintenancePool> maintenances;
    std::vector<RepairPool> repairs;
    std::vector<AttemptPool> attempts;
};
MARQUE_JSON(Pools, surnames, given_names, foreign_names, companies, cities, cars, genealogy, carriers, maintenances,
            repairs, attempts)

}  // namespace marque::app::demo
