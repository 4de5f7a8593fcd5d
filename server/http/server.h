#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/message.h"
#include "http/metrics.h"
#include "http/router.h"
#include "http/static_files.h"

namespace Poco::Net {
class HTTPServer;
}

namespace marque::http {

struct ServerConfig {
    std::string host = "127.0.0.1";
    unsigned short port = 8080;
    std::filesystem::path portal;  ///< the built portal; empty serves none
    int most_connections = 256;    ///< each has a thread; event streams do not count
    std::chrono::seconds body_time{20};
};

/// Who is behind a token. Supplied by the slice that knows people.
struct Authenticator {
    struct Person {
        core::Scope scope;
        std::string name;
    };
    std::function<std::optional<Person>(const std::string& session_token)> person;
    std::function<std::optional<ServiceIdentity>(const std::string& service_token)> service;
};

/// The HTTP server: one path for every request, from the socket to the route and back, and the one place where an
/// exception becomes an answer.
class Server {
  public:
    Server(ServerConfig config, Router router, Authenticator authenticator, Metrics& metrics);
    ~Server();

    /// Listens; throws std::runtime_error with a sentence when the port is taken.
    void start();
    /// Lets running requests finish.
    void stop();
    unsigned short port() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace marque::http
