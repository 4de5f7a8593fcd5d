#include "orders/order_views.h"

namespace marque::orders {
namespace {

OrderHit map_hit(const db::Row& row) {
    return {row.get<std::string>("number"),
            row.get<State>("state"),
            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
            row.opt<std::string>("customer_name"),
            row.opt<std::string>("build_id"),
            row.opt<std::string>("vin")};
}

}  // namespace

std::vector<OrderHit> find_orders(db::Tx& tx, const core::Scope& scope, const std::string& text) {
    db::SqlBuilder sql(
        "SELECT o.number, o.state, o.build_id, o.vin, m.name_zh, m.name_en, c.name AS customer_name FROM "
        "(SELECT id FROM customer_order WHERE number =");
    sql.add("? UNION SELECT id FROM customer_order WHERE build_id = ?", text, text);
    // VINs are kept in ASCII, with which text that is typed in Chinese cannot be compared as it is.
    sql.add("UNION SELECT id FROM customer_order WHERE vin = CONVERT(? USING ascii)", text);
    sql.add("UNION SELECT order_id FROM vehicle WHERE vin_tail = CONVERT(? USING ascii) AND order_id IS NOT NULL) hit",
            text);
    sql.add(
        "JOIN customer_order o ON o.id = hit.id JOIN model m ON m.id = o.model_id "
        "LEFT JOIN customer c ON c.id = o.customer_id WHERE");
    add_visibility(sql, scope);
    sql.add("ORDER BY o.id DESC LIMIT 10");
    return tx.list(map_hit, sql);
}

}  // namespace marque::orders
