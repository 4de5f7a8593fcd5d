#include <map>

#include "app/load_steps.h"

namespace marque::app {
namespace {

using OrganisationIds = std::map<std::string, core::OrganisationId>;

core::OrganisationId id_of(const OrganisationIds& ids, const std::string& code) {
    const auto found = ids.find(code);
    if (found == ids.end())
        throw std::runtime_error("network.json names the organisation " + code + " before it is there");
    return found->second;
}

OrganisationIds known_organisations(db::Tx& tx) {
    OrganisationIds ids;
    tx.each([&](const db::Row& row) { ids[row.get<std::string>("code")] = row.get<core::OrganisationId>("id"); },
            "SELECT id, code FROM organisation");
    return ids;
}

}  // namespace

void load_organisations(db::Tx& tx, const files::Network& network) {
    OrganisationIds ids;
    for (const auto& one : network.organisations) {
        std::optional<core::OrganisationId> parent;
        if (one.parent) parent = id_of(ids, *one.parent);
        ids[one.code] = tx.insert<core::OrganisationId>(
            "INSERT INTO organisation (kind, code, name_zh, name_en, parent_id, city_zh, city_en, phone) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            one.kind, one.code, one.name_zh, one.name_en, parent, one.city_zh, one.city_en, one.phone);
    }
}

void load_people(db::Tx& tx, const files::Network& network, const std::string& password_hash) {
    const OrganisationIds ids = known_organisations(tx);
    std::vector<db::Params> roles;
    for (const auto& one : network.people) {
        const auto id = tx.insert<core::PersonId>(
            "INSERT INTO person (sign_in_name, password_hash, name, organisation_id, locale) VALUES (?, ?, ?, ?, ?) "
            "RETURNING id",
            one.sign_in_name, password_hash, one.name, id_of(ids, one.organisation), one.locale);
        for (const core::Role role : one.roles) roles.push_back({id, role});
    }
    tx.insert_rows("INSERT INTO person_role (person_id, role) VALUES", roles);
}

void load_workshop(db::Tx& tx, const files::Workshop& workshop) {
    std::vector<db::Params> operations;
    for (const auto& one : workshop.labour_operations) {
        operations.push_back({one.code, one.name_zh, one.name_en, one.hours, one.hourly_rate, one.maintenance_km});
    }
    tx.insert_rows("INSERT INTO labour_operation (code, name_zh, name_en, hours, hourly_rate, maintenance_km) VALUES",
                   operations);
    std::vector<db::Params> parts;
    for (const auto& one : workshop.parts) {
        parts.push_back({one.part_no, one.name_zh, one.name_en, one.unit_price, one.serialised});
    }
    tx.insert_rows("INSERT INTO part (part_no, name_zh, name_en, unit_price, serialised) VALUES", parts);
}

}  // namespace marque::app
