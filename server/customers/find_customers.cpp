#include "customers/customer_json.h"
#include "customers/customer_queries.h"
#include "customers/customers.h"

namespace marque::customers {
namespace {

constexpr int most_hits = 10;

}  // namespace

http::Json find_customers(db::Tx& tx, const core::Scope& scope, const std::string& text) {
    if (scope.organisation_kind != core::OrganisationKind::dealer) return http::Json::array();
    http::PageRequest page;
    page.limit = most_hits;
    return http::to_json_value(list_customers(tx, scope, text, page).items);
}

}  // namespace marque::customers
