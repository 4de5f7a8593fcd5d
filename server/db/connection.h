#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "db/row.h"
#include "db/sql.h"

namespace marque::db {

/// Where the database is. A socket wins over host and port.
struct ConnectionConfig {
    std::string socket;
    std::string host = "127.0.0.1";
    unsigned port = 3306;
    std::string user;
    std::string password;
    std::string name;
};

/// The database refused a statement.
class DatabaseError : public std::runtime_error {
  public:
    DatabaseError(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
    int code() const { return code_; }

  private:
    int code_;
};
/// Deadlock, lock wait or certification conflict: the same work may succeed when done again.
class RetryableError : public DatabaseError {
    using DatabaseError::DatabaseError;
};
/// The connection is gone; whatever was not committed is undone.
class ConnectionLost : public DatabaseError {
    using DatabaseError::DatabaseError;
};
/// A unique key is taken; `key()` is its name in the migration.
class DuplicateKey : public DatabaseError {
  public:
    DuplicateKey(int code, const std::string& message);
    const std::string& key() const { return key_; }

  private:
    std::string key_;
};

enum class Mode {
    read,  ///< each statement stands for itself
    write  ///< statements gather in a transaction until commit or rollback
};

/// One connection with its prepared statements. Not for two threads at once.
class Connection {
  public:
    Connection(const ConnectionConfig& config, Mode mode);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void query(std::string_view sql, const Param* params, std::size_t count,
               const std::function<void(const Row&)>& each);
    /// Rows changed.
    std::uint64_t execute(std::string_view sql, const Param* params, std::size_t count);
    /// A statement of a migration, run as it stands.
    void run(const std::string& statement);
    void commit();
    void rollback();

    /// False when it was idle for a while, or since before `doubted`, and no longer answers.
    bool usable(std::chrono::steady_clock::time_point doubted);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace marque::db
