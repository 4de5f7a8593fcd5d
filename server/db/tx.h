#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "db/pool.h"
#include "db/row.h"
#include "db/sql.h"

namespace marque::db {

/// Statements on one connection: a transaction inside in_tx, single reads inside read.
class Tx {
  public:
    explicit Tx(Connection& connection) : connection_(connection) {}

    /// Calls `each(const Row&)` for every row.
    template <class F, class... Args>
    void each(F&& each_row, Sql sql, const Args&... args) {
        const Params params{Param(args)...};
        connection_.query(sql.text(), params.data(), params.size(), std::forward<F>(each_row));
    }
    /// All rows, mapped by `map(const Row&)`.
    template <class Map, class... Args>
    auto list(Map&& map, Sql sql, const Args&... args) {
        std::vector<decltype(map(std::declval<const Row&>()))> rows;
        each([&](const Row& row) { rows.push_back(map(row)); }, sql, args...);
        return rows;
    }
    template <class Map>
    auto list(Map&& map, const SqlBuilder& sql) {
        std::vector<decltype(map(std::declval<const Row&>()))> rows;
        connection_.query(sql.text(), sql.params().data(), sql.params().size(),
                          [&](const Row& row) { rows.push_back(map(row)); });
        return rows;
    }
    /// The first row, mapped, or nothing.
    template <class Map, class... Args>
    auto find(Map&& map, Sql sql, const Args&... args) {
        std::optional<decltype(map(std::declval<const Row&>()))> found;
        each(
            [&](const Row& row) {
                if (!found) found.emplace(map(row));
            },
            sql, args...);
        return found;
    }
    /// One value of the first row, or nothing when there is no row.
    template <class T, class... Args>
    std::optional<T> value(std::string_view column, Sql sql, const Args&... args) {
        return find([column](const Row& row) { return row.get<T>(column); }, sql, args...);
    }

    /// Rows changed. Mind that an UPDATE that sets what is there already changes none: bump `version`.
    template <class... Args>
    std::uint64_t execute(Sql sql, const Args&... args) {
        const Params params{Param(args)...};
        return connection_.execute(sql.text(), params.data(), params.size());
    }
    std::uint64_t execute(const SqlBuilder& sql) {
        return connection_.execute(sql.text(), sql.params().data(), sql.params().size());
    }
    /// The new row's AUTO_INCREMENT id: the statement is an INSERT that ends with `RETURNING id`.
    template <class IdType, class... Args>
    IdType insert(Sql sql, const Args&... args) {
        return value<IdType>("id", sql, args...).value();
    }
    /// Many rows by few statements: `head` is "INSERT INTO t (a, b) VALUES", each row as long as its column list.
    void insert_rows(Sql head, const std::vector<Params>& rows);

  private:
    Connection& connection_;
};

namespace detail {
/// Called inside a catch: undoes the try, then returns after a short wait when another try makes sense, else throws.
void after_failure(std::optional<Pool::Lease>& lease, int attempt, bool committing);
}  // namespace detail

/// Runs `work(Tx&)` in one transaction and commits when it returns. A deadlock, a lock wait or a connection that broke
/// before the commit undoes the try and runs `work` again, at most five times: it must change nothing but the database.
/// Throws core::Error `db.unavailable`, `db.contention`, `db.commit_unknown`, and whatever `work` throws.
template <class F>
auto in_tx(Pool& pool, F&& work) {
    using Result = decltype(work(std::declval<Tx&>()));
    for (int attempt = 1;; ++attempt) {
        std::optional<Pool::Lease> lease;
        bool committing = false;
        try {
            lease.emplace(pool, Mode::write);
            Tx tx(**lease);
            if constexpr (std::is_void_v<Result>) {
                work(tx);
                committing = true;
                (*lease)->commit();
                return;
            } else {
                Result result = work(tx);
                committing = true;
                (*lease)->commit();
                return result;
            }
        } catch (...) {
            detail::after_failure(lease, attempt, committing);
        }
    }
}

/// Runs `work(Tx&)` for reading; each statement sees what is committed when it starts.
template <class F>
auto read(Pool& pool, F&& work) {
    for (int attempt = 1;; ++attempt) {
        std::optional<Pool::Lease> lease;
        try {
            lease.emplace(pool, Mode::read);
            Tx tx(**lease);
            return work(tx);
        } catch (...) {
            detail::after_failure(lease, attempt, false);
        }
    }
}

}  // namespace marque::db
