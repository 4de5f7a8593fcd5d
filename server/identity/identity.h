#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/localized.h"
#include "core/scope.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/server.h"
#include "http/services.h"

/// People, organisations, roles, sessions and service tokens. The door of the slice.
namespace marque::identity {

void add_routes(http::Router& router, http::Services& services);

/// Looks sessions and service tokens up for the HTTP frame.
http::Authenticator make_authenticator(http::Services& services);

/// Of these sessions, those that have ended, and those of people who have left.
std::set<std::string> ended_sessions(db::Tx& tx, const std::set<std::string>& tokens, core::Instant now);

/// An organisation as other slices show it.
struct OrganisationRef {
    core::OrganisationId id;
    std::string code;
    core::Localized name;
};
MARQUE_JSON(OrganisationRef, id, code, name)

/// A person as other slices show them.
struct PersonRef {
    core::PersonId id;
    std::string name;
};
MARQUE_JSON(PersonRef, id, name)

/// Reads `<prefix>id`, `<prefix>code`, `<prefix>name_zh`, `<prefix>name_en` of a joined row.
OrganisationRef map_organisation_ref(const db::Row& row, const std::string& prefix);

/// A person whose standing is about to change, locked until the transaction ends.
struct StaffMember {
    core::PersonId id;
    std::string name;
    core::OrganisationId organisation;
    core::RoleSet roles;
    bool active = false;
    int version = 1;
};
/// Locks these people in the order of their ids; those that do not exist are missing.
std::vector<StaffMember> lock_people(db::Tx& tx, std::vector<core::PersonId> ids);
/// Whether the person may sign in; one who may not loses every open session at once. Bumps the version.
void set_active(db::Tx& tx, core::PersonId person, bool active);
/// Throws `session.person_left` for somebody whose account was closed. Whoever closes it waits for the transaction to
/// end, so that nothing is entered in the name of a person whose work has just been handed over.
void require_active(db::Tx& tx, core::PersonId person);

/// Who takes over what a person of a dealer had. What belongs to one customer goes into one hand, and the customers are
/// dealt out in turn, so that the successors get equally many.
class Succession {
  public:
    Succession(StaffMember from, std::vector<PersonRef> to) : from_(std::move(from)), to_(std::move(to)) {}

    const StaffMember& from() const { return from_; }
    const std::vector<PersonRef>& to() const { return to_; }
    /// The successor who gets everything of this customer.
    const PersonRef& heir_of(core::CustomerId customer) { return heir('c', customer.value); }
    /// The successor who gets a fleet or a single car that has no buyer.
    const PersonRef& heir_of_fleet(std::uint64_t fleet) { return heir('f', fleet); }
    const PersonRef& heir_of_stock(core::OrderId order) { return heir('o', order.value); }

  private:
    const PersonRef& heir(char kind, std::uint64_t id);

    StaffMember from_;
    std::vector<PersonRef> to_;
    std::map<std::pair<char, std::uint64_t>, std::size_t> dealt_;
};

/// Calls `each` with the ids, a bounded number at a time: somebody may leave thousands of things behind, and a
/// statement's text should stay small.
template <class Id, class Each>
void in_portions(const std::vector<Id>& ids, Each&& each) {
    constexpr std::size_t most = 500;
    for (std::size_t first = 0; first < ids.size(); first += most) {
        const auto last = std::min(ids.size(), first + most);
        each(std::vector<Id>(ids.begin() + static_cast<std::ptrdiff_t>(first),
                             ids.begin() + static_cast<std::ptrdiff_t>(last)));
    }
}

struct NewPerson {
    std::string sign_in_name;
    std::string password;
    std::string name;
    core::OrganisationId organisation;
    std::string locale = "zh-CN";
    std::vector<core::Role> roles;
};
core::PersonId add_person(db::Tx& tx, const NewPerson& person);

/// Argon2id in its own text form, with its parameters and salt.
std::string hash_password(const std::string& password);
bool password_fits(const std::string& password, const std::string& hash);

/// The token of the bridge of a line; setting it again under the same name replaces it.
void set_service_token(db::Tx& tx, const std::string& name, const std::string& line, const std::string& token,
                       core::Instant at);

}  // namespace marque::identity
