#include "db/outbox.h"

namespace marque::db {

void put_in_outbox(Tx& tx, std::string_view line, std::string_view subject, const OutboxMessage& message) {
    tx.execute("INSERT INTO outbox (message_id, line_code, subject, payload, created_at) VALUES (?, ?, ?, ?, ?)",
               message.message_id, line, subject, message.payload, message.created_at);
}

std::vector<OutboxMessage> lease_outbox(Tx& tx, std::string_view line, int most, core::Instant now,
                                        core::Instant until) {
    std::vector<std::uint64_t> ids;
    auto messages = tx.list(
        [&](const Row& row) {
            ids.push_back(row.get<std::uint64_t>("id"));
            return OutboxMessage{row.get<std::string>("message_id"), row.get<core::Instant>("created_at"),
                                 row.get<std::string>("payload")};
        },
        "SELECT id, message_id, created_at, payload FROM outbox "
        "WHERE line_code = ? AND (leased_until IS NULL OR leased_until < ?) ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED",
        line, now, most);
    if (ids.empty()) return messages;
    SqlBuilder hold("UPDATE outbox SET");
    hold.add("leased_until = ? WHERE id IN", until).add_in(ids);
    tx.execute(hold);
    return messages;
}

void settle_outbox(Tx& tx, std::string_view line, const std::vector<std::string>& message_ids) {
    SqlBuilder forget("DELETE FROM outbox");
    forget.add("WHERE line_code = ? AND message_id IN", line).add_in(message_ids);
    tx.execute(forget);
}

}  // namespace marque::db
