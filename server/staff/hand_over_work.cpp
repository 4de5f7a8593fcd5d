#include <algorithm>

#include "customers/customers.h"
#include "db/audit.h"
#include "orders/orders.h"
#include "promises/promises.h"
#include "quotes/quotes.h"
#include "staff/staff_errors.h"
#include "staff/staff_work.h"

namespace marque::staff {
namespace {

using identity::PersonRef;
using identity::StaffMember;

const StaffMember* member(const std::vector<StaffMember>& people, core::PersonId id) {
    const auto found = std::find_if(people.begin(), people.end(), [id](const auto& person) { return person.id == id; });
    return found == people.end() ? nullptr : &*found;
}

void require_version(const StaffMember& person, int expected) {
    if (person.version == expected) return;
    throw core::Error(errors::stale_version,
                      {{"yours", std::to_string(expected)}, {"now", std::to_string(person.version)}});
}

std::vector<PersonRef> fit_successors(const std::vector<StaffMember>& people, const StaffMember& leaver,
                                      const std::vector<core::PersonId>& ids) {
    std::vector<PersonRef> successors;
    for (const auto id : ids) {
        const auto* const person = member(people, id);
        const bool named_twice = std::count(ids.begin(), ids.end(), id) > 1;
        const bool sells =
            person && person->roles.intersects({core::Role::salesperson, core::Role::dealer_manager}) && person->active;
        if (!sells || named_twice || id == leaver.id || person->organisation != leaver.organisation)
            http::refuse_parameter("/successor_ids", errors::successor_unfit, {});
        successors.push_back({person->id, person->name});
    }
    return successors;
}

/// The leaver and the successors, locked together in the order of their ids: of two managers at work at the same
/// moment, one waits for the other, and nobody inherits who is just leaving.
std::vector<StaffMember> lock_all(db::Tx& tx, core::PersonId person, const std::vector<core::PersonId>& successors) {
    auto ids = successors;
    ids.push_back(person);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return identity::lock_people(tx, std::move(ids));
}

Holdings pass_on(db::Tx& tx, identity::Succession& succession, const Managing& managing) {
    const auto& [scope, actor, at, real_now] = managing;
    const auto tasks = promises::tasks_in_hand(tx, {succession.from().id});
    const auto orders = orders::pass_orders_on(tx, succession, actor, at, real_now);
    Holdings moved{orders.orders, orders.drafts, 0, 0, 0};
    moved.quotes = quotes::pass_quotes_on(tx, succession, actor, at);
    moved.customers = customers::pass_customers_on(tx, succession, actor, at);
    // A task is its order's salesperson's: it has moved with the order.
    if (!tasks.empty()) moved.tasks = tasks.begin()->second;
    return moved;
}

std::string subject_of(core::PersonId person) { return "person " + std::to_string(person.value); }

}  // namespace

HandedOver hand_over_work(db::Tx& tx, core::PersonId person, const HandOverWork& command, const Managing& managing) {
    read_staff(tx, managing.scope, person);
    const auto people = lock_all(tx, person, command.successor_ids);
    const auto& leaver = *member(people, person);
    require_version(leaver, command.version);
    if (command.leaves && person == managing.scope.person) throw core::Error(errors::not_yourself);
    const auto before = read_staff(tx, managing.scope, person);
    const auto successors = fit_successors(people, leaver, command.successor_ids);
    if (successors.empty() && before.holdings.things() > 0) {
        throw core::Error(errors::successor_needed,
                          {{"name", leaver.name}, {"things", std::to_string(before.holdings.things())}});
    }
    if (before.holdings.things() == 0 && command.leaves && !leaver.active)
        throw core::Error(errors::already_left, {{"name", leaver.name}});
    if (before.holdings.things() == 0 && !command.leaves)
        throw core::Error(errors::nothing_to_do, {{"name", leaver.name}});

    HandedOver done;
    done.successors = successors;
    if (!successors.empty()) {
        identity::Succession succession(leaver, successors);
        done.moved = pass_on(tx, succession, managing);
    }
    identity::set_active(tx, person, leaver.active && !command.leaves);
    done.person = read_staff(tx, managing.scope, person);
    db::audit(tx, managing.at, managing.actor, command.leaves ? "staff.left" : "staff.handed_over", subject_of(person),
              http::Json{{"active", leaver.active}, {"holdings", http::to_json_value(before.holdings)}}.dump(),
              http::Json{{"active", done.person.active},
                         {"moved", http::to_json_value(done.moved)},
                         {"successors", http::to_json_value(successors)},
                         {"reason", command.reason}}
                  .dump());
    return done;
}

StaffView return_to_work(db::Tx& tx, core::PersonId person, const ReturnToWork& command, const Managing& managing) {
    read_staff(tx, managing.scope, person);
    const auto people = identity::lock_people(tx, {person});
    require_version(people.front(), command.version);
    if (people.front().active) throw core::Error(errors::already_active, {{"name", people.front().name}});
    identity::set_active(tx, person, true);
    db::audit(tx, managing.at, managing.actor, "staff.returned", subject_of(person), R"({"active":false})",
              R"({"active":true})");
    return read_staff(tx, managing.scope, person);
}

}  // namespace marque::staff
