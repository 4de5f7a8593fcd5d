#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "db/tx.h"
#include "quotes/quote.h"

namespace marque::quotes {

struct QuoteLine {
    core::FeatureId feature;
    std::string code;
    core::Money amount;
    bool included = false;
};

/// One entry of the quote's diary.
struct QuoteEntry {
    core::Instant at;
    std::string kind;
    std::string actor;
    std::string comment;
};

QuoteId insert_quote(db::Tx& tx, const Quote& quote, core::Instant at);
/// In the place of whatever lines there are.
void write_lines(db::Tx& tx, QuoteId quote, const std::vector<QuoteLine>& lines);
std::vector<QuoteLine> read_lines(db::Tx& tx, QuoteId quote);
/// Enters what happened, with the terms as they are, and numbers it; the quote is saved afterwards.
void write_diary(db::Tx& tx, Quote& quote, const QuoteEntry& entry);
/// Locks the quote until the transaction ends if it is the asker's dealer's; throws `quote.not_found` otherwise.
Quote lock_own_quote(db::Tx& tx, const core::Scope& scope, const std::string& number);
/// Writes what changed, guarded by the version, and bumps it.
void save(db::Tx& tx, Quote& quote, core::Instant at);

/// Tells the open pages of the quote's dealer and region that it is new, or another than it was. `real_now` is real
/// time.
void tell_pages(db::Tx& tx, const Quote& quote, core::Instant real_now);

}  // namespace marque::quotes
