#include "identity/person_store.h"

#include <sstream>

#include "core/random.h"

namespace marque::identity {
namespace {

core::Sha256 hash_of(const std::string& token) { return core::sha256(token); }

http::Authenticator::Person map_standing(const db::Row& row) {
    http::Authenticator::Person person;
    auto& scope = person.scope;
    scope.person = row.get<core::PersonId>("person_id");
    scope.organisation = row.get<core::OrganisationId>("organisation_id");
    scope.organisation_kind = row.get<core::OrganisationKind>("kind");
    scope.organisation_code = row.get<std::string>("organisation_code");
    scope.time_zone = row.get<std::string>("time_zone");
    using Kind = core::OrganisationKind;
    if (scope.organisation_kind == Kind::region) scope.region = scope.organisation;
    if (scope.organisation_kind == Kind::dealer || scope.organisation_kind == Kind::service_station) {
        scope.region = row.opt<core::OrganisationId>("region_id");
    }
    scope.roles = parse_roles(row.opt<std::string>("roles").value_or(""));
    person.name = row.get<std::string>("name");
    return person;
}

}  // namespace

core::RoleSet parse_roles(const std::string& comma_separated) {
    core::RoleSet roles;
    std::istringstream names(comma_separated);
    for (std::string name; std::getline(names, name, ',');) {
        if (const auto role = core::from_text<core::Role>(name)) roles.add(*role);
    }
    return roles;
}

OrganisationRef map_organisation_ref(const db::Row& row, const std::string& prefix) {
    return {row.get<core::OrganisationId>(prefix + "id"),
            row.get<std::string>(prefix + "code"),
            {row.get<std::string>(prefix + "name_zh"), row.get<std::string>(prefix + "name_en")}};
}

std::optional<SignInRecord> lock_for_sign_in(db::Tx& tx, const std::string& sign_in_name) {
    return tx.find(
        [](const db::Row& row) {
            return SignInRecord{row.get<core::PersonId>("id"), row.get<std::string>("password_hash"),
                                row.get<bool>("active"), row.get<int>("failed_sign_ins"),
                                row.opt<core::Instant>("locked_until")};
        },
        "SELECT id, password_hash, active, failed_sign_ins, locked_until FROM person WHERE sign_in_name = ? FOR UPDATE",
        sign_in_name);
}

void record_failed_sign_in(db::Tx& tx, core::PersonId person, int failed, std::optional<core::Instant> locked_until) {
    tx.execute("UPDATE person SET failed_sign_ins = ?, locked_until = ?, version = version + 1 WHERE id = ?", failed,
               locked_until, person);
}

void record_sign_in(db::Tx& tx, core::PersonId person) {
    tx.execute("UPDATE person SET failed_sign_ins = 0, locked_until = NULL, version = version + 1 WHERE id = ?",
               person);
}

void open_session(db::Tx& tx, const std::string& token, core::PersonId person, core::Instant at,
                  core::Instant expires_at) {
    tx.execute("INSERT INTO session (token_hash, person_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
               hash_of(token), person, at, expires_at);
}

void close_session(db::Tx& tx, const std::string& token) {
    tx.execute("DELETE FROM session WHERE token_hash = ?", hash_of(token));
}

std::optional<SessionRecord> find_session(db::Tx& tx, const std::string& token, core::Instant now) {
    return tx.find(
        [](const db::Row& row) {
            return SessionRecord{row.get<core::PersonId>("person_id"), row.get<core::Instant>("expires_at")};
        },
        "SELECT person_id, expires_at FROM session WHERE token_hash = ? AND expires_at > ?", hash_of(token), now);
}

std::set<std::string> ended_sessions(db::Tx& tx, const std::set<std::string>& tokens, core::Instant now) {
    constexpr std::size_t most_at_once = 500;
    auto ended = tokens;
    std::vector<core::Sha256> hashes;
    std::map<std::string, std::string> token_of;
    const auto ask = [&] {
        db::SqlBuilder sql(
            "SELECT LOWER(HEX(s.token_hash)) AS hash FROM session s JOIN person p ON p.id = s.person_id AND p.active");
        sql.add("WHERE s.expires_at > ? AND s.token_hash IN", now).add_in(hashes);
        for (const auto& hash : tx.list([](const db::Row& row) { return row.get<std::string>("hash"); }, sql))
            ended.erase(token_of.at(hash));
        hashes.clear();
    };
    for (const auto& token : tokens) {
        hashes.push_back(hash_of(token));
        token_of[core::to_hex(core::as_bytes(hashes.back()))] = token;
        if (hashes.size() == most_at_once) ask();
    }
    if (!hashes.empty()) ask();
    return ended;
}

std::optional<http::Authenticator::Person> find_standing(db::Tx& tx, core::PersonId person) {
    return tx.find(
        map_standing,
        "SELECT p.id AS person_id, p.name, p.organisation_id, o.kind, o.code AS organisation_code, o.time_zone, "
        "  o.parent_id AS region_id, "
        "  (SELECT GROUP_CONCAT(r.role) FROM person_role r WHERE r.person_id = p.id) AS roles "
        "FROM person p JOIN organisation o ON o.id = p.organisation_id WHERE p.id = ? AND p.active",
        person);
}

std::optional<http::ServiceIdentity> find_service(db::Tx& tx, const std::string& token) {
    return tx.find(
        [](const db::Row& row) {
            return http::ServiceIdentity{row.get<std::string>("name"), row.get<std::string>("line_code")};
        },
        "SELECT name, line_code FROM service_token WHERE token_hash = ?", hash_of(token));
}

core::PersonId add_person(db::Tx& tx, const NewPerson& person) {
    const auto id = tx.insert<core::PersonId>(
        "INSERT INTO person (sign_in_name, password_hash, name, organisation_id, locale) VALUES (?, ?, ?, ?, ?) RETURNING id",
        person.sign_in_name, hash_password(person.password), person.name, person.organisation, person.locale);
    std::vector<db::Params> rows;
    for (const auto role : person.roles) rows.push_back({id, role});
    tx.insert_rows("INSERT INTO person_role (person_id, role) VALUES", rows);
    return id;
}

void set_service_token(db::Tx& tx, const std::string& name, const std::string& line, const std::string& token,
                       core::Instant at) {
    tx.execute("DELETE FROM service_token WHERE name = ?", name);
    tx.execute("INSERT INTO service_token (token_hash, name, line_code, created_at) VALUES (?, ?, ?, ?)",
               hash_of(token), name, line, at);
}

}  // namespace marque::identity
