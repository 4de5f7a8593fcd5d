#include <algorithm>
#include <map>

#include "quotes/quote_errors.h"
#include "quotes/quote_views.h"

namespace marque::quotes {
namespace {

/// Which quotes somebody may see: a dealer its own, a region its dealers', the maker's office all; nobody else any.
void add_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    using core::Role;
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("q.dealer_id = ?", scope.organisation);
    } else if (scope.has(Role::regional_manager)) {
        sql.add("q.region_id = ?", scope.organisation);
    } else if (scope.has_any({Role::administrator, Role::auditor})) {
        sql.add("TRUE");
    } else {
        sql.add("FALSE");
    }
}

/// The day it is now in the zones of the dealers whose quotes the asker may see.
std::map<std::string, core::Date> dealers_days(db::Tx& tx, const core::Scope& scope, core::Instant now) {
    if (scope.organisation_kind == core::OrganisationKind::dealer)
        return {{scope.time_zone, core::local_date(now, scope.time_zone)}};
    std::map<std::string, core::Date> days;
    tx.each(
        [&](const db::Row& row) {
            const auto zone = row.get<std::string>("time_zone");
            days[zone] = core::local_date(now, zone);
        },
        "SELECT DISTINCT time_zone FROM organisation WHERE kind = 'DEALER'");
    if (days.empty()) days[scope.time_zone] = core::local_date(now, scope.time_zone);
    return days;
}

/// The day at the quote's dealer, to be compared with.
void add_day(db::SqlBuilder& sql, const std::map<std::string, core::Date>& days) {
    sql.add("CASE (SELECT d.time_zone FROM organisation d WHERE d.id = q.dealer_id)");
    for (const auto& [zone, day] : days) sql.add("WHEN ? THEN ?", zone, day);
    sql.add("END");
}

void add_state(db::SqlBuilder& sql, State state, const std::map<std::string, core::Date>& days) {
    const bool runs_out = state == State::open || state == State::waiting_approval || state == State::approved;
    if (!runs_out && state != State::expired) {
        sql.add("AND q.state = ?", state);
        return;
    }
    if (runs_out) {
        sql.add("AND q.state = ? AND q.valid_until >=", state);
    } else {
        sql.add("AND q.state IN ('OPEN', 'WAITING_APPROVAL', 'APPROVED') AND q.valid_until <");
    }
    // Mostly it is the same day everywhere, and an index can be read by it.
    const bool one_day =
        std::all_of(days.begin(), days.end(), [&](const auto& each) { return each.second == days.begin()->second; });
    if (one_day) {
        sql.add("?", days.begin()->second);
    } else {
        add_day(sql, days);
    }
}

QuoteSummary map_summary(const db::Row& row, core::Instant now) {
    QuoteSummary quote;
    quote.id = row.get<QuoteId>("id");
    quote.number = row.get<std::string>("number");
    quote.valid_until = row.get<core::Date>("valid_until");
    const auto today = core::local_date(now, row.get<std::string>("time_zone"));
    quote.state = state_on(row.get<State>("state"), quote.valid_until, today);
    quote.model = row.get<std::string>("model_code");
    quote.model_year = row.get<int>("model_year");
    quote.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    quote.dealer = identity::map_organisation_ref(row, "dealer_");
    quote.salesperson = {row.get<core::PersonId>("salesperson_id"), row.get<std::string>("salesperson_name")};
    quote.customer_name = row.get<std::string>("customer_name");
    quote.list_price = row.get<core::Money>("list_price");
    quote.discount = row.get<core::Money>("discount");
    quote.price = quote.list_price - quote.discount;
    quote.currency = row.get<std::string>("currency");
    quote.order_number = row.opt<std::string>("order_number");
    quote.created_at = row.get<core::Instant>("created_at");
    quote.updated_at = row.get<core::Instant>("updated_at");
    return quote;
}

}  // namespace

std::vector<QuoteSummary> list_quotes(db::Tx& tx, const core::Scope& scope, const QuoteFilter& filter,
                                      core::Instant now) {
    // The page is cut out of the narrow index first; everything is joined for its rows alone.
    db::SqlBuilder sql(
        "SELECT q.id, q.number, q.state, q.valid_until, q.list_price, q.discount, q.currency, q.created_at, q.updated_at, "
        "  m.code AS model_code, m.model_year, m.name_zh AS model_zh, m.name_en AS model_en, "
        "  d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, d.time_zone, "
        "  p.id AS salesperson_id, p.name AS salesperson_name, c.name AS customer_name, o.number AS order_number "
        "FROM (SELECT q.id FROM quote q WHERE");
    add_visibility(sql, scope);
    if (filter.mine) sql.add("AND q.salesperson_id = ?", scope.person);
    if (filter.state) add_state(sql, *filter.state, dealers_days(tx, scope, now));
    sql.add("AND q.id < ? ORDER BY q.id DESC LIMIT ?) page", filter.page.before.value_or(~std::uint64_t{0}),
            filter.page.limit + 1);
    sql.add(
        "JOIN quote q ON q.id = page.id JOIN model m ON m.id = q.model_id JOIN organisation d ON d.id = q.dealer_id "
        "JOIN person p ON p.id = q.salesperson_id JOIN customer c ON c.id = q.customer_id "
        "LEFT JOIN customer_order o ON o.id = q.order_id ORDER BY q.id DESC");
    return tx.list([now](const db::Row& row) { return map_summary(row, now); }, sql);
}

namespace {

void read_head(db::Tx& tx, const core::Scope& scope, QuoteView& quote, core::Instant now) {
    db::SqlBuilder sql(
        "SELECT q.id, q.number, q.state, q.version, q.salesperson_id, q.terms_by, q.dealer_id, q.list_price, q.discount, q.currency, "
        "  q.valid_until, q.note, q.created_at, q.updated_at, m.code AS model_code, m.model_year, m.name_zh AS model_zh, "
        "  m.name_en AS model_en, m.body_style, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, "
        "  d.city_zh, d.city_en, d.phone AS dealer_phone, d.time_zone, p.name AS salesperson_name, "
        "  c.id AS customer_id, c.name AS customer_name, c.phone AS customer_phone, o.number AS order_number "
        "FROM quote q JOIN model m ON m.id = q.model_id JOIN organisation d ON d.id = q.dealer_id "
        "JOIN person p ON p.id = q.salesperson_id JOIN customer c ON c.id = q.customer_id "
        "LEFT JOIN customer_order o ON o.id = q.order_id WHERE");
    sql.add("q.number = ? AND", quote.number);
    add_visibility(sql, scope);
    tx.list(
        [&](const db::Row& row) {
            quote.id = row.get<QuoteId>("id");
            quote.number = row.get<std::string>("number");
            quote.valid_until = row.get<core::Date>("valid_until");
            quote.dealer_zone = row.get<std::string>("time_zone");
            quote.state =
                state_on(row.get<State>("state"), quote.valid_until, core::local_date(now, quote.dealer_zone));
            quote.version = row.get<int>("version");
            quote.model = row.get<std::string>("model_code");
            quote.model_year = row.get<int>("model_year");
            quote.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
            quote.body_style = row.get<catalog::BodyStyle>("body_style");
            quote.dealer = identity::map_organisation_ref(row, "dealer_");
            quote.dealer_city = {row.get<std::string>("city_zh"), row.get<std::string>("city_en")};
            quote.dealer_phone = row.get<std::string>("dealer_phone");
            quote.salesperson = {row.get<core::PersonId>("salesperson_id"), row.get<std::string>("salesperson_name")};
            quote.terms_by = row.get<core::PersonId>("terms_by");
            quote.customer = {row.get<core::CustomerId>("customer_id"), row.get<std::string>("customer_name"),
                              row.get<std::string>("customer_phone")};
            quote.list_price = row.get<core::Money>("list_price");
            quote.discount = row.get<core::Money>("discount");
            quote.price = quote.list_price - quote.discount;
            quote.currency = row.get<std::string>("currency");
            quote.note = row.get<std::string>("note");
            quote.order_number = row.opt<std::string>("order_number");
            quote.created_at = row.get<core::Instant>("created_at");
            quote.updated_at = row.get<core::Instant>("updated_at");
            return true;
        },
        sql);
    if (!quote.id.value) throw core::Error(errors::not_found, {{"number", quote.number}});
}

void read_parts(db::Tx& tx, QuoteView& quote) {
    quote.lines = tx.list(
        [](const db::Row& row) {
            return catalog::PriceLineView{row.get<catalog::Family>("family"),
                                          row.get<std::string>("code"),
                                          {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
                                          row.get<core::Money>("amount"),
                                          row.get<bool>("included")};
        },
        "SELECT l.amount, l.included, f.family, f.code, f.name_zh, f.name_en FROM quote_line l JOIN feature f ON f.id = l.feature_id "
        "WHERE l.quote_id = ? ORDER BY f.family, f.sort_order, f.id",
        quote.id);
    quote.events = tx.list(
        [](const db::Row& row) {
            return QuoteEventView{row.get<core::Instant>("at"),     row.get<std::string>("kind"),
                                  row.get<std::string>("actor"),    row.get<core::Money>("list_price"),
                                  row.get<core::Money>("discount"), row.get<std::string>("comment")};
        },
        "SELECT at, kind, actor, list_price, discount, comment FROM quote_event WHERE quote_id = ? ORDER BY seq",
        quote.id);
}

/// What this person can do with it now; new terms of any sort are one button.
std::vector<std::string> actions_of(const QuoteView& quote, const core::Scope& scope) {
    using core::Role;
    std::vector<std::string> actions;
    if (!scope.has_any({Role::salesperson, Role::dealer_manager}) || quote.dealer.id != scope.organisation)
        return actions;
    const bool decides =
        scope.has(Role::dealer_manager) && scope.person != quote.salesperson.id && scope.person != quote.terms_by;
    for (const auto action : legal_actions(quote.state)) {
        if (action == Action::ask_approval) continue;
        if (!decides && (action == Action::approve || action == Action::decline)) continue;
        actions.emplace_back(core::to_text(action));
    }
    return actions;
}

}  // namespace

QuoteView read_quote(db::Tx& tx, const core::Scope& scope, const std::string& number, core::Instant now) {
    QuoteView quote;
    quote.number = number;
    read_head(tx, scope, quote, now);
    read_parts(tx, quote);
    quote.actions = actions_of(quote, scope);
    return quote;
}

}  // namespace marque::quotes
