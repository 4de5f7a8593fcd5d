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

}  // namespace

struct EventHub::Stream {
    Poco::Net::StreamSocket socket;
    Subscription subscription;
    std::string out;

    int fd() const { return static_cast<int>(socket.impl()->sockfd()); }
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
    writer_ = std::thread([this] { run_writer(); });
    tail_ = std::thread([this] { run_tail(); });
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

void EventHub::add(const Poco::Net::StreamSocket& socket, Subscription subscription, std::string first) {
    auto stream = std::make_unique<Stream>(Stream{socket, std::move(subscription), std::move(first)});
    stream->socket.setBlocking(false);
    {
        const std::scoped_lock lock(mutex_);
        newcomers_.push_back(std::move(stream));
    }
    wake();
}

std::string EventHub::as_event(const db::FeedEntry& entry) {
    return "id: " + std::to_string(entry.id) + "\nevent: " + entry.kind + "\ndata: " + entry.payload + "\n\n";
}

std::string EventHub::missed(const std::string& last_event_id, const Subscription& subscription) {
    std::string text = ": open\nretry: 1000\n\n";
    std::uint64_t last = 0;
    const auto* const end = last_event_id.data() + last_event_id.size();
    if (last_event_id.empty() || std::from_chars(last_event_id.data(), end, last).ptr != end) return text;
    const auto entries = db::read(pool_, [&](db::Tx& tx) { return db::feed_after(tx, last, most_replayed); });
    const bool too_old = entries.empty() ? false : entries.front().id > last + most_replayed;
    if (entries.size() == most_replayed || too_old) return text + "event: reset\ndata: {}\n\n";
    for (const auto& entry : entries) {
        if (subscription.wants(entry)) text += as_event(entry);
    }
    return text;
}

void EventHub::run_tail() {
    db::FeedTail tail(pool_);
    while (!stopping_) {
        try {
            auto entries = tail.poll(clock_.real_now());
            if (!entries.empty()) {
                const std::scoped_lock lock(mutex_);
                fresh_.insert(fresh_.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
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
    std::vector<std::unique_ptr<Stream>> newcomers;
    {
        const std::scoped_lock lock(mutex_);
        newcomers.swap(newcomers_);
    }
    for (auto& stream : newcomers) {
        const int fd = stream->fd();
        epoll_event event{};
        event.events = EPOLLOUT | EPOLLRDHUP | EPOLLET;
        event.data.fd = fd;
        if (epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) < 0) continue;
        streams_[fd] = std::move(stream);
        open_streams_ = streams_.size();
        flush(fd);
    }
}

void EventHub::distribute(const std::vector<db::FeedEntry>& entries) {
    if (entries.empty()) return;
    std::vector<int> to_flush;
    for (auto& [fd, stream] : streams_) {
        const auto before = stream->out.size();
        for (const auto& entry : entries) {
            if (stream->subscription.wants(entry)) stream->out += as_event(entry);
        }
        if (stream->out.size() != before) to_flush.push_back(fd);
    }
    for (const int fd : to_flush) flush(fd);
}

void EventHub::heartbeat() {
    std::vector<int> all;
    for (auto& [fd, stream] : streams_) {
        stream->out += "event: heartbeat\ndata: {}\n\n";
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
    streams_.erase(fd);
    open_streams_ = streams_.size();
}

}  // namespace marque::http
