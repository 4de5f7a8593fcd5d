#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "core/scope.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"
#include "identity/identity.h"
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
    core::Instant real_now{};
    core::Date today() const { return core::local_date(at, scope.time_zone); }
};

/// How many quotes of each can still become an order or be revised.
std::map<core::PersonId, int> quotes_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people);
/// Gives those of a person to those who follow, a diary line each; who set the terms stays on record.
int pass_quotes_on(db::Tx& tx, identity::Succession& succession, const core::Actor& actor, core::Instant at);

/// The buyer of an order has taken over the car of another one: the quote that became the order goes along.
void follow_buyer(db::Tx& tx, core::OrderId from, core::OrderId to, const core::Actor& actor, core::Instant at);

std::string next_quote_number(db::NumberSeries& numbers, core::Instant at);
/// Prices the configuration from the catalogue; a discount above the maker's own limit waits for approval. Throws
/// `quote.…`, `catalog.…`, `customer.not_found`.
Quote make_quote(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const MakeQuote& command,
                 const Doing& doing);

}  // namespace marque::quotes
