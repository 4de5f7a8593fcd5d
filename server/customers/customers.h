#pragma once

#include <optional>
#include <string>

#include "core/scope.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

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

/// Records that the person does not want to be called any more, with audit; nothing when it was already so.
void set_do_not_call(db::Tx& tx, core::CustomerId id, const std::string& reason, core::Instant at, const core::Actor& actor);

}  // namespace marque::customers
