#include "customers/create_customer.h"

#include "customers/customer_errors.h"
#include "customers/customer_json.h"
#include "customers/customer_queries.h"
#include "customers/customer_store.h"
#include "db/audit.h"
#include "identity/identity.h"

namespace marque::customers {
namespace {

[[noreturn]] void refuse_known(const Customer& known) {
    const core::ErrorParams params{{"name", known.name}, {"id", std::to_string(known.id.value)}};
    throw core::Error(errors::phone_known, params, {{"/phone", &errors::phone_known, params}});
}

}  // namespace

Customer create_customer(db::Tx& tx, const core::Scope& scope, const core::Actor& actor, const NewCustomer& customer,
                         core::Instant at) {
    identity::require_active(tx, scope.person);
    store::lock_entries_of(tx, scope.organisation);
    if (const auto known = store::find_by_phone(tx, scope.organisation, customer.phone)) refuse_known(*known);
    // A "no" said to another dealer holds here too.
    const bool do_not_call = store::number_refuses_calls(tx, customer.phone);
    const auto id = store::insert(tx, scope, customer, do_not_call, at);
    const auto created = find_customer(tx, scope, id).value();
    db::audit(tx, at, actor, "customer.created", "customer " + std::to_string(id.value), "",
              http::to_json_value(created).dump());
    return created;
}

}  // namespace marque::customers
