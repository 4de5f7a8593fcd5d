#include "support/world.h"

#include <argon2.h>

#include <array>
#include <stdexcept>

#include "core/vin.h"
#include "db/tx.h"

namespace marque::support {
namespace {

using core::OrganisationKind;
using core::Role;

const std::string password = "correct horse battery";

/// As identity keeps it, but as cheap as Argon2id goes: tests sign in all the time.
const std::string& password_hash() {
    static const std::string hash = [] {
        std::array<char, 200> text{};
        const std::string salt = "salt of the tests";
        if (argon2id_hash_encoded(1, 8, 1, password.data(), password.size(), salt.data(), salt.size(), 32, text.data(),
                                  text.size()) != ARGON2_OK) {
            throw std::runtime_error("argon2 refused the test password");
        }
        return std::string(text.data());
    }();
    return hash;
}

}  // namespace

std::string unique(const std::string& prefix) {
    static unsigned count = 0;
    return prefix + std::to_string(++count);
}

Organisation make_organisation(db::Pool& pool, OrganisationKind kind, std::optional<core::OrganisationId> parent) {
    const bool in_a_region = kind == OrganisationKind::dealer || kind == OrganisationKind::service_station;
    Organisation organisation{{}, unique("o"), kind, in_a_region ? parent : std::nullopt};
    organisation.id = db::in_tx(pool, [&](db::Tx& tx) {
        return tx.insert<core::OrganisationId>(
            "INSERT INTO organisation (kind, code, name_zh, name_en, parent_id, city_zh, city_en, phone) "
            "VALUES (?, ?, ?, ?, ?, '上海', 'Shanghai', '+862160000000') RETURNING id",
            kind, organisation.code, "单位" + organisation.code, "Organisation " + organisation.code, parent);
    });
    if (kind == OrganisationKind::region) organisation.region = organisation.id;
    return organisation;
}

Person make_person(db::Pool& pool, const Organisation& organisation, std::initializer_list<Role> roles) {
    Person person{{}, unique("person."), password, {}, {}};
    person.name = "员工 " + person.sign_in_name;
    person.id = db::in_tx(pool, [&](db::Tx& tx) {
        const auto id = tx.insert<core::PersonId>(
            "INSERT INTO person (sign_in_name, password_hash, name, organisation_id) VALUES (?, ?, ?, ?) RETURNING id",
            person.sign_in_name, password_hash(), person.name, organisation.id);
        for (const Role role : roles) tx.execute("INSERT INTO person_role (person_id, role) VALUES (?, ?)", id, role);
        return id;
    });
    person.scope = {person.id,       organisation.id,     organisation.kind,   organisation.code,
                    "Asia/Shanghai", organisation.region, core::RoleSet(roles)};
    return person;
}

Network make_network(db::Pool& pool) {
    Network net;
    net.maker = make_organisation(pool, OrganisationKind::maker);
    net.region = make_organisation(pool, OrganisationKind::region, net.maker.id);
    net.other_region = make_organisation(pool, OrganisationKind::region, net.maker.id);
    net.dealer = make_organisation(pool, OrganisationKind::dealer, net.region.id);
    net.other_dealer = make_organisation(pool, OrganisationKind::dealer, net.region.id);
    net.far_dealer = make_organisation(pool, OrganisationKind::dealer, net.other_region.id);
    net.station = make_organisation(pool, OrganisationKind::service_station, net.region.id);
    net.other_station = make_organisation(pool, OrganisationKind::service_station, net.region.id);
    net.plant = make_organisation(pool, OrganisationKind::plant, net.maker.id);
    net.care_centre = make_organisation(pool, OrganisationKind::care_centre, net.maker.id);

    net.salesperson = make_person(pool, net.dealer, {Role::salesperson});
    net.dealer_manager = make_person(pool, net.dealer, {Role::dealer_manager});
    net.other_salesperson = make_person(pool, net.other_dealer, {Role::salesperson});
    net.far_salesperson = make_person(pool, net.far_dealer, {Role::salesperson});
    net.regional_manager = make_person(pool, net.region, {Role::regional_manager});
    net.other_regional_manager = make_person(pool, net.other_region, {Role::regional_manager});
    net.service_adviser = make_person(pool, net.station, {Role::service_adviser});
    net.technician = make_person(pool, net.station, {Role::technician});
    net.station_manager = make_person(pool, net.station, {Role::station_manager});
    net.other_adviser = make_person(pool, net.other_station, {Role::service_adviser});
    net.other_technician = make_person(pool, net.other_station, {Role::technician});
    net.care_agent = make_person(pool, net.care_centre, {Role::care_agent});
    net.other_care_agent = make_person(pool, net.care_centre, {Role::care_agent});
    net.customer_manager = make_person(pool, net.care_centre, {Role::customer_manager});
    net.care_lead = make_person(pool, net.care_centre, {Role::care_lead});
    net.technical_engineer = make_person(pool, net.maker, {Role::technical_engineer});
    net.plant_planner = make_person(pool, net.plant, {Role::plant_planner});
    net.administrator = make_person(pool, net.maker, {Role::administrator});
    net.auditor = make_person(pool, net.maker, {Role::auditor});
    return net;
}

Customer make_customer(db::Pool& pool, core::OrganisationId dealer) {
    Customer customer{{}, unique("车主"), {}};
    const std::string tail = customer.name.substr(std::string("车主").size());
    customer.phone = "+86138" + std::string(8 - tail.size(), '0') + tail;
    customer.id = db::in_tx(pool, [&](db::Tx& tx) {
        return tx.insert<core::CustomerId>(
            "INSERT INTO customer (kind, name, phone, dealer_id, created_at) "
            "VALUES ('PERSON', ?, ?, ?, UTC_TIMESTAMP(3)) RETURNING id",
            customer.name, customer.phone, dealer);
    });
    return customer;
}

std::string make_vin() {
    const std::string count = unique("");
    std::string vin = "LSGTEST00T" + std::string(7 - count.size(), '0') + count;
    vin[8] = core::Vin::check_digit(vin);
    return vin;
}

Vehicle make_vehicle(db::Pool& pool, const Model& model, const Customer& owner, core::Date delivered_on) {
    Vehicle vehicle{{}, make_vin()};
    vehicle.id = db::in_tx(pool, [&](db::Tx& tx) {
        const auto id = tx.insert<core::VehicleId>(
            "INSERT INTO vehicle (vin, engine_number, model_id, colour_id, produced_at, delivered_on, owner_id, "
            "odometer_km, "
            "odometer_on) VALUES (?, ?, ?, ?, ?, ?, ?, 12, ?) RETURNING id",
            vehicle.vin, "EN" + vehicle.vin.substr(10), model.id, model.features.at("C1"),
            core::Instant(delivered_on - std::chrono::days{30}), delivered_on, owner.id, delivered_on);
        tx.execute("INSERT INTO ownership_period (vehicle_id, customer_id, from_date) VALUES (?, ?, ?)", id, owner.id,
                   delivered_on);
        tx.execute("INSERT INTO odometer_reading (vehicle_id, read_on, km, source) VALUES (?, ?, 12, 'HAND_OVER')", id,
                   delivered_on);
        return id;
    });
    return vehicle;
}

}  // namespace marque::support
