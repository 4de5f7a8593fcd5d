#include "db/audit.h"
#include "orders/orders.h"
#include "quotes/offer.h"
#include "quotes/quote_errors.h"

namespace marque::quotes {
namespace {

struct Deed {
    const char* kind;
    const char* audited;
};

Deed deed_of(Action action) {
    if (action == Action::approve) return {"APPROVED", "quote.approved"};
    if (action == Action::decline) return {"DECLINED", "quote.declined"};
    return {"WITHDRAWN", "quote.withdrawn"};
}

/// The limits may have been lowered since the approval was asked for.
void require_within_limit(db::Tx& tx, const Quote& quote, const core::Scope& scope) {
    const auto limit = orders::read_discount_limits(tx, scope.organisation).of(scope, quote.salesperson);
    const auto most = orders::most_discount(quote.terms.list_price, limit);
    if (quote.terms.discount > most) {
        throw core::Error(errors::discount_above_limit, {{"most", most.text()}, {"percent", limit.text()}});
    }
}

}  // namespace

void decide_quote(db::Tx& tx, const std::string& number, Action action, const DecideQuote& command,
                  const Doing& doing) {
    Quote quote = lock_own_quote(tx, doing.scope, number);
    quote.require_version(command.version);
    const auto before = quote.state_on(doing.today());
    quote.apply(action, doing.today());
    if (action != Action::withdraw) quote.require_other(doing.scope.person);
    if (action == Action::approve) require_within_limit(tx, quote, doing.scope);
    const auto [kind, audited] = deed_of(action);
    write_diary(tx, quote, {doing.at, kind, doing.actor.name, command.comment.value_or("")});
    save(tx, quote, doing.at);
    tell_pages(tx, quote, doing.real_now);
    db::audit(tx, doing.at, doing.actor, audited, "quote " + number,
              http::Json{{"state", core::to_text(before)}}.dump(),
              http::Json{{"state", core::to_text(quote.state)}, {"comment", command.comment.value_or("")}}.dump());
}

}  // namespace marque::quotes
