#include <sstream>

#include "customers/customers.h"
#include "orders/orders.h"
#include "promises/promises.h"
#include "quotes/quotes.h"
#include "staff/staff_errors.h"
#include "staff/staff_work.h"

namespace marque::staff {
namespace {

StaffView map_staff(const db::Row& row) {
    StaffView person;
    person.id = row.get<core::PersonId>("id");
    person.sign_in_name = row.get<std::string>("sign_in_name");
    person.name = row.get<std::string>("name");
    person.organisation_id = row.get<core::OrganisationId>("organisation_id");
    person.organisation_name = {row.get<std::string>("name_zh"), row.get<std::string>("name_en")};
    person.active = row.get<bool>("active");
    person.version = row.get<int>("version");
    std::istringstream names(row.opt<std::string>("roles").value_or(""));
    for (std::string name; std::getline(names, name, ',');) {
        const auto role = core::from_text<core::Role>(name);
        if (role) person.roles.push_back(*role);
        person.sells |= role == core::Role::salesperson || role == core::Role::dealer_manager;
    }
    return person;
}

db::SqlBuilder visible_staff(const core::Scope& scope) {
    db::SqlBuilder sql(
        "SELECT p.id, p.sign_in_name, p.name, p.organisation_id, p.active, p.version, o.name_zh, o.name_en, "
        "  (SELECT GROUP_CONCAT(r.role) FROM person_role r WHERE r.person_id = p.id) AS roles "
        "FROM person p JOIN organisation o ON o.id = p.organisation_id AND o.kind = 'DEALER' WHERE");
    if (scope.has_any({core::Role::administrator, core::Role::auditor})) return sql.add("TRUE");
    if (scope.has(core::Role::dealer_manager)) return sql.add("p.organisation_id = ?", scope.organisation);
    return sql.add("FALSE");
}

template <class Count>
Count of(const std::map<core::PersonId, Count>& counts, core::PersonId person) {
    const auto found = counts.find(person);
    return found == counts.end() ? Count{} : found->second;
}

void count_holdings(db::Tx& tx, std::vector<StaffView>& people) {
    std::vector<core::PersonId> ids;
    for (const auto& person : people) ids.push_back(person.id);
    if (ids.empty()) return;
    const auto orders = orders::orders_in_hand(tx, ids);
    const auto quotes = quotes::quotes_in_hand(tx, ids);
    const auto customers = customers::customers_in_hand(tx, ids);
    const auto tasks = promises::tasks_in_hand(tx, ids);
    for (auto& person : people) {
        const auto in_hand = of(orders, person.id);
        person.holdings = {in_hand.orders, in_hand.drafts, of(quotes, person.id), of(customers, person.id),
                           of(tasks, person.id)};
    }
}

}  // namespace

std::vector<StaffView> list_staff(db::Tx& tx, const core::Scope& scope, const StaffFilter& filter) {
    auto sql = visible_staff(scope);
    if (filter.dealer) sql.add("AND p.organisation_id = ?", *filter.dealer);
    if (filter.active) sql.add("AND p.active = ?", *filter.active);
    sql.add("AND p.id > ? ORDER BY p.id LIMIT ?", filter.page.before.value_or(0), filter.page.limit + 1);
    auto people = tx.list(map_staff, sql);
    count_holdings(tx, people);
    return people;
}

StaffView read_staff(db::Tx& tx, const core::Scope& scope, core::PersonId person) {
    auto sql = visible_staff(scope);
    sql.add("AND p.id = ?", person);
    auto people = tx.list(map_staff, sql);
    if (people.empty()) throw core::Error(errors::not_found);
    count_holdings(tx, people);
    return std::move(people.front());
}

}  // namespace marque::staff
