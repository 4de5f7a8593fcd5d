#include "db/pool.h"

#include "db/db_errors.h"

namespace marque::db {

Pool::Pool(PoolConfig config) : config_(std::move(config)) {}

std::unique_ptr<Connection> Pool::take_idle(Mode mode) {
    std::unique_lock lock(mutex_);
    Side& from = side(mode);
    const auto free = [&] { return from.in_use < config_.most_connections; };
    if (!from.freed.wait_for(lock, config_.longest_wait, free)) throw core::Error(errors::busy);
    ++from.in_use;
    if (from.idle.empty()) return nullptr;
    auto connection = std::move(from.idle.back());
    from.idle.pop_back();
    return connection;
}

Pool::Lease::Lease(Pool& pool, Mode mode) : pool_(pool), mode_(mode) {
    connection_ = pool_.take_idle(mode);
    try {
        while (connection_ && !connection_->usable(pool_.last_broken())) {
            const std::scoped_lock lock(pool_.mutex_);
            auto& idle = pool_.side(mode).idle;
            connection_.reset();
            if (idle.empty()) break;
            connection_ = std::move(idle.back());
            idle.pop_back();
        }
        if (!connection_) connection_ = std::make_unique<Connection>(pool_.config_.connection, mode);
    } catch (...) {
        const std::scoped_lock lock(pool_.mutex_);
        --pool_.side(mode).in_use;
        pool_.side(mode).freed.notify_one();
        throw;
    }
}

Pool::Lease::~Lease() {
    const std::scoped_lock lock(pool_.mutex_);
    Side& to = pool_.side(mode_);
    --to.in_use;
    if (connection_) to.idle.push_back(std::move(connection_));
    to.freed.notify_one();
}

void Pool::Lease::discard() {
    connection_.reset();
    const std::scoped_lock lock(pool_.mutex_);
    pool_.last_broken_ = std::chrono::steady_clock::now();
}

std::chrono::steady_clock::time_point Pool::last_broken() const {
    const std::scoped_lock lock(mutex_);
    return last_broken_;
}

Pool::Stats Pool::stats(Mode mode) const {
    const std::scoped_lock lock(mutex_);
    const Side& of = mode == Mode::read ? readers_ : writers_;
    return {of.in_use, of.idle.size()};
}

}  // namespace marque::db
