#include "quotes/quotes.h"

namespace marque::quotes {

std::map<core::PersonId, int> quotes_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people) {
    std::map<core::PersonId, int> in_hand;
    db::SqlBuilder sql("SELECT salesperson_id, COUNT(*) AS n FROM quote WHERE salesperson_id IN");
    sql.add_in(people).add("AND state IN ('OPEN','WAITING_APPROVAL','APPROVED','DECLINED') GROUP BY salesperson_id");
    tx.list([&](const db::Row& row) { return in_hand[row.get<core::PersonId>("salesperson_id")] = row.get<int>("n"); },
            sql);
    return in_hand;
}

int pass_quotes_on(db::Tx& tx, identity::Succession& succession, const core::Actor& actor, core::Instant at) {
    struct Passed {
        QuoteId id;
        core::CustomerId customer;
        int event_seq = 0;
        core::Money list_price, discount;
    };
    const auto quotes = tx.list(
        [](const db::Row& row) {
            return Passed{row.get<QuoteId>("id"), row.get<core::CustomerId>("customer_id"), row.get<int>("event_seq"),
                          row.get<core::Money>("list_price"), row.get<core::Money>("discount")};
        },
        "SELECT id, customer_id, event_seq, list_price, discount FROM quote WHERE salesperson_id = ? AND dealer_id = ? "
        "AND state IN ('OPEN','WAITING_APPROVAL','APPROVED','DECLINED') ORDER BY id FOR UPDATE",
        succession.from().id, succession.from().organisation);
    std::map<core::PersonId, std::vector<QuoteId>> shares;
    std::vector<db::Params> diary;
    for (const auto& quote : quotes) {
        const auto& heir = succession.heir_of(quote.customer);
        shares[heir.id].push_back(quote.id);
        diary.push_back({quote.id, quote.event_seq + 1, at, "PASSED_ON", actor.name, quote.list_price, quote.discount,
                         succession.from().name + " → " + heir.name});
    }
    tx.insert_rows("INSERT INTO quote_event (quote_id, seq, at, kind, actor, list_price, discount, comment) VALUES",
                   diary);
    for (const auto& [heir, ids] : shares) {
        identity::in_portions(ids, [&, heir = heir](const std::vector<QuoteId>& some) {
            db::SqlBuilder move("UPDATE quote SET");
            move.add("salesperson_id = ?, event_seq = event_seq + 1, updated_at = ?, version = version + 1 WHERE id IN",
                     heir, at);
            tx.execute(move.add_in(some));
        });
    }
    return static_cast<int>(quotes.size());
}

}  // namespace marque::quotes
