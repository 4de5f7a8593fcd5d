#pragma once

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "support/paths.h"
#include "support/process.h"
#include "support/test_broker.h"
#include "support/test_database.h"
#include "support/test_server.h"

namespace marque::scenarios {

struct LineSettings {
    double car_seconds = 0, road_seconds = 0;
    double hold_rate = 0, rework_rate = 0;  ///< shares of the cars
    unsigned seed = 0;
    bool orders_waiting = false;        ///< the demonstration's own; without them all orders are those that are placed
    std::filesystem::path line_file{};  ///< the demonstration's line when empty
    support::Arguments more{};          ///< further options of marque-line
    support::Arguments bridge_more{};   ///< and of marque-bridge
    support::mariadb::Size database = support::mariadb::Size::test;
};

inline const std::string line_code = "ga-1";

/// In the order in which they are started.
enum class Part { database, server, broker, line, bridge };
inline constexpr Part all_parts[] = {Part::database, Part::server, Part::broker, Part::line, Part::bridge};
const char* name_of(Part part);

/// The whole product on parts of its own, in folders that vanish with it: database, broker, server with the
/// demonstration network, line, bridge. Throws std::runtime_error with the log of what does not start.
class Stack {
  public:
    explicit Stack(const LineSettings& line);

    support::HttpClient client() const { return server_.client(); }
    /// Runs marque-admin with the server's configuration.
    support::Finished admin(const support::Arguments& arguments) const { return server_.admin(arguments); }
    db::Pool& pool() { return database_.pool(); }
    const std::string& loaded() const { return loaded_; }  ///< what the demonstration network is made of
    /// The line's own book, one object a build.
    std::vector<support::Json> ledger() const;
    /// Another of its books ("--events", "--misdeeds"): the file that it is printed to, one object a line.
    std::filesystem::path printed_ledger(const std::string& book) const;
    /// The bridge stands still while the line goes on: what happens meanwhile reaches the office when it moves again.
    void hold_bridge() { bridge_->send_signal(SIGSTOP); }
    void let_bridge_go() { bridge_->send_signal(SIGCONT); }

    /// kill -9, and again on the same data. The database and the server are waited for, the others not.
    void kill9(Part part);
    void restart(Part part);
    /// Whether it runs; of the database and the broker nobody knows.
    bool runs(Part part);
    /// What the bridge says of itself: GET /healthz. Null while it does not answer.
    support::Json bridge_health() const;

  private:
    void load_network(bool orders_waiting);
    void start_line();
    void start_bridge();

    LineSettings settings_;
    support::TempDir folder_;
    support::TestDatabase database_;
    support::TestServer server_{database_};
    support::TestBroker broker_;
    std::string loaded_;
    unsigned short health_port_ = support::free_port();
    std::unique_ptr<support::Process> line_, bridge_;
};

}  // namespace marque::scenarios
