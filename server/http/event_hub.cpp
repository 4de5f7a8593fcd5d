#include "http/event_hub.h"

#include <Poco/Net/StreamSocket.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <system_error>

#include "core/log.h"

namespace marque::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto tail_period = milliseconds{25};
constexpr auto heartbeat_period = milliseconds{15000};
constexpr std::size_t most_buffered = 256 * 1024;
constexpr int most_replayed = 1000;
constexpr std::size_t most_recent = 4096;
constexpr std::string_view reset_event = "event: reset\ndata: {}\n\n";

}  // namespace

struct EventHub::Stream {
    Poco::Net::StreamSocket socket;
    std::string session;
    Subscription subscription;
    std::string out;
    /// Entries that a backlog brought, ascending; the feed's follower may be a little behind and bring them once more.
    std::vector<std::uint64_t> already;

    int fd() const { return static_cast<int>(socket.impl()->sockfd()); }
    void give(const db::FeedEntry& entry) {
        const bool known = std::binary_search(already.begin(), already.end(), entry.id);
        if (!known && subscription.wants(entry)) out += as_event(entry);
    }
};

bool Subscription::wants(const db::FeedEntry& entry) const {
    if (everything) return true;
    if (entry.order && std::find(orders.begin(), orders.end(), *entry.order) != orders.end()) return true;
    if (dealer && entry.dealer == dealer) return true;
    if (region && entry.region == region) return true;
    return !entry.line.empty() && std::find(lines.begin(), lines.end(), entry.line) != lines.end();
}

EventHub::EventHub(db::Pool& pool) : pool_(pool) {
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    wake_ = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    epoll_event wake_event{};
    wake_event.events = EPOLLIN;
    wake_event.data.fd = wake_;
    if (epoll_ < 0 || wake_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &wake_event) < 0) {
        throw std::system_error(errno, std::generic_category(), "event hub");
    }
}

EventHub::~EventHub() {
    stop();
    streams_.clear();
    ::close(wake_);
    ::close(epoll_);
}

void EventHub::start() {
    // The first look only finds the place from which to follow: were it left to the thread, a page could be open
    // before.
    db::FeedTail tail(pool_);
    tail.poll(clock_.real_now());
    writer_ = std::thread([this] { run_writer(); });
    tail_ = std::thread([this, tail = std::move(tail)]() mutable { run_tail(tail); });
}

void EventHub::stop() {
    stopping_ = true;
    wake();
    if (tail_.joinable()) tail_.join();
    if (writer_.joinable()) writer_.join();
}

void EventHub::wake() {
    const std::uint64_t one = 1;
    // A full counter means that the writer is about to wake anyway.
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

void EventHub::add(const Poco::Net::StreamSocket& socket, std::string session, Subscription subscription,
                   Backlog first) {
    auto stream =
        std::make_unique<Stream>(Stream{socket, std::move(session), std::move(subscription), first.text, first.ids});
    stream->socket.setBlocking(false);
    {
        const std::scoped_lock lock(mutex_);
        ++sessions_[stream->session];
        newcomers_.emplace_back(std::move(stream), std::move(first));
    }
    wake();
}

std::set<std::string> EventHub::sessions() const {
    const std::scoped_lock lock(mutex_);
    std::set<std::string> known;
    for (const auto& [session, streams] : sessions_) known.insert(session);
    return known;
}

void EventHub::end_sessions(const std::set<std::string>& ended) {
    {
        const std::scoped_lock lock(mutex_);
        ended_.insert(ended.begin(), ended.end());
    }
    wake();
}

std::string EventHub::as_event(const db::FeedEntry& entry) {
    return "id: " + std::to_string(entry.id) + "\nevent: " + entry.kind + "\ndata: " + entry.payload + "\n\n";
}

Backlog EventHub::missed(const std::string& last_event_id, const Subscription& subscription) {
    // Read before the count: what is given out in between is then taken for seen twice, not for never.
    const auto furthest = furthest_.load();
    Backlog backlog{": open\nretry: 1000\n\n", {}, given_out_.load()};
    std::uint64_t last = 0;
    const auto* const end = last_event_id.data() + last_event_id.size();
    if (last_event_id.empty() || std::from_chars(last_event_id.data(), end, last).ptr != end) return backlog;
    std::vector<db::FeedEntry> entries;
    const bool known = db::read(pool_, [&](db::Tx& tx) {
        entries = db::feed_after(tx, last, most_replayed);
        // An earlier backlog may have run ahead of the follower, up to the page's last event.
        backlog.ids =
            tx.list([](const db::Row& row) { return row.get<std::uint64_t>("id"); },
                    "SELECT id FROM (SELECT id FROM feed WHERE id > ? AND id <= ? ORDER BY id DESC LIMIT ?) newest "
                    "ORDER BY id",
                    furthest, last, most_replayed);
        // When the last entry seen has been forgotten, others after it may have been, too.
        return tx.value<std::uint64_t>("id", "SELECT id FROM feed WHERE id = ?", last).has_value();
    });
    if (!known || entries.size() == most_replayed) {
        backlog.text += reset_event;
        return backlog;
    }
    for (const auto& entry : entries) {
        backlog.ids.push_back(entry.id);
        if (subscription.wants(entry)) backlog.text += as_event(entry);
    }
    return backlog;
}

void EventHub::run_tail(db::FeedTail& tail) {
    while (!stopping_) {
        try {
            auto entries = tail.poll(clock_.real_now());
            if (!entries.empty()) {
                const std::scoped_lock lock(mutex_);
                fresh_.insert(fresh_.end(), std::make_move_iterator(entries.begin()),
                              std::make_move_iterator(entries.end()));
            }
            if (!entries.empty()) wake();
        } catch (const std::exception& failure) {
            core::log::warning("feed.unreadable", {{"reason", failure.what()}});
            std::this_thread::sleep_for(milliseconds{500});
        }
        std::this_thread::sleep_for(tail_period);
    }
}

void EventHub::run_writer() {
    auto next_heartbeat = steady_clock::now() + heartbeat_period;
    std::array<epoll_event, 256> ready{};
    while (!stopping_) {
        const auto patience = std::chrono::duration_cast<milliseconds>(next_heartbeat - steady_clock::now());
        const int count = epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()),
                                     static_cast<int>(std::max<std::int64_t>(0, patience.count())));
        for (int i = 0; i < count; ++i) {
            const auto& event = ready[static_cast<std::size_t>(i)];
            const int fd = event.data.fd;
            if (fd == wake_) {
                std::uint64_t ignored = 0;
                [[maybe_unused]] const auto drained = ::read(wake_, &ignored, sizeof ignored);
            } else if (event.events & (EPOLLHUP | EPOLLRDHUP | EPOLLERR)) {
                close(fd);
            } else {
                flush(fd);
            }
        }
        take_newcomers();
        close_ended();
        std::vector<db::FeedEntry> entries;
        {
            const std::scoped_lock lock(mutex_);
            entries.swap(fresh_);
        }
        distribute(entries);
        if (steady_clock::now() >= next_heartbeat) {
            heartbeat();
            next_heartbeat = steady_clock::now() + heartbeat_period;
        }
    }
}

void EventHub::take_newcomers() {
    std::vector<std::pair<std::unique_ptr<Stream>, Backlog>> newcomers;
    {
        const std::scoped_lock lock(mutex_);
        newcomers.swap(newcomers_);
    }
    for (auto& [stream, first] : newcomers) {
        const int fd = stream->fd();
        catch_up(*stream, first.heard);
        epoll_event event{};
        event.events = EPOLLOUT | EPOLLRDHUP | EPOLLET;
        event.data.fd = fd;
        if (epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) < 0) {
            forget_session(stream->session);
            continue;
        }
        streams_[fd] = std::move(stream);
        open_streams_ = streams_.size();
        flush(fd);
    }
}

void EventHub::close_ended() {
    std::set<std::string> ended;
    {
        const std::scoped_lock lock(mutex_);
        ended.swap(ended_);
    }
    if (ended.empty()) return;
    std::vector<int> theirs;
    for (const auto& [fd, stream] : streams_) {
        if (ended.contains(stream->session)) theirs.push_back(fd);
    }
    for (const int fd : theirs) close(fd);
}

/// Adds what was given out between the reading of the backlog and now, when the stream begins to listen.
void EventHub::catch_up(Stream& stream, std::uint64_t heard) {
    const auto passed = given_out_.load() - heard;
    if (passed > recent_.size()) {
        stream.out += reset_event;
        return;
    }
    for (auto entry = recent_.end() - static_cast<std::ptrdiff_t>(passed); entry != recent_.end(); ++entry)
        stream.give(*entry);
}

void EventHub::distribute(const std::vector<db::FeedEntry>& entries) {
    if (entries.empty()) return;
    recent_.insert(recent_.end(), entries.begin(), entries.end());
    given_out_ += entries.size();
    for (const auto& entry : entries) furthest_ = std::max(furthest_.load(), entry.id);
    if (recent_.size() > most_recent) recent_.erase(recent_.begin(), recent_.end() - most_recent);
    std::vector<int> to_flush;
    for (auto& [fd, stream] : streams_) {
        const auto before = stream->out.size();
        for (const auto& entry : entries) stream->give(entry);
        if (stream->out.size() != before) to_flush.push_back(fd);
    }
    for (const int fd : to_flush) flush(fd);
}

void EventHub::heartbeat() {
    std::vector<int> all;
    for (auto& [fd, stream] : streams_) {
        stream->out += "event: heartbeat\ndata: {}\n\n";
        stream->already = {};  // by now the follower is past them
        all.push_back(fd);
    }
    for (const int fd : all) flush(fd);
}

void EventHub::flush(int fd) {
    const auto found = streams_.find(fd);
    if (found == streams_.end()) return;
    auto& out = found->second->out;
    while (!out.empty()) {
        const auto sent = ::send(fd, out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
        if (sent < 0) return close(fd);
        out.erase(0, static_cast<std::size_t>(sent));
    }
    if (out.size() > most_buffered) close(fd);
}

void EventHub::close(int fd) {
    epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
    const auto found = streams_.find(fd);
    if (found == streams_.end()) return;
    forget_session(found->second->session);
    streams_.erase(found);
    open_streams_ = streams_.size();
}

void EventHub::forget_session(const std::string& session) {
    const std::scoped_lock lock(mutex_);
    const auto known = sessions_.find(session);
    if (known != sessions_.end() && --known->second == 0) sessions_.erase(known);
}

}  // namespace marque::http
