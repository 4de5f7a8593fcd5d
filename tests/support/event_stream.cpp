#include "support/event_stream.h"

#include <Poco/Net/StreamSocket.h>

#include <sstream>
#include <stdexcept>

#include "support/exchanges.h"

namespace marque::support {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::optional<StreamEvent> parse_event(const std::string& block) {
    StreamEvent event;
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("id: ")) event.id = line.substr(4);
        if (line.starts_with("event: ")) event.event = line.substr(7);
        if (line.starts_with("data: ")) event.data = line.substr(6);
    }
    // Comments and `retry` make no event.
    if (event.event.empty() || event.event == "heartbeat") return std::nullopt;
    return event;
}

std::string header_of(const std::string& head, const std::string& name) {
    const auto start = head.find("\r\n" + name + ": ");
    if (start == std::string::npos) return {};
    const auto value = start + name.size() + 4;
    return head.substr(value, head.find("\r\n", value) - value);
}

}  // namespace

struct EventStream::Impl {
    Poco::Net::StreamSocket socket;
    std::string unread;
    bool closed = false;

    explicit Impl(unsigned short port) : socket(Poco::Net::SocketAddress("127.0.0.1", port)) {}

    /// Waits for `separator` and cuts what stands before it.
    std::optional<std::string> read_until(const std::string& separator, steady_clock::time_point deadline) {
        for (;;) {
            if (const auto at = unread.find(separator); at != std::string::npos) {
                const std::string block = unread.substr(0, at);
                unread.erase(0, at + separator.size());
                return block;
            }
            const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
            if (closed || left.count() <= 0) return std::nullopt;
            if (!socket.poll(Poco::Timespan(left.count() * 1000), Poco::Net::Socket::SELECT_READ)) return std::nullopt;
            char bytes[4096];
            const int count = socket.receiveBytes(bytes, sizeof bytes);
            if (count <= 0)
                closed = true;
            else
                unread.append(bytes, static_cast<std::size_t>(count));
        }
    }
};

EventStream::EventStream(const HttpClient& client, const std::string& path, const std::string& last_event_id)
    : impl_(std::make_unique<Impl>(client.port())) {
    std::string request = "GET /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(client.port()) +
                          "\r\nAccept: text/event-stream\r\nCookie: marque_session=" + client.session_token() + "\r\n";
    if (!last_event_id.empty()) request += "Last-Event-ID: " + last_event_id + "\r\n";
    request += "\r\n";
    impl_->socket.sendBytes(request.data(), static_cast<int>(request.size()));
    const auto head = impl_->read_until("\r\n\r\n", steady_clock::now() + std::chrono::seconds{10});
    if (!head || !head->starts_with("HTTP/1.1 200")) {
        throw std::runtime_error("no event stream: " + head.value_or("no answer") + impl_->unread);
    }
    record_exchange({"GET", "/api/v1" + path, "", ""},
                    Reply{200, {{"content-type", header_of(*head, "Content-Type")}}, ""});
}

EventStream::~EventStream() = default;
EventStream::EventStream(EventStream&&) noexcept = default;

std::optional<StreamEvent> EventStream::next(milliseconds longest) {
    const auto deadline = steady_clock::now() + longest;
    while (const auto block = impl_->read_until("\n\n", deadline)) {
        if (auto event = parse_event(*block)) return event;
    }
    return std::nullopt;
}

bool EventStream::closed() const { return impl_->closed; }

}  // namespace marque::support
