#include "customers/customer_queries.h"

#include "core/phone.h"
#include "customers/customer_store.h"

namespace marque::customers {
namespace {

constexpr db::Sql columns{
    "SELECT id, kind, name, phone, address, postcode, locale, do_not_call, dealer_id, version FROM customer"};

/// A LIKE pattern for "starts with", the text's own wildcards taken literally.
std::string prefix_pattern(const std::string& text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

}  // namespace

http::Page<Customer> list_customers(db::Tx& tx, const core::Scope& scope, const std::string& text,
                                    const http::PageRequest& page) {
    db::SqlBuilder sql(columns);
    sql.add("WHERE dealer_id = ?", scope.organisation);
    if (const auto phone = core::parse_phone(text)) {
        sql.add("AND phone = ?", *phone);
    } else if (!text.empty()) {
        sql.add("AND name LIKE ?", prefix_pattern(text));
    }
    if (page.before) {
        const auto last = find_customer(tx, scope, core::CustomerId{*page.before});
        if (!last) throw core::Error(http::errors::cursor_invalid);
        sql.add("AND name >= ? AND (name > ? OR id > ?)", last->name, last->name, last->id);
    }
    sql.add("ORDER BY name, id LIMIT ?", page.limit + 1);
    return http::make_page(tx.list(store::customer_from, sql), page.limit,
                           [](const Customer& customer) { return std::to_string(customer.id.value); });
}

std::optional<Customer> find_customer(db::Tx& tx, const core::Scope& scope, core::CustomerId id) {
    return tx.find(store::customer_from,
                   "SELECT id, kind, name, phone, address, postcode, locale, do_not_call, dealer_id, version "
                   "FROM customer WHERE id = ? AND dealer_id = ?",
                   id, scope.organisation);
}

}  // namespace marque::customers
