#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>

#include "plumbing/broker_settings.h"

namespace marque {

// The connection could not be made, or is lost.
struct StreamBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A TCP connection, under TLS where the address asks for it, that never makes its user wait. Belongs to one thread.
class ByteStream {
  public:
    // tcp:// and mqtt://, ssl:// and mqtts:// for TLS. Waits a few seconds at most for the other side, and less once
    // `give_up` says so. Throws StreamBroken.
    ByteStream(const std::string& url, const BrokerSettings& settings, const std::atomic<bool>& give_up);
    ~ByteStream();
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;

    // How many bytes were moved; 0 when there is nothing to read now, or no room to write. Throws StreamBroken. One
    // that filled the room may have left something that waiting for the handle does not show.
    std::size_t read(char* bytes, std::size_t most);
    std::size_t write(const char* bytes, std::size_t count);
    int handle() const { return socket_; }

  private:
    struct Address {
        bool tls = false;
        std::string host, port;
    };
    static Address address_of(const std::string& url);
    void connect(const Address& address, const std::atomic<bool>& give_up);
    void secure(const Address& address, const BrokerSettings& settings, const std::atomic<bool>& give_up);
    std::size_t read_under_tls(char* bytes, std::size_t most);
    std::size_t tls_result(int moved, const char* what);

    int socket_ = -1;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
};

}  // namespace marque
