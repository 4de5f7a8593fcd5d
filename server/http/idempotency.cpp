#include "http/idempotency.h"

#include <algorithm>

#include "core/random.h"

namespace marque::http {
namespace {

constexpr std::size_t shortest_key = 8;
constexpr std::size_t longest_key = 80;

core::Sha256 request_hash(const Request& request) {
    return core::sha256(request.method + '\n' + request.path + '\n' + request.body);
}

}  // namespace

void require_idempotency_key(const Request& request) {
    const auto& key = request.idempotency_key;
    const bool visible = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (key.size() < shortest_key || key.size() > longest_key || !visible)
        throw core::Error(errors::idempotency_missing);
}

std::optional<Response> recorded_answer(db::Pool& pool, const Request& request) {
    const auto as_given = [&](const db::Row& row) {
        if (row.get<std::string>("request_hash") != core::as_bytes(request_hash(request))) {
            throw core::Error(errors::idempotency_reused);
        }
        Response response;
        response.status = row.get<int>("status");
        response.body = row.get<std::string>("body");
        if (const auto location = row.get<std::string>("location"); !location.empty()) {
            response.headers["Location"] = location;
        }
        return response;
    };
    return db::read(pool, [&](db::Tx& tx) {
        return tx.find(
            as_given,
            "SELECT request_hash, status, location, body FROM idempotency_key WHERE person_id = ? AND idem_key = ?",
            request.scope->person, request.idempotency_key);
    });
}

void record_answer(db::Tx& tx, const Request& request, const Response& response, core::Instant at) {
    const auto location = response.headers.find("Location");
    tx.execute(
        "INSERT INTO idempotency_key (person_id, idem_key, request_hash, status, location, body, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        request.scope->person, request.idempotency_key, request_hash(request), response.status,
        location == response.headers.end() ? std::string() : location->second, response.body, at);
}

}  // namespace marque::http
