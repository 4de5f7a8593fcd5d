#include "plumbing/byte_stream.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <cstring>

namespace marque {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto connect_patience = 5s;
constexpr std::chrono::milliseconds look_whether_to_give_up = 100ms;

std::string reason_of(int error) { return std::strerror(error); }

std::string tls_reason() {
    const auto code = ERR_get_error();
    ERR_clear_error();
    if (code == 0) return "the other side has ended it";
    char text[256];
    ERR_error_string_n(code, text, sizeof text);
    return text;
}

void wait_until_ready(int socket, short events, SteadyClock::time_point deadline, const std::atomic<bool>& give_up) {
    while (true) {
        pollfd waiting{socket, events, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(look_whether_to_give_up.count()));
        if (ready > 0) return;
        if (ready < 0 && errno != EINTR) throw StreamBroken(reason_of(errno));
        if (give_up) throw StreamBroken("given up");
        if (SteadyClock::now() >= deadline) throw StreamBroken("the other side does not answer");
    }
}

bool is_ip_address(const std::string& host) {
    unsigned char bytes[sizeof(in6_addr)];
    return ::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

struct Found {
    explicit Found(const std::string& host, const std::string& port) {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        const int failure = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &first);
        if (failure != 0) throw StreamBroken(host + ": " + ::gai_strerror(failure));
    }
    ~Found() { ::freeaddrinfo(first); }
    Found(const Found&) = delete;
    Found& operator=(const Found&) = delete;
    addrinfo* first = nullptr;
};

// Connected, or minus one with the reason in errno.
int try_address(const addrinfo& address, const std::atomic<bool>& give_up) {
    const int made =
        ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol);
    if (made < 0) return -1;
    int failure = ::connect(made, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
    if (failure == EINPROGRESS) {
        try {
            wait_until_ready(made, POLLOUT, SteadyClock::now() + connect_patience, give_up);
            socklen_t size = sizeof failure;
            ::getsockopt(made, SOL_SOCKET, SO_ERROR, &failure, &size);
        } catch (const StreamBroken&) {
            failure = ETIMEDOUT;
        }
    }
    if (failure == 0) return made;
    ::close(made);
    errno = failure;
    return -1;
}

}  // namespace

ByteStream::ByteStream(const std::string& url, const BrokerSettings& settings, const std::atomic<bool>& give_up) {
    const auto address = address_of(url);
    connect(address, give_up);
    try {
        if (address.tls) secure(address, settings, give_up);
    } catch (...) {
        ::close(socket_);
        throw;
    }
}

ByteStream::~ByteStream() {
    if (tls_ && SSL_is_init_finished(tls_.get())) SSL_shutdown(tls_.get());
    ::close(socket_);
}

ByteStream::Address ByteStream::address_of(const std::string& url) {
    const auto colon = url.find("://");
    const auto scheme = url.substr(0, std::min(colon, url.size()));
    Address address;
    address.tls = scheme == "ssl" || scheme == "mqtts";
    if (colon == std::string::npos || (!address.tls && scheme != "tcp" && scheme != "mqtt"))
        throw StreamBroken("not an address of the form tcp://host:port or ssl://host:port");
    auto rest = url.substr(colon + 3);
    rest = rest.substr(0, rest.find('/'));
    address.port = address.tls ? "8883" : "1883";
    const auto port = rest.rfind(':');
    const auto bracket = rest.rfind(']');
    if (port != std::string::npos && (bracket == std::string::npos || port > bracket)) {
        address.port = rest.substr(port + 1);
        rest.resize(port);
    }
    if (rest.size() > 2 && rest.front() == '[' && rest.back() == ']') rest = rest.substr(1, rest.size() - 2);
    if (rest.empty()) throw StreamBroken("the address names no host");
    address.host = rest;
    return address;
}

void ByteStream::connect(const Address& address, const std::atomic<bool>& give_up) {
    const Found found(address.host, address.port);
    for (auto* next = found.first; next && socket_ < 0; next = next->ai_next) socket_ = try_address(*next, give_up);
    if (socket_ < 0) throw StreamBroken(reason_of(errno));
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

void ByteStream::secure(const Address& address, const BrokerSettings& settings, const std::atomic<bool>& give_up) {
    const auto require = [](bool done, const char* what) {
        if (!done) throw StreamBroken(std::string(what) + ": " + tls_reason());
    };
    ERR_clear_error();
    context_.reset(SSL_CTX_new(TLS_client_method()));
    require(context_ != nullptr, "TLS");
    auto* const context = context_.get();
    require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1, "TLS");
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    require(settings.ca_file.empty() ? SSL_CTX_set_default_verify_paths(context) == 1
                                     : SSL_CTX_load_verify_locations(context, settings.ca_file.c_str(), nullptr) == 1,
            "the authority's file");
    if (!settings.certificate_file.empty())
        require(SSL_CTX_use_certificate_chain_file(context, settings.certificate_file.c_str()) == 1, "the certificate");
    if (!settings.key_file.empty())
        require(SSL_CTX_use_PrivateKey_file(context, settings.key_file.c_str(), SSL_FILETYPE_PEM) == 1, "the key");

    tls_.reset(SSL_new(context));
    require(tls_ && SSL_set_fd(tls_.get(), socket_) == 1, "TLS");
    if (is_ip_address(address.host)) {
        require(X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), address.host.c_str()) == 1, "TLS");
    } else {
        require(SSL_set1_host(tls_.get(), address.host.c_str()) == 1, "TLS");
        require(SSL_set_tlsext_host_name(tls_.get(), address.host.c_str()) == 1, "TLS");
    }
    const auto deadline = SteadyClock::now() + connect_patience;
    while (true) {
        const int result = SSL_connect(tls_.get());
        if (result == 1) return;
        const int wanted = SSL_get_error(tls_.get(), result);
        require(wanted == SSL_ERROR_WANT_READ || wanted == SSL_ERROR_WANT_WRITE, "no TLS with this broker");
        wait_until_ready(socket_, wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline, give_up);
    }
}

std::size_t ByteStream::tls_result(int moved, const char* what) {
    if (moved > 0) return static_cast<std::size_t>(moved);
    const int wanted = SSL_get_error(tls_.get(), moved);
    if (wanted == SSL_ERROR_WANT_READ || wanted == SSL_ERROR_WANT_WRITE) return 0;
    throw StreamBroken(std::string(what) + ": " + tls_reason());
}

std::size_t ByteStream::read(char* bytes, std::size_t most) {
    if (tls_) return read_under_tls(bytes, most);
    const auto moved = ::recv(socket_, bytes, most, 0);
    if (moved > 0) return static_cast<std::size_t>(moved);
    if (moved == 0) throw StreamBroken("the other side has ended it");
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return 0;
    throw StreamBroken(reason_of(errno));
}

// To the end of what is there: what lies under TLS already is not seen by waiting for the socket.
std::size_t ByteStream::read_under_tls(char* bytes, std::size_t most) {
    std::size_t all = 0;
    while (all < most) {
        ERR_clear_error();
        const int moved =
            SSL_read(tls_.get(), bytes + all, static_cast<int>(std::min<std::size_t>(most - all, INT_MAX)));
        if (moved <= 0 && all > 0) return all;
        const auto more = tls_result(moved, "reading");
        if (more == 0) return all;
        all += more;
    }
    return all;
}

std::size_t ByteStream::write(const char* bytes, std::size_t count) {
    if (count == 0) return 0;
    if (tls_) {
        ERR_clear_error();
        return tls_result(SSL_write(tls_.get(), bytes, static_cast<int>(std::min<std::size_t>(count, INT_MAX))),
                          "writing");
    }
    const auto moved = ::send(socket_, bytes, count, MSG_NOSIGNAL);
    if (moved >= 0) return static_cast<std::size_t>(moved);
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return 0;
    throw StreamBroken(reason_of(errno));
}

}  // namespace marque
