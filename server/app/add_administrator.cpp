#include "app/load_network.h"
#include "core/random.h"
#include "db/tx.h"
#include "identity/identity.h"

namespace marque::app {
namespace {

constexpr std::size_t password_length = 16;

core::OrganisationId headquarters(db::Tx& tx) {
    const auto known =
        tx.value<core::OrganisationId>("id", "SELECT id FROM organisation WHERE kind = 'MAKER' ORDER BY id LIMIT 1");
    if (known) return *known;
    return tx.insert<core::OrganisationId>(
        "INSERT INTO organisation (kind, code, name_zh, name_en) VALUES ('MAKER', 'HQ', '总部', 'Headquarters') RETURNING id");
}

}  // namespace

std::string add_administrator(db::Pool& pool, const std::string& sign_in_name, const std::string& name) {
    if (sign_in_name.empty() || name.empty()) throw std::runtime_error("a sign-in name and a name are needed");
    const auto password = core::random_token().substr(0, password_length);
    db::in_tx(pool, [&](db::Tx& tx) {
        if (tx.value<core::PersonId>("id", "SELECT id FROM person WHERE sign_in_name = ?", sign_in_name)) {
            throw std::runtime_error("the sign-in name " + sign_in_name + " is taken");
        }
        identity::add_person(tx,
                             {sign_in_name, password, name, headquarters(tx), "zh-CN", {core::Role::administrator}});
    });
    return password;
}

}  // namespace marque::app
