#include "app/demo_world.h"

#include <stdexcept>

#include "app/demo_history.h"

namespace marque::app::demo {
namespace {

std::vector<Staff> staff(db::Tx& tx, core::OrganisationId organisation, core::Role role) {
    return tx.list(
        [](const db::Row& row) {
            return Staff{row.get<core::PersonId>("id"), row.get<std::string>("name")};
        },
        "SELECT p.id, p.name FROM person p JOIN person_role r ON r.person_id = p.id "
        "WHERE p.organisation_id = ? AND r.role = ? ORDER BY p.id",
        organisation, role);
}

core::OrganisationId only(db::Tx& tx, core::OrganisationKind kind) {
    const auto id =
        tx.value<core::OrganisationId>("id", "SELECT id FROM organisation WHERE kind = ? ORDER BY id LIMIT 1", kind);
    if (!id) throw std::runtime_error("network.json has no " + std::string(core::to_text(kind)));
    return *id;
}

void read_stations(db::Tx& tx, World& world) {
    tx.each(
        [&](const db::Row& row) {
            world.stations.push_back({row.get<core::OrganisationId>("id"), row.get<std::string>("code"), {}, {}});
        },
        "SELECT id, code FROM organisation WHERE kind = 'SERVICE_STATION' ORDER BY id");
    for (auto& station : world.stations) {
        station.advisers = staff(tx, station.id, core::Role::service_adviser);
        station.technicians = staff(tx, station.id, core::Role::technician);
        if (station.advisers.empty() || station.technicians.empty()) {
            throw std::runtime_error("network.json: " + station.code + " needs an adviser and a technician");
        }
    }
}

std::size_t station_index(const World& world, const std::string& code) {
    for (std::size_t i = 0; i < world.stations.size(); ++i) {
        if (world.stations[i].code == code) return i;
    }
    throw std::runtime_error("history.json names the service station " + code + ", which is not in network.json");
}

void read_dealers(db::Tx& tx, World& world) {
    tx.each(
        [&](const db::Row& row) {
            Dealer dealer;
            dealer.id = row.get<core::OrganisationId>("id");
            dealer.region = row.get<core::OrganisationId>("parent_id");
            dealer.code = row.get<std::string>("code");
            world.dealers.push_back(std::move(dealer));
        },
        "SELECT d.id, d.parent_id, d.code FROM organisation d JOIN organisation r ON r.id = d.parent_id AND r.kind = 'REGION' "
        "WHERE d.kind = 'DEALER' ORDER BY d.id");
    for (auto& dealer : world.dealers) {
        dealer.salespeople = staff(tx, dealer.id, core::Role::salesperson);
        for (const auto& city : world.pools.cities) {
            if (city.dealer == dealer.code) dealer.city = &city;
        }
        if (!dealer.city || dealer.salespeople.empty()) {
            throw std::runtime_error(dealer.code + " needs a salesperson in network.json and a city in history.json");
        }
        dealer.station = station_index(world, dealer.city->station);
    }
}

}  // namespace

void read_world(db::Tx& tx, World& world) {
    world.line_stations = tx.list(
        [](const db::Row& row) {
            return LineStation{row.get<std::string>("code"), row.get<std::string>("shop")};
        },
        "SELECT code, shop FROM line_station ORDER BY line_code, position");
    read_stations(tx, world);
    read_dealers(tx, world);
    world.plant = only(tx, core::OrganisationKind::plant);
    world.care_centre = only(tx, core::OrganisationKind::care_centre);
    world.care_agents = staff(tx, world.care_centre, core::Role::care_agent);
}

}  // namespace marque::app::demo
