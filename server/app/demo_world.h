#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/demo_pools.h"
#include "app/demo_random.h"
#include "app/load_files.h"
#include "core/ids.h"
#include "core/time.h"

/// What the demonstration's history is made of, while it is drawn and before it is written.
namespace marque::app::demo {

struct Staff {
    core::PersonId id;
    std::string name;
};

struct Dealer {
    core::OrganisationId id, region;
    std::string code;
    std::vector<Staff> salespeople;
    const CityPool* city = nullptr;
    std::size_t station = 0;  ///< where its customers go, an index into World::stations
};

struct Station {
    core::OrganisationId id;
    std::string code;
    std::vector<Staff> advisers, technicians;
};

struct LineStation {
    std::string code, shop;
};

struct World {
    Pools pools;
    std::map<std::string, files::LabourOperation> operations;  ///< by code
    std::map<std::string, files::Part> parts;                  ///< by number
    std::vector<Dealer> dealers;
    std::vector<Station> stations;
    std::vector<LineStation> line_stations;  ///< in order; the last three are yard, road and dealer
    std::vector<Staff> care_agents;
    core::OrganisationId plant, care_centre;
    core::Instant now;
    core::Date today;
};

struct Buyer {
    bool company = false;
    std::string name, phone, address, postcode, locale;
    core::OrganisationId dealer;
    std::string do_not_call_reason;  ///< empty: may be called
    core::Instant met_at;
    core::CustomerId id;  ///< given when written
};

/// A configuration that the catalogue allows, at the prices of the day it was ordered.
struct Configured {
    struct Line {
        core::FeatureId feature;
        core::Money amount;
        bool included = false;
    };
    core::ModelId model;
    std::string model_code, line;
    unsigned model_year = 0;
    std::vector<std::string> chosen;  ///< codes, as a salesperson would enter them
    std::string engine;
    std::vector<std::string> features;  ///< codes, with what packages bring
    std::optional<core::FeatureId> colour;
    std::vector<Line> lines;
    core::Money price;
};

/// An order's way, moment by moment; what has not happened yet is nothing.
struct Way {
    core::Instant placed, released, linked, started, built, yard, shipped, arrived;
    std::optional<core::Instant> handed_over;
    bool on_road = false;  ///< shipped; `arrived` is when the carrier means to be there
};

struct Ownership {
    std::size_t buyer = 0;  ///< index into History::buyers
    core::Date from;
    std::optional<core::Date> to;
};

struct Job {
    std::string operation;
    core::PersonId technician;
    std::string pay_type, cause, correction;
};

struct UsedPart {
    std::string part_no, serial, pay_type;
    int quantity = 1;
};

struct Visit {
    std::size_t station = 0;  ///< index into World::stations
    core::PersonId adviser;
    core::Instant opened;
    std::optional<core::Instant> closed;  ///< nothing while the car stands in the workshop
    unsigned odometer_km = 0;
    std::string complaint;
    std::vector<Job> jobs;
    std::vector<UsedPart> parts;
    std::string number;  ///< given when written
};

/// What an owner said on the telephone.
struct ToldReading {
    core::Date on;
    unsigned km = 0;
};

struct Car {
    std::size_t dealer = 0;  ///< index into World::dealers
    core::PersonId salesperson;
    bool stock = false;
    Configured configured;
    Way way;
    core::Date requested;
    std::optional<core::Date> promised;  ///< nothing: as requested
    std::string vin, engine_number, plate;
    unsigned line_km = 0, delivery_km = 0;
    std::vector<Ownership> owners;       ///< empty: not handed over yet
    std::optional<std::size_t> orderer;  ///< buyer's index; none for a car ordered for stock
    std::vector<Visit> visits;           ///< in order of time
    std::optional<ToldReading> told;
    std::string carrier;

    // given when written
    core::OrderId order;
    std::string order_number, build_id;
    core::VehicleId vehicle;
};

struct History {
    std::vector<Buyer> buyers;
    std::vector<Car> cars;
};

/// Moments are drawn in the demonstration's zone, China, which knows no summer time.
constexpr std::chrono::hours zone_offset{8};
constexpr core::Instant local(core::Date day, int hour, int minute) {
    return core::Instant{day} + std::chrono::hours{hour} + std::chrono::minutes{minute} - zone_offset;
}
constexpr core::Date local_day(core::Instant at) { return std::chrono::floor<std::chrono::days>(at + zone_offset); }

}  // namespace marque::app::demo
