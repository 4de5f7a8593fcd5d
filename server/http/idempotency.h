#pragma once

#include "db/tx.h"
#include "http/message.h"

namespace marque::http {

/// The key a creating POST must bring; throws `idempotency.key_missing`.
void require_idempotency_key(const Request& request);

/// The answer that was given to this key before, if any; throws `idempotency.key_reused` when the request differs.
std::optional<Response> recorded_answer(db::Tx& tx, const Request& request);
/// Keeps the answer in the transaction that made it.
void record_answer(db::Tx& tx, const Request& request, const Response& response, core::Instant at);

/// Runs a creating POST once: in one transaction the key is looked up, `work(Tx&)` done, its Response kept. The same
/// request sent again, even at the same moment, gets the same answer.
template <class F>
Response once(db::Pool& pool, const Request& request, core::Instant at, F&& work) {
    require_idempotency_key(request);
    const auto attempt = [&] {
        return db::in_tx(pool, [&](db::Tx& tx) {
            if (auto answer = recorded_answer(tx, request)) return *std::move(answer);
            Response response = work(tx);
            record_answer(tx, request, response, at);
            return response;
        });
    };
    try {
        return attempt();
    } catch (const db::DuplicateKey& taken) {
        // A twin committed between the look-up and the insert: its answer is there now.
        if (taken.key() != "PRIMARY") throw;
        return attempt();
    }
}

}  // namespace marque::http
