#pragma once

#include <memory>
#include <string>

#include "support/http_client.h"
#include "support/test_database.h"

namespace marque::support {

struct Person;

struct ServerOptions {
    bool demo = true;              ///< the business clock can be moved
    std::filesystem::path portal;  ///< a folder of static files; empty for none
    Arguments more;                ///< further lines of the configuration, "db.connections = 4"
};

/// The real marque-server on a loopback port of its own, over a test database with the reference data in it.
class TestServer {
  public:
    explicit TestServer(const TestDatabase& database, ServerOptions options = {});
    ~TestServer();

    unsigned short port() const { return port_; }
    HttpClient client() const { return HttpClient(port_); }
    /// A client at which the person has signed in.
    HttpClient client(const Person& person) const;

    void kill9() { process_->kill9(); }
    /// SIGTERM; returns the exit status.
    int stop() { return process_->stop(); }
    /// Starts it again on the same port.
    void restart();
    Process& process() { return *process_; }
    const std::filesystem::path& config_file() const { return config_file_; }

    /// Runs marque-admin with this server's configuration: admin({"routes"}).
    Finished admin(const Arguments& arguments) const;
    /// Sets the token of a line's bridge with marque-admin and returns it.
    std::string service_token(const std::string& line) const;

  private:
    void write_config(const ServerOptions& options);
    void start();

    const TestDatabase& database_;
    TempDir folder_;
    std::filesystem::path config_file_;
    unsigned short port_ = 0;
    std::unique_ptr<Process> process_;
};

}  // namespace marque::support
