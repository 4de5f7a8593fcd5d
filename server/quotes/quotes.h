#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "core/scope.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"
#include "quotes/quote.h"

/// Quotes: a price promised to a named buyer until a day, and the order it becomes. The door of the slice.
namespace marque::quotes {

struct QuoteServices : http::Services {
    catalog::Catalog& catalog;
};

void add_routes(http::Router& router, const QuoteServices& services);

/// What a salesperson offers whom. Without a discount the list price; without a date fourteen days.
struct MakeQuote {
    std::string model;
    int model_year = 0;
    std::vector<std::string> features;
    core::CustomerId customer_id;
    std::optional<core::Money> discount;
    std::optional<core::Date> valid_until;
    std::optional<std::string> note;
};
/// Who acts, and when.
struct Doing {
    core::Scope scope;
    core::Actor actor;
    core::Instant at;
    core::Date today() const { return core::local_date(at, scope.time_zone); }
};
    core::Instant real_now{};

std::string next_quote_number(db::NumberSeries& numbers, core::Instant at);
/// Prices the configuration from the catalogue; a discount above the maker's own limit waits for approval. Throws
/// `quote.…`, `catalog.…`, `customer.not_found`.
Quote make_quote(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const MakeQuote& command,
                 const Doing& doing);

}  // namespace marque::quotes
