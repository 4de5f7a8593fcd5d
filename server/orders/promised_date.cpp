#include "orders/orders.h"

namespace marque::orders {

void set_promised_date(db::Tx& tx, core::OrderId order, core::Date date) {
    tx.execute("UPDATE customer_order SET promised_date = ?, version = version + 1 WHERE id = ?", date, order);
}

}  // namespace marque::orders
