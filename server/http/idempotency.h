#pragma once

#include "db/tx.h"
#include "http/message.h"

namespace marque::http {

/// The key a creating POST must bring; throws `idempotency.key_missing`.
void require_idempotency_key(const Request& request);

/// The answer that was given to this key before, if any; throws `idempotency.key_reused` when the request differs.
std::optional<Response> recorded_answer(db::Pool& pool, const Request& request);
/// Keeps the answer in the transaction that made it.
void record_answer(db::Tx& tx, const Request& request, const Response& response, core::Instant at);

/// Runs a creating POST once: `work(Tx&)` is done and its Response kept in one transaction. The same request sent
/// again, even at the same moment, gets the same answer. That it was sent before is found out at the end, by its key
/// being taken or by what stands against doing the work twice: all that is done is undone then, and a first request
/// pays no look-up.
template <class F>
Response once(db::Pool& pool, const Request& request, core::Instant at, F&& work) {
    require_idempotency_key(request);
    try {
        return db::in_tx(pool, [&](db::Tx& tx) {
            Response response = work(tx);
            record_answer(tx, request, response, at);
            return response;
        });
    } catch (const db::DuplicateKey&) {
        if (auto answer = recorded_answer(pool, request)) return *std::move(answer);
        throw;
    } catch (const core::Error& refusal) {
        if (refusal.spec().kind == core::ErrorKind::unavailable) throw;
        if (auto answer = recorded_answer(pool, request)) return *std::move(answer);
        throw;
    }
}

}  // namespace marque::http
