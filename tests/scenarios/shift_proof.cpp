#include <algorithm>
#include <cstdio>

#include "db/tx.h"
#include "scenarios/shift_checks.h"

// A check that never fails proves nothing. Here each is given one false entry of its own, as an error in the product
// would leave it, and must find it.
namespace marque::scenarios {
namespace {

struct Falsehood {
    const char *told, *what;  ///< what is false now, and the check that must find it
    std::function<void(Shift&, Ledger&, const Sale&)> tell;
};

template <class... Args>
void change(Shift& shift, db::Sql sql, const Args&... args) {
    const auto rows = db::in_tx(shift.stack.pool(), [&](db::Tx& tx) { return tx.execute(sql, args...); });
    if (rows == 0) throw std::runtime_error(std::string("nothing to falsify: ").append(sql.text()));
}

std::string vin_of(const Sale& sale) { return sale.seen.at("vin"); }

// Each with a car that was repaired.
const Falsehood falsehoods[] = {
    {"an order is not yet delivered", "each delivered, the one given up cancelled",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(shift, "UPDATE customer_order SET state = 'ARRIVED' WHERE number = ?", sale.number);
     }},
    {"a price is one fen too high", "price as it was told before the order",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(shift, "UPDATE customer_order SET price = price + 0.01 WHERE number = ?", sale.number);
     }},
    {"the accepted change has not replaced what was ordered first", "the accepted change is what was built",
     [](Shift& shift, Ledger&, const Sale&) {
         change(shift,
                "UPDATE order_configuration c JOIN customer_order o ON o.id = c.order_id SET c.state = 'PENDING' "
                "WHERE o.number = ? AND c.version = 1",
                shift.sales[shift.changed].number);
     }},
    {"the office has another reason for the refusal", "the refused change left its order as it was",
     [](Shift& shift, Ledger&, const Sale&) {
         change(shift,
                "UPDATE order_configuration c JOIN customer_order o ON o.id = c.order_id SET c.refusal = 'NO_CAPACITY' "
                "WHERE o.number = ? AND c.version = 2",
                shift.sales[shift.refused].number);
     }},
    {"the ledger has an order that nobody placed", "holds the orders that were placed, no others",
     [](Shift&, Ledger& ledger, const Sale& sale) { ledger["ORD-2026-9999999"] = ledger.at(sale.number); }},
    {"one station event was lost", "ID, version, state, SEQ as in the ledger, no gaps",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(
             shift,
             "DELETE e FROM build_event e JOIN build b ON b.id = e.build_pk JOIN customer_order o ON o.id = b.order_id "
             "WHERE o.number = ? AND e.seq = 20",
             sale.number);
     }},
    {"a car has the engine of another", "as in the ledger, valid, one car each; engine number",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(shift, "UPDATE vehicle SET engine_number = CONCAT(engine_number, '1') WHERE vin = ?", vin_of(sale));
     }},
    {"the line lacks one receipt", "every word has its receipt, none was rejected",
     [](Shift&, Ledger& ledger, const Sale& sale) { ledger.at(sale.number)["unconfirmed"] = 1; }},
    {"no hold was ever told", "some were held, some went round again",
     [](Shift& shift, Ledger&, const Sale&) {
         change(shift, "UPDATE build_event SET state = 'RUNNING' WHERE state = 'HELD'");
     }},
    {"a repair is entered under a wrong number", "in each car's life, with station and serial",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(shift, "UPDATE vehicle_event SET reference = '-' WHERE kind = 'REPAIR_CLOSED' AND reference = ?",
                sale.repairs.front().number);
     }},
    {"the first visit is not planned", "planned after hand-over as the rules say",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(shift,
                "DELETE c FROM care_call c JOIN vehicle v ON v.id = c.vehicle_id JOIN care_rule r ON r.id = c.rule_id "
                "WHERE v.vin = ? AND r.code = 'FIRST_VISIT'",
                vin_of(sale));
     }},
    {"a follow-up call is planned a day late", "one planned three days after each repair",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(shift,
                "UPDATE care_call c JOIN vehicle v ON v.id = c.vehicle_id JOIN care_rule r ON r.id = c.rule_id "
                "SET c.due_on = c.due_on + INTERVAL 1 DAY WHERE v.vin = ? AND r.code = 'REPAIR_FOLLOW_UP'",
                vin_of(sale));
     }},
    {"one request has no answer", "nothing in the outbox, no request unanswered",
     [](Shift& shift, Ledger&, const Sale& sale) {
         change(
             shift,
             "UPDATE line_request r JOIN customer_order o ON o.id = r.order_id SET r.answer = NULL WHERE o.number = ?",
             sale.number);
     }},
    {"one message lies aside", "no message of the line set aside",
     [](Shift& shift, Ledger&, const Sale&) {
         change(shift,
                "INSERT INTO set_aside (line_code, content_hash, topic, reason, detail, raw, received_at) "
                "VALUES (?, UNHEX(SHA2('x', 256)), 'a/topic', 'INVALID_MESSAGE', 'not JSON', 'x', UTC_TIMESTAMP(3))",
                line_code);
     }},
};

using Found = std::map<std::string, std::size_t>;

Found count_found(const std::vector<Check>& checks) {
    Found found;
    for (const auto& check : checks) found[check.what] = check.disagreements.size();
    return found;
}

}  // namespace

bool prove_checks(Shift& shift, Ledger ledger) {
    const auto sale =
        std::find_if(shift.sales.begin(), shift.sales.end(), [](const Sale& s) { return !s.repairs.empty(); });
    if (sale == shift.sales.end()) throw std::runtime_error("no car was repaired");
    auto before = count_found(check_everything(shift, ledger));
    bool all = before.size() == std::size(falsehoods);
    std::puts("\n  To prove the checks, entries are made false one after the other:");
    for (const auto& falsehood : falsehoods) {
        falsehood.tell(shift, ledger, *sale);
        const auto now = count_found(check_everything(shift, ledger));
        const bool found = now.at(falsehood.what) > before.at(falsehood.what);
        std::printf("  %-62s %s\n", falsehood.told, found ? "found" : "NOT FOUND");
        all = all && found;
        before = now;
    }
    std::puts(all ? "shift: every check finds what is false" : "shift: a check is blind");
    return all;
}

}  // namespace marque::scenarios
