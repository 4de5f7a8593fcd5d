#include "db/migrations.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "core/random.h"
#include "db/tx.h"

namespace marque::db {
namespace {

struct Applied {
    std::string checksum;
    bool finished = false;
};
using AppliedByName = std::map<std::string, Applied>;

AppliedByName applied_migrations(Tx& tx) {
    AppliedByName applied;
    tx.each(
        [&](const Row& row) {
            applied[row.get<std::string>("name")] = {row.get<std::string>("checksum"), row.get<bool>("finished")};
        },
        "SELECT name, checksum, finished FROM schema_migration ORDER BY name");
    return applied;
}

void make_ledger(Connection& connection) {
    connection.run(
        "CREATE TABLE IF NOT EXISTS schema_migration (name VARCHAR(80) NOT NULL, checksum CHAR(64) NOT NULL, "
        "finished BOOLEAN NOT NULL DEFAULT FALSE, applied_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), "
        "PRIMARY KEY (name)) ENGINE=InnoDB");
    connection.run(
        "CREATE TABLE IF NOT EXISTS schema_lock (id TINYINT UNSIGNED NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB");
    // Only when it is missing: an INSERT would wait for whoever holds the row, no longer than any other statement may.
    connection.run(
        "INSERT IGNORE INTO schema_lock (id) SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM schema_lock)");
}

/// What speaks against applying `migrations` over `applied`, or nothing.
std::string conflict(const std::vector<Migration>& migrations, const AppliedByName& applied) {
    std::map<std::string, std::string> checksums;
    for (const auto& migration : migrations) checksums[migration.name] = migration.checksum;
    for (const auto& [name, state] : applied) {
        const auto file = checksums.find(name);
        if (file == checksums.end()) {
            return "the database has migration " + name + ", which this version does not know; run the newer version";
        }
        if (state.finished && file->second != state.checksum) {
            return "migration " + name + " was edited after it was applied; restore the file";
        }
    }
    return {};
}

void apply(Connection& connection, const Migration& migration) {
    Tx tx(connection);
    tx.execute("REPLACE INTO schema_migration (name, checksum, finished) VALUES (?, ?, FALSE)", migration.name,
               migration.checksum);
    for (const auto& statement : migration.statements) {
        try {
            connection.run(statement);
        } catch (const DatabaseError& refusal) {
            throw std::runtime_error("migration " + migration.name + " failed: " + refusal.what());
        }
    }
    tx.execute("UPDATE schema_migration SET finished = TRUE WHERE name = ?", migration.name);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return text.str();
}

}  // namespace

std::vector<std::string> split_statements(const std::string& text) {
    std::vector<std::string> statements;
    std::string statement;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos || line.compare(first, 2, "--") == 0) continue;
        statement += line + "\n";
        if (line[line.find_last_not_of(" \t\r")] != ';') continue;
        statements.push_back(statement);
        statement.clear();
    }
    if (!statement.empty()) throw std::runtime_error("the last statement does not end with ';': " + statement);
    return statements;
}

std::vector<Migration> read_migrations(const std::filesystem::path& folder) {
    static const std::regex pattern("[0-9]{4}_[a-z]+_[a-z_]+\\.sql");
    std::vector<Migration> migrations;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!std::regex_match(name, pattern))
            throw std::runtime_error(name + " is no migration name: NNNN_slice_what.sql");
        const std::string text = read_file(entry.path());
        migrations.push_back({name, core::to_hex(core::as_bytes(core::sha256(text))), split_statements(text)});
    }
    std::sort(migrations.begin(), migrations.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    if (migrations.empty()) throw std::runtime_error("no migrations in " + folder.string());
    return migrations;
}

std::vector<std::string> migrate(const ConnectionConfig& config, const std::filesystem::path& folder) {
    const auto migrations = read_migrations(folder);
    Connection worker(config, Mode::read);
    make_ledger(worker);

    // A row lock on a connection of its own: CREATE TABLE commits, and would let go of a lock on the worker's.
    Connection guard(config, Mode::write);
    guard.run("SET innodb_lock_wait_timeout = 3600");  // another's migration may take its time
    Tx(guard).value<int>("id", "SELECT id FROM schema_lock WHERE id = 1 FOR UPDATE");

    Tx tx(worker);
    const auto applied = applied_migrations(tx);
    if (const auto fault = conflict(migrations, applied); !fault.empty()) throw std::runtime_error(fault);
    std::vector<std::string> names;
    for (const auto& migration : migrations) {
        const auto found = applied.find(migration.name);
        if (found != applied.end() && found->second.finished) continue;
        apply(worker, migration);
        names.push_back(migration.name);
    }
    guard.commit();
    return names;
}

std::string schema_fault(Pool& pool, const std::filesystem::path& folder) {
    const auto migrations = read_migrations(folder);
    AppliedByName applied;
    try {
        applied = read(pool, [](Tx& tx) { return applied_migrations(tx); });
    } catch (const DatabaseError& refusal) {
        return "the database has no schema yet (" + std::string(refusal.what()) + "); run marque-admin migrate";
    }
    if (auto fault = conflict(migrations, applied); !fault.empty()) return fault;
    for (const auto& migration : migrations) {
        const auto found = applied.find(migration.name);
        if (found == applied.end() || !found->second.finished) {
            return "migration " + migration.name + " is not applied; run marque-admin migrate";
        }
    }
    return {};
}

}  // namespace marque::db
