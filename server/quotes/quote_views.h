#pragma once

#include "catalog/catalog.h"
#include "http/paging.h"
#include "identity/identity.h"
#include "quotes/quote_store.h"
#include "quotes/quotes.h"

namespace marque::quotes {

struct QuoteSummary {
    QuoteId id;
    std::string number;
    State state = State::open;
    std::string model;
    int model_year = 0;
    core::Localized model_name;
    identity::OrganisationRef dealer;
    identity::PersonRef salesperson;
    std::string customer_name;
    core::Money list_price;
    core::Money discount;
    core::Money price;
    std::string currency;
    core::Date valid_until;
    std::optional<std::string> order_number;
    core::Instant created_at;
    core::Instant updated_at;
};
MARQUE_JSON(QuoteSummary, number, state, model, model_year, model_name, dealer, salesperson, customer_name, list_price,
            discount, price, currency, valid_until, order_number, created_at, updated_at)

struct QuoteBuyerView {
    core::CustomerId id;
    std::string name;
    std::string phone;
};
MARQUE_JSON(QuoteBuyerView, id, name, phone)

struct QuoteEventView {
    core::Instant at;
    std::string kind;
    std::string actor;
    core::Money list_price;
    core::Money discount;
    std::string comment;
};
MARQUE_JSON(QuoteEventView, at, kind, actor, list_price, discount, comment)

struct QuoteView {
    QuoteId id;
    std::string number;
    State state = State::open;
    int version = 1;
    std::string model;
    int model_year = 0;
    core::Localized model_name;
    catalog::BodyStyle body_style = catalog::BodyStyle::sedan;
    identity::OrganisationRef dealer;
    identity::PersonRef salesperson;
    QuoteBuyerView customer;
    core::Money list_price;
    core::Money discount;
    core::Money price;
    std::string currency;
    core::Date valid_until;
    std::string note;
    std::optional<std::string> order_number;
    core::Instant created_at;
    core::Instant updated_at;
    std::vector<catalog::PriceLineView> lines;
    std::vector<QuoteEventView> events;
    std::vector<std::string> actions;
    // not on the wire
    core::PersonId terms_by;
    core::Localized dealer_city;
    std::string dealer_phone;
    std::string dealer_zone;  ///< where its days begin and end
};
MARQUE_JSON(QuoteView, number, state, version, model, model_year, model_name, body_style, dealer, salesperson, customer,
            list_price, discount, price, currency, valid_until, note, order_number, created_at, updated_at, lines,
            events, actions)

struct QuoteFilter {
    std::optional<State> state;
    bool mine = false;
    http::PageRequest page;
};

/// Newest first, those that the asker may see, in the state that they have by now: a quote runs out with the last day
/// at its dealer's, wherever it is read.
std::vector<QuoteSummary> list_quotes(db::Tx& tx, const core::Scope& scope, const QuoteFilter& filter,
                                      core::Instant now);
/// Throws `quote.not_found` for what does not exist and for what the asker may not see, alike.
QuoteView read_quote(db::Tx& tx, const core::Scope& scope, const std::string& number, core::Instant now);

}  // namespace marque::quotes
