#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "db/feed.h"

namespace Poco::Net {
class StreamSocket;
}

namespace marque::http {

/// What one open page wants to hear. Who may hear it was decided when the stream was asked for.
struct Subscription {
    std::vector<core::OrderId> orders;
    std::optional<core::OrganisationId> dealer;
    std::optional<core::OrganisationId> region;
    std::vector<std::string> lines;
    bool everything = false;

    bool wants(const db::FeedEntry& entry) const;
};

/// What a stream sends before it follows the feed.
struct Backlog {
    std::string text;
    std::vector<std::uint64_t> ids;  ///< what the page has, the follower may still bring; ascending
    std::uint64_t heard = 0;         ///< how many entries the hub had given out when the text was put together
};

/// All event streams of this server: one thread writes them all, one follows the feed. A stream whose reader is too
/// slow to keep up with its buffer is closed; its page comes back and catches up by Last-Event-ID.
class EventHub {
  public:
    explicit EventHub(db::Pool& pool);
    ~EventHub();
    EventHub(const EventHub&) = delete;
    EventHub& operator=(const EventHub&) = delete;

    /// From when this returns, no entry goes by unseen. Throws as db::read does.
    void start();
    void stop();
    /// Takes the socket over, headers already sent. The stream begins with `first` and goes on with what came since
    /// that was put together. It belongs to `session` and is closed with it, see end_sessions.
    void add(const Poco::Net::StreamSocket& socket, std::string session, Subscription subscription, Backlog first);
    /// The sessions that have streams.
    std::set<std::string> sessions() const;
    /// Closes the streams of these sessions: nobody stands behind them any more.
    void end_sessions(const std::set<std::string>& ended);
    /// What a page that last saw `last_event_id` has missed; empty id: nothing missed. `event: reset` where that cannot
    /// be told any more.
    Backlog missed(const std::string& last_event_id, const Subscription& subscription);
    std::size_t open_streams() const { return open_streams_.load(); }

    /// One entry as stream text.
    static std::string as_event(const db::FeedEntry& entry);

  private:
    struct Stream;
    void run_writer();
    void run_tail(db::FeedTail& tail);
    void wake();
    void take_newcomers();
    void close_ended();
    void catch_up(Stream& stream, std::uint64_t heard);
    void distribute(const std::vector<db::FeedEntry>& entries);
    void heartbeat();
    void flush(int fd);
    void close(int fd);
    void forget_session(const std::string& session);

    db::Pool& pool_;
    core::BusinessClock clock_;
    std::atomic<bool> stopping_{false};
    std::atomic<std::size_t> open_streams_{0};
    mutable std::mutex mutex_;
    std::vector<std::pair<std::unique_ptr<Stream>, Backlog>> newcomers_;
    std::map<std::string, int> sessions_;  ///< how many streams each has
    std::set<std::string> ended_;
    std::vector<db::FeedEntry> fresh_;
    std::atomic<std::uint64_t> given_out_{0};
    std::atomic<std::uint64_t> furthest_{0};  ///< the largest id given out
    std::deque<db::FeedEntry> recent_;        ///< the last of those given out
    int epoll_ = -1;
    int wake_ = -1;
    std::unordered_map<int, std::unique_ptr<Stream>> streams_;
    std::thread writer_;
    std::thread tail_;
};

}  // namespace marque::http
