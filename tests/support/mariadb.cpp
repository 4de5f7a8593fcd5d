#include "support/mariadb.h"

#include <unistd.h>

#include <stdexcept>

#include "support/eventually.h"
#include "support/paths.h"

namespace marque::support::mariadb {
namespace {

constexpr auto longest_database_start = std::chrono::seconds{60};

/// The configuration of ./marque up, so that the tests meet its character set, modes and limits.
void write_config(const std::filesystem::path& folder) {
    write_file(folder / "mariadb.cnf",
               filled_in("schema/deploy/mariadb.cnf.in",
                         {{"DATADIR", (folder / "data").string()}, {"PORT", "0"}, {"BUFFER_POOL", "32M"}}));
    const auto account = config_of(folder);
    write_file(folder / "accounts.sql", "CREATE DATABASE IF NOT EXISTS " + account.name +
                                            ";\nCREATE USER IF NOT EXISTS " + account.user +
                                            "@localhost IDENTIFIED BY '" + account.password + "';\nGRANT ALL ON " +
                                            account.name + ".* TO " + account.user + "@localhost;\n");
}

bool answers(const db::ConnectionConfig& config) {
    try {
        const db::Connection connection(config, db::Mode::read);
        return true;
    } catch (const db::DatabaseError&) {
        return false;  // not yet; start() says why should it never answer
    }
}

}  // namespace

db::ConnectionConfig config_of(const std::filesystem::path& folder) {
    db::ConnectionConfig config;
    config.socket = (folder / "data/mariadb.sock").string();
    config.user = "marque";
    config.password = "test";
    config.name = "marque";
    return config;
}

void install(const std::filesystem::path& folder) {
    write_config(folder);
    const auto data = (folder / "data").string();
    Arguments arguments{"mariadb-install-db", "--no-defaults", "--datadir=" + data, "--tmpdir=" + data,
                        "--skip-test-db", "--skip-name-resolve", "--auth-root-authentication-method=socket",
                        "--innodb-log-file-size=8M",
                        // Otherwise it grows by 64 MB at once, which every process would have to copy.
                        "--innodb-autoextend-increment=1"};
    if (::geteuid() == 0) arguments.push_back("--user=root");
    const auto finished = run("mariadb-install-db", arguments, longest_database_start);
    if (finished.status != 0) throw std::runtime_error("mariadb-install-db failed:\n" + finished.output);
}

std::unique_ptr<Process> start(const std::filesystem::path& folder, Size size) {
    write_config(folder);
    Arguments arguments{"mariadbd", "--defaults-file=" + (folder / "mariadb.cnf").string(),
                        "--init-file=" + (folder / "accounts.sql").string(), "--skip-networking"};
    if (size == Size::test) {
        arguments.insert(arguments.end(), {"--innodb-flush-log-at-trx-commit=2", "--innodb-log-file-size=8M",
                                           "--innodb-autoextend-increment=1", "--skip-innodb-doublewrite"});
    }
    if (size == Size::product) {
        // As docs/operations.md sets it for a maker's network.
        arguments.insert(arguments.end(), {"--innodb-buffer-pool-size=4G", "--innodb-log-file-size=2G",
                                           "--innodb-io-capacity=2000", "--innodb-flush-neighbors=0"});
    }
    if (size == Size::bulk) {
        arguments.insert(
            arguments.end(),
            {"--innodb-buffer-pool-size=4G", "--innodb-log-file-size=4G", "--innodb-sort-buffer-size=64M",
             "--innodb-flush-log-at-trx-commit=0", "--innodb-max-dirty-pages-pct=99", "--innodb-flush-neighbors=0",
             "--skip-innodb-doublewrite", "--innodb-io-capacity=4000", "--innodb-io-capacity-max=20000"});
    }
    if (::geteuid() == 0) arguments.push_back("--user=root");
    auto process = std::make_unique<Process>("mariadb", arguments);
    const auto config = config_of(folder);
    eventually(longest_database_start, [&] { return answers(config) || !process->running(); });
    if (!process->running() || !answers(config)) {
        throw std::runtime_error("MariaDB did not start:\n" + process->log_text());
    }
    return process;
}

}  // namespace marque::support::mariadb
