#include <algorithm>

#include "identity/identity_errors.h"
#include "identity/person_store.h"

namespace marque::identity {

std::vector<StaffMember> lock_people(db::Tx& tx, std::vector<core::PersonId> ids) {
    std::sort(ids.begin(), ids.end());
    std::vector<StaffMember> people;
    for (const auto id : ids) {
        auto person = tx.find(
            [](const db::Row& row) {
                return StaffMember{row.get<core::PersonId>("id"),
                                   row.get<std::string>("name"),
                                   row.get<core::OrganisationId>("organisation_id"),
                                   {},
                                   row.get<bool>("active"),
                                   row.get<int>("version")};
            },
            "SELECT id, name, organisation_id, active, version FROM person WHERE id = ? FOR UPDATE", id);
        if (!person) continue;
        person->roles =
            parse_roles(tx.find([](const db::Row& row) { return row.opt<std::string>("roles"); },
                                "SELECT GROUP_CONCAT(role) AS roles FROM person_role WHERE person_id = ?", id)
                            .value_or(std::nullopt)
                            .value_or(""));
        people.push_back(*std::move(person));
    }
    return people;
}

void set_active(db::Tx& tx, core::PersonId person, bool active) {
    tx.execute(
        "UPDATE person SET active = ?, failed_sign_ins = 0, locked_until = NULL, version = version + 1 WHERE id = ?",
        active, person);
    if (!active) tx.execute("DELETE FROM session WHERE person_id = ?", person);
}

void require_active(db::Tx& tx, core::PersonId person) {
    if (!tx.value<core::PersonId>("id", "SELECT id FROM person WHERE id = ? AND active LOCK IN SHARE MODE", person))
        throw core::Error(errors::person_left);
}

const PersonRef& Succession::heir(char kind, std::uint64_t id) {
    const auto [dealt, fresh] = dealt_.try_emplace({kind, id}, dealt_.size() % to_.size());
    return to_[dealt->second];
}

}  // namespace marque::identity
