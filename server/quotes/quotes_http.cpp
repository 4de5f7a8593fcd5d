#include "quotes/quotes.h"

#include <algorithm>

#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "orders/orders.h"
#include "quotes/offer.h"
#include "quotes/quote_document.h"
#include "quotes/quote_errors.h"
#include "quotes/quote_views.h"

namespace marque::quotes {

MARQUE_JSON(MakeQuote, model, model_year, features, customer_id, discount, valid_until, note)
MARQUE_JSON(ReviseQuote, version, features, discount, valid_until, note)
MARQUE_JSON(DecideQuote, version, comment)
MARQUE_JSON(OrderQuote, version, requested_date, note)

struct QuoteLimitsView {
    core::Hundredths percent;         ///< on a quote of one's own
    core::Hundredths others_percent;  ///< on a colleague's
    core::Hundredths highest_percent;
};
MARQUE_JSON(QuoteLimitsView, percent, others_percent, highest_percent)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

template <class Command>
catalog::Unpriced<Command> read_terms(const Request& request) {
    auto sent = catalog::read_unpriced<Command>(request);
    catalog::require_countable(sent.command.features);
    http::require_length("/note", sent.command.note.value_or(""), 0, 500);
    return sent;
}

Response quote_answer(db::Tx& tx, const Doing& doing, const std::string& number,
                      const std::vector<catalog::PriceNotice>& notices) {
    const auto quote = read_quote(tx, doing.scope, number, doing.at);
    return Response::json(201, catalog::with_notices(http::to_json_value(quote), notices));
}

Doing doing_of(const QuoteServices& services, const Request& request) {
    return {*request.scope, request.actor(), services.clock.now(), services.clock.real_now()};
}

Response post_quote(QuoteServices& services, const Request& request) {
    const auto sent = read_terms<MakeQuote>(request);
    const auto doing = doing_of(services, request);
    return http::once(services.pool, request, services.clock.real_now(), [&](db::Tx& tx) {
        const auto quote =
            make_quote(tx, services.catalog, next_quote_number(services.numbers, doing.at), sent.command, doing);
        auto response = quote_answer(tx, doing, quote.number, sent.notices);
        response.headers["Location"] = "/api/v1/quotes/" + quote.number;
        return response;
    });
}

/// A use case on one quote, answered with the quote as it then is.
template <class Work>
Response on_quote(QuoteServices& services, const Request& request, Work&& work,
                  const std::vector<catalog::PriceNotice>& notices = {}) {
    const auto doing = doing_of(services, request);
    const auto& number = request.path_param("number");
    return http::once(services.pool, request, services.clock.real_now(), [&](db::Tx& tx) {
        work(tx, number, doing);
        return quote_answer(tx, doing, number, notices);
    });
}

Response post_revision(QuoteServices& services, const Request& request) {
    const auto sent = read_terms<ReviseQuote>(request);
    return on_quote(
        services, request,
        [&](db::Tx& tx, const std::string& number, const Doing& doing) {
            revise_quote(tx, services.catalog, number, sent.command, doing);
        },
        sent.notices);
}

Response decide(QuoteServices& services, const Request& request, Action action, std::ptrdiff_t least_comment) {
    const auto command = request.json<DecideQuote>();
    http::require_length("/comment", command.comment.value_or(""), least_comment, 300);
    return on_quote(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        decide_quote(tx, number, action, command, doing);
    });
}
Response post_approval(QuoteServices& services, const Request& request) {
    return decide(services, request, Action::approve, 0);
}
Response post_refusal(QuoteServices& services, const Request& request) {
    return decide(services, request, Action::decline, 1);
}
Response post_withdrawal(QuoteServices& services, const Request& request) {
    return decide(services, request, Action::withdraw, 0);
}

Response post_order(QuoteServices& services, const Request& request) {
    const auto sent = catalog::read_unpriced<OrderQuote>(request);
    http::require_length("/note", sent.command.note.value_or(""), 0, 500);
    return on_quote(
        services, request,
        [&](db::Tx& tx, const std::string& number, const Doing& doing) {
            order_quote(tx, services.catalog, number, orders::next_order_number(services.numbers, doing.at),
                        sent.command, doing);
        },
        sent.notices);
}

bool wants_mine(const Request& request) {
    const auto text = request.query_param("mine").value_or("false");
    if (text != "true" && text != "false")
        http::refuse_parameter("mine", http::errors::field_value, {{"expected", "true | false"}});
    return text == "true";
}

Response get_quotes(QuoteServices& services, const Request& request) {
    const QuoteFilter filter{request.query_enum<State>("state"), wants_mine(request), http::PageRequest::from(request)};
    const auto now = services.clock.now();
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200,
                            http::make_page(list_quotes(tx, *request.scope, filter, now), filter.page.limit,
                                            [](const QuoteSummary& last) { return std::to_string(last.id.value); }));
    });
}

QuoteView read_asked(QuoteServices& services, const Request& request) {
    const auto now = services.clock.now();
    return db::read(services.pool,
                    [&](db::Tx& tx) { return read_quote(tx, *request.scope, request.path_param("number"), now); });
}

Response get_quote(QuoteServices& services, const Request& request) {
    return Response::of(200, read_asked(services, request));
}

Response get_document(QuoteServices& services, const Request& request) {
    const auto language = request.query_enum<DocumentLanguage>("language").value_or(DocumentLanguage::chinese);
    const auto quote = read_asked(services, request);
    Response response;
    response.content_type = "application/pdf";
    response.headers["Content-Disposition"] =
        "inline; filename=\"" + quote.number + "-" + std::string(core::to_text(language)) + ".pdf\"";
    response.body = quote_document(quote, language, quote.dealer_zone);
    return response;
}

Response get_limits(QuoteServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto& scope = *request.scope;
        const auto limits = orders::read_discount_limits(tx, scope.organisation);
        return Response::of(200,
                            QuoteLimitsView{limits.of(scope, scope.person), limits.of(scope, {}), limits.highest()});
    });
}

}  // namespace

void add_routes(http::Router& router, const QuoteServices& services) {
    const auto sellers = Access::roles_of({Role::salesperson, Role::dealer_manager});
    const auto managers = Access::roles_of({Role::dealer_manager});
    const auto watchers = Access::roles_of(
        {Role::salesperson, Role::dealer_manager, Role::regional_manager, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.post("/quotes", sellers, post_quote);
    routes.get("/quotes", watchers, get_quotes);
    routes.get("/quotes/limits", sellers, get_limits);
    routes.get("/quotes/{number}", watchers, get_quote);
    routes.get("/quotes/{number}/document", watchers, get_document);
    routes.post("/quotes/{number}/revisions", sellers, post_revision);
    routes.post("/quotes/{number}/approval", managers, post_approval);
    routes.post("/quotes/{number}/refusal", managers, post_refusal);
    routes.post("/quotes/{number}/withdrawal", sellers, post_withdrawal);
    routes.post("/quotes/{number}/order", sellers, post_order);
}

}  // namespace marque::quotes
