#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"
#include "identity/identity.h"

/// People and companies that buy and own cars. The door of the slice.
namespace marque::customers {

struct CustomerRef {
    core::CustomerId id;
    std::string name;
    std::string phone;  ///< E.164
    core::OrganisationId dealer;
};

void add_routes(http::Router& router, http::Services& services);

/// The customer if it is the dealer's own; throws core::Error `customer.not_found` otherwise.
CustomerRef require_customer_of(db::Tx& tx, core::OrganisationId dealer, core::CustomerId id);

/// Records that the person does not want to be called any more, with audit; nothing when it was already so. Every
/// dealer's record of the same telephone number is marked: the "no" was said by a person, not to a dealer.
void set_do_not_call(db::Tx& tx, core::CustomerId id, const std::string& reason, core::Instant at,
                     const core::Actor& actor);

/// Whether the person behind the customer's telephone number has asked, anywhere in the network, not to be called.
bool refuses_calls(db::Tx& tx, core::CustomerId id);

/// Every record with the customer's telephone number, itself included.
std::vector<core::CustomerId> same_person(db::Tx& tx, core::CustomerId id);

/// Where a customer belongs: the dealer, its region, and the zone that the customer's day follows.
struct CustomerHome {
    core::OrganisationId dealer;
    core::OrganisationId region;
    std::string time_zone;
};
/// Throws `customer.not_found`.
CustomerHome home_of(db::Tx& tx, core::CustomerId id);

/// How many customers each looks after.
std::map<core::PersonId, int> customers_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people);
/// Gives a person's customers to those who follow, with an audit line each.
int pass_customers_on(db::Tx& tx, identity::Succession& succession, const core::Actor& actor, core::Instant at);

/// The asker's dealer's customers whose name starts with the text or whose phone it is, ten at most, each in the form
/// of Customer in docs/openapi.yaml. Empty for everybody who is not dealer staff.
http::Json find_customers(db::Tx& tx, const core::Scope& scope, const std::string& text);

}  // namespace marque::customers
