#include "identity/identity_queries.h"

#include <sstream>

namespace marque::identity {
namespace {

OrganisationView map_organisation(const db::Row& row) {
    return {row.get<core::OrganisationId>("org_id"),
            row.get<core::OrganisationKind>("kind"),
            row.get<std::string>("code"),
            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
            row.opt<core::OrganisationId>("parent_id"),
            row.get<std::string>("time_zone"),
            {row.get<std::string>("city_zh"), row.get<std::string>("city_en")}};
}

std::vector<core::Role> map_roles(const db::Row& row) {
    std::vector<core::Role> roles;
    std::istringstream names(row.opt<std::string>("roles").value_or(""));
    for (std::string name; std::getline(names, name, ',');) {
        if (const auto role = core::from_text<core::Role>(name)) roles.push_back(*role);
    }
    return roles;
}

PersonView map_person(const db::Row& row) {
    return {row.get<core::PersonId>("id"),
            row.get<std::string>("sign_in_name"),
            row.get<std::string>("name"),
            row.get<core::OrganisationId>("organisation_id"),
            {row.get<std::string>("org_name_zh"), row.get<std::string>("org_name_en")},
            map_roles(row),
            row.get<bool>("active")};
}

http::Json map_document(const db::Row& row, std::string_view column) {
    const auto text = row.opt<std::string>(column);
    return text ? http::Json::parse(*text) : http::Json(nullptr);
}

}  // namespace

MeView read_me(db::Tx& tx, const core::Scope& scope, core::Instant expires_at, bool demo) {
    return tx
        .find(
            [&](const db::Row& row) {
                return MeView{row.get<core::PersonId>("id"),
                              row.get<std::string>("sign_in_name"),
                              row.get<std::string>("name"),
                              row.get<std::string>("locale"),
                              map_organisation(row),
                              map_roles(row),
                              expires_at,
                              demo};
            },
            "SELECT p.id, p.sign_in_name, p.name, p.locale, o.id AS org_id, o.kind, o.code, o.name_zh, o.name_en, "
            "  o.parent_id, o.time_zone, o.city_zh, o.city_en, "
            "  (SELECT GROUP_CONCAT(r.role) FROM person_role r WHERE r.person_id = p.id) AS roles "
            "FROM person p JOIN organisation o ON o.id = p.organisation_id WHERE p.id = ?",
            scope.person)
        .value();
}

std::vector<OrganisationView> list_organisations(db::Tx& tx, std::optional<core::OrganisationKind> kind,
                                                 const http::PageRequest& page) {
    db::SqlBuilder sql(
        "SELECT id AS org_id, kind, code, name_zh, name_en, parent_id, time_zone, city_zh, city_en FROM organisation");
    sql.add("WHERE id > ?", page.before.value_or(0));
    if (kind) sql.add("AND kind = ?", *kind);
    sql.add("ORDER BY id LIMIT ?", page.limit + 1);
    return tx.list(map_organisation, sql);
}

std::vector<PersonView> list_people(db::Tx& tx, const core::Scope& scope,
                                    std::optional<core::OrganisationId> organisation, std::optional<core::Role> role,
                                    const http::PageRequest& page) {
    if (!scope.has_any({core::Role::administrator, core::Role::auditor})) organisation = scope.organisation;
    db::SqlBuilder sql(
        "SELECT p.id, p.sign_in_name, p.name, p.organisation_id, p.active, o.name_zh AS org_name_zh, o.name_en AS org_name_en, "
        "  (SELECT GROUP_CONCAT(r.role) FROM person_role r WHERE r.person_id = p.id) AS roles "
        "FROM person p JOIN organisation o ON o.id = p.organisation_id");
    sql.add("WHERE p.id > ?", page.before.value_or(0));
    if (organisation) sql.add("AND p.organisation_id = ?", *organisation);
    if (role) sql.add("AND EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND r.role = ?)", *role);
    sql.add("ORDER BY p.id LIMIT ?", page.limit + 1);
    return tx.list(map_person, sql);
}

std::vector<DemoSignIn> list_demo_sign_ins(db::Tx& tx) {
    return tx.list(
        [](const db::Row& row) {
            return DemoSignIn{row.get<std::string>("sign_in_name"),
                              row.get<std::string>("name"),
                              row.get<core::Role>("role"),
                              {row.get<std::string>("name_zh"), row.get<std::string>("name_en")}};
        },
        "SELECT p.sign_in_name, p.name, r.role, o.name_zh, o.name_en "
        "FROM (SELECT role, MIN(person_id) AS person_id FROM person_role GROUP BY role) r "
        "JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = p.organisation_id WHERE p.active "
        "ORDER BY r.role");
}

std::vector<AuditView> list_audit(db::Tx& tx, const std::optional<std::string>& subject,
                                  const http::PageRequest& page) {
    db::SqlBuilder sql(
        "SELECT id, at, actor, address, request_id, action, subject, before_doc, after_doc FROM audit WHERE");
    sql.add("id < ?", page.before.value_or(~std::uint64_t{0}));
    if (subject) sql.add("AND subject = ?", *subject);
    sql.add("ORDER BY id DESC LIMIT ?", page.limit + 1);
    return tx.list(
        [](const db::Row& row) {
            return AuditView{
                row.get<std::uint64_t>("id"),    row.get<core::Instant>("at"),       row.get<std::string>("actor"),
                row.get<std::string>("address"), row.get<std::string>("request_id"), row.get<std::string>("action"),
                row.get<std::string>("subject"), map_document(row, "before_doc"),    map_document(row, "after_doc")};
        },
        sql);
}

}  // namespace marque::identity
