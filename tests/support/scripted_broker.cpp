#include "support/scripted_broker.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>
#include <stdexcept>
#include <utility>

namespace marque::support {
namespace {

constexpr int connect_kind = 1, publish_kind = 3, subscribe_kind = 8, ping_kind = 12;

// The first packet of what was read, which it is taken off; nothing while it is not whole.
std::optional<ScriptedBroker::Packet> taken_from(std::string& unread, int connection) {
    std::size_t size = 0, at = 1;
    for (unsigned shift = 0; at < unread.size(); shift += 7) {
        const auto byte = static_cast<unsigned char>(unread[at++]);
        size |= std::size_t{byte & 0x7fu} << shift;
        if (byte >= 0x80) continue;
        if (unread.size() - at < size) return {};
        ScriptedBroker::Packet packet{connection, static_cast<unsigned char>(unread[0]) >> 4, unread.substr(at, size)};
        unread.erase(0, at + size);
        return packet;
    }
    return {};
}

std::string length_of(std::size_t size) {
    std::string bytes;
    do {
        bytes += static_cast<char>((size & 0x7f) | (size > 0x7f ? 0x80 : 0));
        size >>= 7;
    } while (size > 0);
    return bytes;
}

std::size_t number_at(const std::string& bytes, std::size_t place) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes.at(place))) << 8 |
           static_cast<unsigned char>(bytes.at(place + 1));
}

std::string with_length(const std::string& text) {
    return bytes_of({static_cast<int>(text.size() >> 8), static_cast<int>(text.size() & 0xff)}) + text;
}

}  // namespace

std::string bytes_of(std::initializer_list<int> values) {
    std::string bytes;
    for (const int value : values) bytes += static_cast<char>(value);
    return bytes;
}

ScriptedBroker::ScriptedBroker()
    : door_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(door_, plain, size) != 0 || ::listen(door_, 16) != 0 || ::getsockname(door_, plain, &size) != 0)
        throw std::runtime_error("no port for a broker");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

ScriptedBroker::~ScriptedBroker() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake();
    thread_.join();
    for (const int handle : {door_, wake_, client_})
        if (handle >= 0) ::close(handle);
}

std::string ScriptedBroker::url() const { return "tcp://127.0.0.1:" + std::to_string(port_); }

void ScriptedBroker::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto told = ::write(wake_, &one, sizeof one);
}

void ScriptedBroker::answer(int kind, Answer with) {
    std::lock_guard lock(mutex_);
    std::erase_if(answers_, [kind](const auto& answer) { return answer.first == kind; });
    answers_.emplace_back(kind, std::move(with));
}

void ScriptedBroker::say(const std::string& bytes) {
    {
        std::lock_guard lock(mutex_);
        to_say_ += bytes;
    }
    wake();
}

void ScriptedBroker::hang_up() {
    {
        std::lock_guard lock(mutex_);
        hang_up_ = true;
    }
    wake();
}

std::vector<ScriptedBroker::Packet> ScriptedBroker::heard() const {
    std::lock_guard lock(mutex_);
    return heard_;
}

std::vector<ScriptedBroker::Packet> ScriptedBroker::heard(int kind, int connection) const {
    auto packets = heard();
    std::erase_if(packets, [&](const Packet& packet) {
        return packet.kind != kind || (connection > 0 && packet.connection != connection);
    });
    return packets;
}

std::vector<ScriptedBroker::Clock::time_point> ScriptedBroker::connections() const {
    std::lock_guard lock(mutex_);
    return connections_;
}

void ScriptedBroker::serve() {
    while (true) {
        pollfd ready[3]{{wake_, POLLIN, 0}, {door_, POLLIN, 0}, {client_, POLLIN, 0}};
        ::poll(ready, 3, -1);
        std::lock_guard lock(mutex_);
        if (stopping_) return;
        std::uint64_t count = 0;
        [[maybe_unused]] const auto told = ::read(wake_, &count, sizeof count);
        if (client_ >= 0 && ready[2].revents != 0) {
            char bytes[65536];
            const auto moved = ::recv(client_, bytes, sizeof bytes, 0);
            if (moved > 0) hear(std::string(bytes, static_cast<std::size_t>(moved)));
            hang_up_ = hang_up_ || moved <= 0;
        }
        if (client_ >= 0 && !to_say_.empty()) ::send(client_, to_say_.data(), to_say_.size(), MSG_NOSIGNAL);
        to_say_.clear();
        if (std::exchange(hang_up_, false) && client_ >= 0) {
            ::close(client_);
            client_ = -1;
        }
        if ((ready[1].revents & POLLIN) != 0) take_in();
    }
}

// A client that comes again has left the connection before.
void ScriptedBroker::take_in() {
    if (client_ >= 0) ::close(client_);
    client_ = ::accept4(door_, nullptr, nullptr, SOCK_CLOEXEC);
    const int yes = 1;
    ::setsockopt(client_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connections_.push_back(Clock::now());
    unread_.clear();
}

void ScriptedBroker::hear(const std::string& bytes) {
    unread_ += bytes;
    while (auto packet = taken_from(unread_, static_cast<int>(connections_.size()))) {
        heard_.push_back(*packet);
        bool told = false;
        for (const auto& [kind, answer] : answers_) {
            if (kind != packet->kind) continue;
            to_say_ += answer(*packet);
            told = true;
        }
        if (!told) to_say_ += usual_answer(*packet);
    }
}

std::string ScriptedBroker::usual_answer(const Packet& heard) const {
    if (heard.kind == connect_kind) return let_in();
    if (heard.kind == subscribe_kind) return granted(heard, 1);
    if (heard.kind == publish_kind) return acknowledged(heard);
    return heard.kind == ping_kind ? packet(0xd0, "") : "";
}

std::string ScriptedBroker::packet(int first, const std::string& body) {
    return bytes_of({first}) + length_of(body.size()) + body;
}

std::string ScriptedBroker::let_in(bool session_present, const std::string& properties) {
    return packet(0x20, bytes_of({session_present ? 1 : 0, 0, static_cast<int>(properties.size())}) + properties);
}

std::string ScriptedBroker::granted(const Packet& subscription, int quality) {
    std::string body = subscription.body.substr(0, 2) + bytes_of({0});
    for (std::size_t at = 3; at < subscription.body.size(); at += 2 + number_at(subscription.body, at) + 1)
        body += bytes_of({quality});
    return packet(0x90, body);
}

std::string ScriptedBroker::publication(const std::string& topic, const std::string& payload, int id) {
    return packet(0x32, with_length(topic) + bytes_of({id >> 8, id & 0xff, 0}) + payload);
}

std::string ScriptedBroker::acknowledged(const Packet& publication, int reason) {
    const auto id = publication.body.substr(2 + number_at(publication.body, 0), 2);
    return packet(0x40, reason == 0 ? id : id + bytes_of({reason}));
}

// Its properties are no longer than one byte can say.
std::string ScriptedBroker::payload_of(const Packet& publication) {
    const auto properties = 2 + number_at(publication.body, 0) + 2;
    return publication.body.substr(properties + 1 + static_cast<unsigned char>(publication.body.at(properties)));
}

}  // namespace marque::support
