#include "materials/supplier_link.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include "db/audit.h"
#include "identity/identity.h"
#include "materials/materials_errors.h"
#include "materials/visibility.h"

namespace marque::materials {
namespace {

constexpr std::string_view token_prefix = "supplier/";
constexpr std::size_t least_secret = 16;

std::string token_name(const std::string& line, const std::string& supplier) {
    return std::string(token_prefix) + line + "/" + supplier;
}

void require_url(const std::string& url) {
    http::require_length("/url", url, 1, 500);
    try {
        const Poco::URI address(url);
        const bool web = address.getScheme() == "https" || address.getScheme() == "http";
        if (web && !address.getHost().empty() && address.getUserInfo().empty() && address.getFragment().empty()) return;
    } catch (const Poco::SyntaxException&) {
        http::refuse_parameter("/url", errors::bad_url, {});
    }
    http::refuse_parameter("/url", errors::bad_url, {});
}

struct Known {
    int version = 0;
    bool has_url = false, has_secret = false;
};
/// Locked; entered where it is missing, and only there: an INSERT that finds the row locks it shared, and of two that
/// did so each would wait for the other.
Known lock_link(db::Tx& tx, const std::string& line, const std::string& supplier) {
    const auto lock = [&] {
        return tx.find(
            [](const db::Row& row) {
                return Known{row.get<int>("version"), row.get<bool>("has_url"), row.get<bool>("has_secret")};
            },
            "SELECT version, url IS NOT NULL AS has_url, secret IS NOT NULL AS has_secret FROM supplier_link "
            "WHERE line_code = ? AND supplier_code = ? FOR UPDATE",
            line, supplier);
    };
    if (const auto known = lock()) return *known;
    tx.execute("INSERT IGNORE INTO supplier_link (line_code, supplier_code, version) VALUES (?, ?, 0)", line, supplier);
    return lock().value();
}

std::string enter_token(db::Tx& tx, const std::string& line, const std::string& supplier, const std::string& by,
                        core::Instant at, core::Instant real_now) {
    lock_link(tx, line, supplier);
    auto token = core::random_token();
    // Of no line: what a bridge may do, a supplier may not.
    identity::set_service_token(tx, token_name(line, supplier), "", token, real_now);
    tx.execute(
        "UPDATE supplier_link SET token_made_at = ?, token_made_by = ?, version = version + 1 WHERE line_code = ? "
        "AND supplier_code = ?",
        at, by, line, supplier);
    return token;
}

PushView map_push(const db::Row& row) {
    PushView push;
    push.version = row.get<int>("push_version");
    push.state = row.get<PushState>("state");
    push.tries = row.get<int>("tries");
    if (push.state == PushState::waiting && push.tries > 0) push.next_try_at = row.opt<core::Instant>("next_try_at");
    push.tried_at = row.opt<core::Instant>("tried_at");
    push.status = row.opt<int>("status");
    push.fault = row.opt<std::string>("fault");
    push.delivered_version = row.opt<int>("delivered_version");
    push.delivered_at = row.opt<core::Instant>("delivered_at");
    return push;
}

SupplierLinkView map_link(const db::Row& row) {
    SupplierLinkView link;
    link.supplier = {row.get<std::string>("code"), {row.get<std::string>("name_zh"), row.get<std::string>("name_en")}};
    link.token_made_at = row.opt<core::Instant>("token_made_at");
    link.token_made_by = row.opt<std::string>("token_made_by");
    link.url = row.opt<std::string>("url");
    link.url_set_at = row.opt<core::Instant>("url_set_at");
    link.url_set_by = row.opt<std::string>("url_set_by");
    if (row.opt<int>("push_version")) link.push = map_push(row);
    link.version = row.opt<int>("version").value_or(0);
    return link;
}

}  // namespace

SupplierLinkView read_supplier_link(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                    const std::string& supplier) {
    db::SqlBuilder sql(
        "SELECT s.code, s.name_zh, s.name_en, k.token_made_at, k.token_made_by, k.url, k.url_set_at, k.url_set_by, "
        "  k.version, p.version AS push_version, p.state, p.tries, p.next_try_at, p.tried_at, p.status, p.fault, "
        "  p.delivered_version, p.delivered_at FROM supplier s");
    sql.add("LEFT JOIN supplier_link k ON k.line_code = ? AND k.supplier_code = s.code", line);
    sql.add("LEFT JOIN call_off_push p ON p.line_code = ? AND p.supplier_code = s.code", line);
    sql.add(
        "WHERE s.code = ? AND (EXISTS (SELECT 1 FROM bill_of_material x WHERE x.line_code = ? AND x.supplier_code = s.code) "
        "OR EXISTS (SELECT 1 FROM call_off c WHERE c.line_code = ? AND c.supplier_code = s.code))",
        supplier, line, line);
    add_visibility(sql, scope);
    auto found = tx.list(map_link, sql);
    if (found.empty()) throw core::Error(errors::no_such_supplier, {{"supplier", supplier}, {"line", line}});
    return std::move(found.front());
}

void set_webhook(db::Tx& tx, const std::string& line, const std::string& supplier, const SetWebhook& command,
                 const Linking& linking) {
    if (command.url) require_url(*command.url);
    if (command.secret) http::require_length("/secret", *command.secret, least_secret, 100);
    read_supplier_link(tx, linking.scope, line, supplier);
    const auto known = lock_link(tx, line, supplier);
    if (known.version != command.version) throw core::Error(errors::stale_link);
    if (command.url && !command.secret && !known.has_secret)
        http::refuse_parameter("/secret", errors::secret_needed, {});
    tx.execute(
        "UPDATE supplier_link SET url = ?, secret = IF(? IS NULL, NULL, COALESCE(?, secret)), url_set_at = ?, "
        "url_set_by = ?, version = version + 1 WHERE line_code = ? AND supplier_code = ?",
        command.url, command.url, command.secret, linking.at, linking.by, line, supplier);
    if (!command.url) tx.execute("DELETE FROM call_off_push WHERE line_code = ? AND supplier_code = ?", line, supplier);
    put_in_push(tx, line, supplier, true);
    db::audit(tx, linking.at, linking.actor, "supplier.webhook_set", "supplier " + supplier + " at line " + line, "",
              http::Json{{"url", http::to_json_value(command.url)}, {"new_secret", command.secret.has_value()}}.dump());
}

std::string make_supplier_token(db::Tx& tx, const std::string& line, const std::string& supplier,
                                const Linking& linking) {
    read_supplier_link(tx, linking.scope, line, supplier);
    const auto token = enter_token(tx, line, supplier, linking.by, linking.at, linking.real_now);
    db::audit(tx, linking.at, linking.actor, "supplier.token_made", "supplier " + supplier + " at line " + line, "",
              "");
    return token;
}

void link_demo_supplier(db::Tx& tx, const std::string& by, core::Instant at, core::Instant real_now) {
    const auto in_sequence = tx.find(
        [](const db::Row& row) {
            return SupplierAccess{row.get<std::string>("line_code"), row.get<std::string>("supplier_code")};
        },
        "SELECT line_code, supplier_code FROM bill_of_material WHERE delivery = 'JIS' ORDER BY line_code, supplier_code LIMIT 1");
    if (in_sequence) enter_token(tx, in_sequence->line, in_sequence->supplier, by, at, real_now);
}

void push_again(db::Tx& tx, const std::string& line, const std::string& supplier, const Linking& linking) {
    if (!read_supplier_link(tx, linking.scope, line, supplier).url)
        throw core::Error(errors::no_webhook, {{"supplier", supplier}});
    lock_link(tx, line, supplier);
    put_in_push(tx, line, supplier, true);
    db::audit(tx, linking.at, linking.actor, "supplier.pushed_again", "supplier " + supplier + " at line " + line, "",
              "");
}

SupplierAccess supplier_of(const http::ServiceIdentity& service) {
    const std::string_view name = service.name;
    const auto middle = name.rfind('/');
    if (!service.line.empty() || !name.starts_with(token_prefix) || middle < token_prefix.size())
        throw core::Error(errors::supplier_token_only);
    return {std::string(name.substr(token_prefix.size(), middle - token_prefix.size())),
            std::string(name.substr(middle + 1))};
}

void put_in_push(db::Tx& tx, const std::string& line, const std::string& supplier, bool at_once) {
    // Due at once: whenever the row is looked at, its time has come.
    tx.execute(
        "INSERT INTO call_off_push (line_code, supplier_code, version, state, next_try_at) "
        "SELECT c.line_code, c.supplier_code, MAX(c.version), 'WAITING', '1970-01-02' FROM call_off c "
        "JOIN supplier_link k ON k.line_code = c.line_code AND k.supplier_code = c.supplier_code AND k.url IS NOT NULL "
        "WHERE c.line_code = ? AND c.supplier_code = ? GROUP BY c.line_code, c.supplier_code "
        "ON DUPLICATE KEY UPDATE version = VALUES(version), "
        "  next_try_at = IF(state = 'WAITING' AND NOT ?, next_try_at, VALUES(next_try_at)), "
        "  tries = IF(state = 'WAITING' AND NOT ?, tries, 0), state = 'WAITING'",
        line, supplier, at_once, at_once);
}

}  // namespace marque::materials
