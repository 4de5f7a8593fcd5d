#pragma once

#include "quotes/quote_store.h"
#include "quotes/quotes.h"

namespace marque::quotes {

/// What is wished, as a salesperson enters it.
struct Wish {
    const std::vector<std::string>& features;
    std::optional<core::Money> discount;
    std::optional<core::Date> valid_until;
    core::PersonId seller;  ///< whose quote it is
};

/// Terms that can be promised, and whether somebody else has to say yes to them first.
struct Offer {
    Terms terms;
    std::vector<QuoteLine> lines;
    bool needs_approval = false;
};

/// Prices the wish from the catalogue of the day. A discount on one's own quote needs somebody else's yes above what
/// any salesperson may give, whatever one's role. Throws `catalog.configuration_invalid`, `quote.discount_above_limit`,
/// `quote.valid_until_range`.
Offer make_offer(db::Tx& tx, const catalog::Model& model, const Wish& wish, const Doing& doing);

/// A quote's wish for new terms, based on a version of it.
struct ReviseQuote {
    int version = 0;
    std::vector<std::string> features;
    std::optional<core::Money> discount;
    std::optional<core::Date> valid_until;
    std::optional<std::string> note;
};
/// New terms at the prices of the day; an approval that was given does not hold for them.
void revise_quote(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const ReviseQuote& command,
                  const Doing& doing);

/// A manager's answer, or a quote's end.
struct DecideQuote {
    int version = 0;
    std::optional<std::string> comment;
};
/// `action` is approve, decline or withdraw.
void decide_quote(db::Tx& tx, const std::string& number, Action action, const DecideQuote& command, const Doing& doing);

struct OrderQuote {
    int version = 0;
    core::Date requested_date;
    std::optional<std::string> note;
};
/// Places the order at the promised price; its number. Throws `quote.expired`, `quote.approval_waiting`,
/// `quote.option_withdrawn`, `quote.rule_broken`, `quote.model_withdrawn`, `order.…`.
std::string order_quote(db::Tx& tx, catalog::Catalog& catalog, const std::string& number,
                        const std::string& order_number, const OrderQuote& command, const Doing& doing);

/// The quote's model year, if it can still be ordered; throws `quote.model_withdrawn`.
const catalog::Model& require_orderable(const catalog::Snapshot& snapshot, core::ModelId id);

}  // namespace marque::quotes
