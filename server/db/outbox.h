#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "db/tx.h"

namespace marque::db {

/// A message on its way to a line; `payload` is a JSON document.
struct OutboxMessage {
    std::string message_id;
    core::Instant created_at;
    std::string payload;
};

/// Enters a message in the caller's transaction: it leaves if, and only if, the change it tells of is committed.
void put_in_outbox(Tx& tx, std::string_view line, std::string_view subject, const OutboxMessage& message);

/// Takes up to `most` messages, oldest first, that nobody holds at `now`; they are held until `until`.
std::vector<OutboxMessage> lease_outbox(Tx& tx, std::string_view line, int most, core::Instant now,
                                        core::Instant until);

/// Forgets messages that their taker now keeps itself.
void settle_outbox(Tx& tx, std::string_view line, const std::vector<std::string>& message_ids);

}  // namespace marque::db
