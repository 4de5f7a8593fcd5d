#pragma once

#include <memory>

#include "db/pool.h"
#include "support/mariadb.h"
#include "support/paths.h"
#include "support/process.h"

namespace marque::support {

/// A MariaDB server with the migrated, empty schema, of which nobody else knows: its own data, a Unix socket, no port.
/// It runs with the configuration that ./marque up uses, only smaller unless it is asked for whole.
class TestDatabase {
  public:
    enum class Schema { migrated, none };
    explicit TestDatabase(Schema schema = Schema::migrated, mariadb::Size size = mariadb::Size::test);
    ~TestDatabase();

    void kill9() { process_->kill9(); }
    void stop();
    /// Starts it again on the same data, after kill9 or stop, and waits until it answers.
    void restart();

    const db::ConnectionConfig& config() const { return config_; }
    /// Made at the first call; its connections are replaced when the server was away.
    db::Pool& pool();

  private:
    TempDir folder_;
    mariadb::Size size_;
    db::ConnectionConfig config_;
    std::unique_ptr<Process> process_;
    std::unique_ptr<db::Pool> pool_;
};

/// The data directory that test databases are copied from: made once, and again when a migration is new. Safe to be
/// called by several processes at once. Returns its folder.
std::filesystem::path ensure_database_template();

}  // namespace marque::support
