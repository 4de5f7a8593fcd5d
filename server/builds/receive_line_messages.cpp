#include "builds/receive_line_messages.h"

#include "builds/message_batch.h"
#include "core/log.h"

namespace marque::builds {
namespace {

std::vector<MessageResult> in_one_transaction(http::Services& services, const std::string& line,
                                              const std::vector<LineMessage>& messages) {
    return db::in_tx(services.pool, [&](db::Tx& tx) {
        MessageBatch batch(tx, line, services.clock.now(), services.clock.real_now());
        return batch.take(messages);
    });
}

/// A message that the database itself refuses must not hold up the line behind it.
MessageResult alone(http::Services& services, const std::string& line, const LineMessage& message) {
    try {
        return in_one_transaction(services, line, {message}).front();
    } catch (const db::DuplicateKey& taken) {
        core::log::warning("line_message.refused", {{"message_id", message.message_id}, {"reason", taken.what()}});
        const auto reason = taken.key() == "build_live_order" ? Refusal::order_has_live_build
                            : taken.key() == "build_build_id" ? Refusal::build_id_in_use
                                                              : Refusal::invalid_message;
        return {message.message_id, Receipt::rejected, reason, {}};
    } catch (const db::ConnectionLost&) {
        throw;
    } catch (const db::DatabaseError& refused) {
        core::log::error("line_message.refused", {{"message_id", message.message_id}, {"reason", refused.what()}});
        return {message.message_id, Receipt::rejected, Refusal::invalid_message, {}};
    }
}

}  // namespace

std::vector<MessageResult> receive_line_messages(http::Services& services, const std::string& line,
                                                 const std::vector<LineMessage>& messages) {
    try {
        return in_one_transaction(services, line, messages);
    } catch (const db::ConnectionLost&) {
        throw;
    } catch (const db::DatabaseError& refused) {
        core::log::warning("line_messages.one_at_a_time", {{"reason", refused.what()}});
    }
    std::vector<MessageResult> results;
    for (const auto& message : messages) results.push_back(alone(services, line, message));
    return results;
}

}  // namespace marque::builds
