#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "db/connection.h"

namespace marque::db {

struct PoolConfig {
    ConnectionConfig connection;
    std::size_t most_connections = 24;             ///< of each mode
    std::chrono::milliseconds longest_wait{3000};  ///< for a free connection
};

/// Connections of both modes. A connection found dead is replaced, and those that were idle then are tried before they
/// are lent again; one that waits too long is told core's `db.busy`.
class Pool {
  public:
    explicit Pool(PoolConfig config);

    /// A connection on loan; `discard()` keeps a broken one from coming back.
    class Lease {
      public:
        Lease(Pool& pool, Mode mode);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }
        void discard();

      private:
        Pool& pool_;
        Mode mode_;
        std::unique_ptr<Connection> connection_;
    };

    struct Stats {
        std::size_t in_use = 0;
        std::size_t idle = 0;
    };
    Stats stats(Mode mode) const;

  private:
    struct Side {
        std::vector<std::unique_ptr<Connection>> idle;
        std::size_t in_use = 0;
        std::condition_variable freed;
    };
    Side& side(Mode mode) { return mode == Mode::read ? readers_ : writers_; }
    std::unique_ptr<Connection> take_idle(Mode mode);
    std::chrono::steady_clock::time_point last_broken() const;

    const PoolConfig config_;
    mutable std::mutex mutex_;
    Side readers_;
    Side writers_;
    std::chrono::steady_clock::time_point last_broken_{};  ///< when a connection was found broken
};

}  // namespace marque::db
