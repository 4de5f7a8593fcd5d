#include "db/tx.h"

#include <algorithm>
#include <random>
#include <thread>

#include "core/log.h"
#include "db/db_errors.h"

namespace marque::db {
namespace {

constexpr int most_attempts = 5;
constexpr int most_attempts_when_lost = 2;
constexpr std::size_t most_rows_a_statement = 128;

/// Doubles with each attempt and is spread, so that two that met once do not meet again.
void back_off(int attempt) {
    thread_local std::minstd_rand generator{std::random_device{}()};
    const int longest = 5 << attempt;
    std::this_thread::sleep_for(std::chrono::milliseconds{std::uniform_int_distribution<int>{1, longest}(generator)});
}

void undo(std::optional<Pool::Lease>& lease) {
    if (!lease) return;
    try {
        (*lease)->rollback();
    } catch (const std::exception& failure) {
        core::log::warning("db.rollback_failed", {{"reason", failure.what()}});
        lease->discard();
    }
    lease.reset();
}

/// Few distinct sizes, so that few statements are prepared.
std::size_t next_chunk(std::size_t rows_left) {
    if (rows_left <= 16) return rows_left;
    std::size_t chunk = most_rows_a_statement;
    while (chunk > rows_left) chunk /= 2;
    return chunk;
}

}  // namespace

void detail::after_failure(std::optional<Pool::Lease>& lease, int attempt, bool committing) {
    try {
        throw;
    } catch (const ConnectionLost& lost) {
        if (lease) lease->discard();
        lease.reset();
        core::log::warning("db.connection_lost", {{"reason", lost.what()}, {"attempt", std::to_string(attempt)}});
        if (committing) throw core::Error(errors::commit_unknown);
        if (attempt >= most_attempts_when_lost) throw core::Error(errors::unavailable);
    } catch (const RetryableError& conflict) {
        undo(lease);
        if (attempt >= most_attempts) {
            core::log::warning("db.contention", {{"reason", conflict.what()}});
            throw core::Error(errors::contention);
        }
    } catch (...) {
        undo(lease);
        throw;
    }
    back_off(attempt);
}

void Tx::insert_rows(Sql head, const std::vector<Params>& rows) {
    for (std::size_t start = 0; start < rows.size();) {
        const std::size_t chunk = next_chunk(rows.size() - start);
        std::string text(head.text());
        Params params;
        params.reserve(chunk * rows[start].size());
        for (std::size_t i = start; i < start + chunk; ++i) {
            text += i == start ? " (" : ",(";
            for (std::size_t column = 0; column < rows[i].size(); ++column) text += column == 0 ? "?" : ",?";
            text += ')';
            params.insert(params.end(), rows[i].begin(), rows[i].end());
        }
        connection_.execute(text, params.data(), params.size());
        start += chunk;
    }
}

}  // namespace marque::db
