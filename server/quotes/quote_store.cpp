#include "quotes/quote_store.h"

#include "db/feed.h"
#include "http/json_fields.h"
#include "quotes/quote_errors.h"

namespace marque::quotes {
namespace {

Quote map_quote(const db::Row& row) {
    Quote quote;
    quote.id = row.get<QuoteId>("id");
    quote.number = row.get<std::string>("number");
    quote.dealer = row.get<core::OrganisationId>("dealer_id");
    quote.region = row.get<core::OrganisationId>("region_id");
    quote.salesperson = row.get<core::PersonId>("salesperson_id");
    quote.terms_by = row.get<core::PersonId>("terms_by");
    quote.customer = row.get<core::CustomerId>("customer_id");
    quote.state = row.get<State>("state");
    quote.terms = {row.get<core::ModelId>("model_id"), row.get<core::Money>("list_price"),
                   row.get<core::Money>("discount"), row.get<core::Date>("valid_until")};
    quote.note = row.get<std::string>("note");
    quote.order = row.opt<core::OrderId>("order_id");
    quote.event_seq = row.get<int>("event_seq");
    quote.version = row.get<int>("version");
    return quote;
}

}  // namespace

QuoteId insert_quote(db::Tx& tx, const Quote& quote, core::Instant at) {
    return tx.insert<QuoteId>(
        "INSERT INTO quote (number, dealer_id, region_id, salesperson_id, terms_by, customer_id, state, model_id, list_price, "
        "  discount, valid_until, note, event_seq, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) RETURNING id",
        quote.number, quote.dealer, quote.region, quote.salesperson, quote.terms_by, quote.customer, quote.state,
        quote.terms.model, quote.terms.list_price, quote.terms.discount, quote.terms.valid_until, quote.note, at, at);
}

void write_lines(db::Tx& tx, QuoteId quote, const std::vector<QuoteLine>& lines) {
    tx.execute("DELETE FROM quote_line WHERE quote_id = ?", quote);
    std::vector<db::Params> rows;
    for (const auto& line : lines) rows.push_back({quote, line.feature, line.amount, line.included});
    tx.insert_rows("INSERT INTO quote_line (quote_id, feature_id, amount, included) VALUES", rows);
}

std::vector<QuoteLine> read_lines(db::Tx& tx, QuoteId quote) {
    return tx.list(
        [](const db::Row& row) {
            return QuoteLine{row.get<core::FeatureId>("feature_id"), row.get<std::string>("code"),
                             row.get<core::Money>("amount"), row.get<bool>("included")};
        },
        "SELECT l.feature_id, f.code, l.amount, l.included FROM quote_line l JOIN feature f ON f.id = l.feature_id "
        "WHERE l.quote_id = ?",
        quote);
}

void write_diary(db::Tx& tx, Quote& quote, const QuoteEntry& entry) {
    tx.execute(
        "INSERT INTO quote_event (quote_id, seq, at, kind, actor, list_price, discount, comment) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        quote.id, ++quote.event_seq, entry.at, entry.kind, entry.actor, quote.terms.list_price, quote.terms.discount,
        entry.comment);
}

Quote lock_own_quote(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    auto quote =
        tx.find(map_quote,
                "SELECT id, number, dealer_id, region_id, salesperson_id, terms_by, customer_id, state, model_id, "
                "  list_price, discount, valid_until, note, order_id, event_seq, version "
                "FROM quote WHERE number = ? FOR UPDATE",
                number);
    if (!quote || quote->dealer != scope.organisation) throw core::Error(errors::not_found, {{"number", number}});
    return *std::move(quote);
}

void save(db::Tx& tx, Quote& quote, core::Instant at) {
    const auto changed = tx.execute(
        "UPDATE quote SET state = ?, terms_by = ?, model_id = ?, list_price = ?, discount = ?, valid_until = ?, note = ?, "
        "  order_id = ?, event_seq = ?, updated_at = ?, version = version + 1 WHERE id = ? AND version = ?",
        quote.state, quote.terms_by, quote.terms.model, quote.terms.list_price, quote.terms.discount,
        quote.terms.valid_until, quote.note, quote.order, quote.event_seq, at, quote.id, quote.version);
    if (changed != 1) {
        const auto now =
            tx.value<int>("version", "SELECT version FROM quote WHERE id = ? FOR UPDATE", quote.id).value();
        throw core::Error(errors::stale_version,
                          {{"yours", std::to_string(quote.version)}, {"now", std::to_string(now)}});
    }
    ++quote.version;
}

void tell_pages(db::Tx& tx, const Quote& quote, core::Instant real_now) {
    const http::Json payload{{"kind", "QUOTE"}, {"at", core::to_rfc3339(real_now)}, {"quote_number", quote.number}};
    db::put_in_feed(tx, real_now, {{0, "QUOTE", std::nullopt, quote.dealer, quote.region, "", payload.dump()}});
}

}  // namespace marque::quotes
