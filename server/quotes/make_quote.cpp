#include "customers/customers.h"
#include "db/audit.h"
#include "quotes/offer.h"
#include "quotes/quote_errors.h"

namespace marque::quotes {
namespace {

std::string terms_document(const Terms& terms) {
    return http::Json{{"list_price", terms.list_price.text()},
                      {"discount", terms.discount.text()},
                      {"valid_until", core::to_iso_date(terms.valid_until)}}
        .dump();
}

}  // namespace

std::string next_quote_number(db::NumberSeries& numbers, core::Instant at) {
    const auto on = std::chrono::floor<std::chrono::days>(at);
    return db::number_text("QUO", on, numbers.next("QUO-" + core::to_iso_date(on).substr(0, 4)));
}

Quote make_quote(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const MakeQuote& command,
                 const Doing& doing) {
    if (doing.scope.organisation_kind != core::OrganisationKind::dealer) throw core::Error(errors::not_a_dealer);
    identity::require_active(tx, doing.scope.person);
    const auto snapshot = catalog.current(tx);
    const auto& model = snapshot->require(command.model, command.model_year);
    const auto offer =
        make_offer(tx, model, {command.features, command.discount, command.valid_until, doing.scope.person}, doing);
    customers::require_customer_of(tx, doing.scope.organisation, command.customer_id);

    Quote quote;
    quote.number = number;
    quote.dealer = doing.scope.organisation;
    quote.region = doing.scope.region.value_or(doing.scope.organisation);
    quote.salesperson = quote.terms_by = doing.scope.person;
    quote.customer = command.customer_id;
    quote.terms = offer.terms;
    quote.note = command.note.value_or("");
    quote.apply(offer.needs_approval ? Action::ask_approval : Action::revise, doing.today());
    quote.id = insert_quote(tx, quote, doing.at);
    write_lines(tx, quote.id, offer.lines);
    write_diary(tx, quote, {doing.at, offer.needs_approval ? "MADE_FOR_APPROVAL" : "MADE", doing.actor.name, ""});
    tell_pages(tx, quote, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "quote.made", "quote " + number, "", terms_document(quote.terms));
    return quote;
}

void revise_quote(db::Tx& tx, catalog::Catalog& catalog, const std::string& number, const ReviseQuote& command,
                  const Doing& doing) {
    Quote quote = lock_own_quote(tx, doing.scope, number);
    quote.require_version(command.version);
    // Whether anything may be changed comes before what is wrong with the change.
    Quote(quote).apply(Action::revise, doing.today());
    const auto snapshot = catalog.current(tx);
    const auto& model = require_orderable(*snapshot, quote.terms.model);
    const auto offer =
        make_offer(tx, model, {command.features, command.discount, command.valid_until, quote.salesperson}, doing);
    const auto before = terms_document(quote.terms);
    quote.apply(offer.needs_approval ? Action::ask_approval : Action::revise, doing.today());
    quote.terms = offer.terms;
    quote.terms_by = doing.scope.person;
    quote.note = command.note.value_or("");
    write_lines(tx, quote.id, offer.lines);
    write_diary(tx, quote, {doing.at, offer.needs_approval ? "REVISED_FOR_APPROVAL" : "REVISED", doing.actor.name, ""});
    save(tx, quote, doing.at);
    tell_pages(tx, quote, doing.real_now);
    db::audit(tx, doing.at, doing.actor, "quote.revised", "quote " + number, before, terms_document(quote.terms));
}

}  // namespace marque::quotes
