#include "plumbing/sqlite.h"

#include <unordered_map>
#include <vector>

namespace marque::sqlite {

Statement::~Statement() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

bool Statement::step() {
    int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    check(result);
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

std::string Statement::text(int column) const {
    auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::check(int result) const {
    if (result != SQLITE_OK) throw Error(std::string("SQLite: ") + sqlite3_errmsg(database_));
}

void Statement::bind(int place, std::int64_t value) { check(sqlite3_bind_int64(statement_, place, value)); }
void Statement::bind(int place, double value) { check(sqlite3_bind_double(statement_, place, value)); }
void Statement::bind(int place, std::nullptr_t) { check(sqlite3_bind_null(statement_, place)); }
void Statement::bind(int place, std::string_view value) {
    check(sqlite3_bind_text64(statement_, place, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

struct Database::Cache {
    std::unordered_map<const char*, sqlite3_stmt*> statements;
    // A statement that is in use when it is asked for again gets a twin, dropped with the database.
    std::vector<sqlite3_stmt*> twins;
};

Database::Database(const std::string& file, Durability durability) : cache_(std::make_unique<Cache>()) {
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
        std::string reason = sqlite3_errmsg(handle_);
        sqlite3_close(handle_);
        throw Error("cannot open " + file + ": " + reason);
    }
    sqlite3_busy_timeout(handle_, 10'000);
    execute("PRAGMA journal_mode=WAL");
    keep(durability);
    execute("PRAGMA foreign_keys=ON");
}

Database::~Database() {
    for (auto& [sql, statement] : cache_->statements) sqlite3_finalize(statement);
    for (auto* statement : cache_->twins) sqlite3_finalize(statement);
    sqlite3_close(handle_);
}

void Database::keep(Durability durability) {
    execute(durability == Durability::survives_power_cut ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
}

void Database::execute(const char* sql) {
    char* message = nullptr;
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, &message) == SQLITE_OK) return;
    std::string reason = message ? message : "no reason given";
    sqlite3_free(message);
    throw Error("SQLite: " + reason);
}

sqlite3_stmt* Database::cached(const char* sql) {
    auto& slot = cache_->statements[sql];
    if (slot && !sqlite3_stmt_busy(slot)) return slot;
    sqlite3_stmt* fresh = nullptr;
    if (sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &fresh, nullptr) != SQLITE_OK)
        throw Error(std::string("SQLite: ") + sqlite3_errmsg(handle_) + " in " + sql);
    if (slot)
        cache_->twins.push_back(fresh);
    else
        slot = fresh;
    return fresh;
}

Transaction::~Transaction() {
    if (done_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const Error&) {
        // SQLite has rolled back by itself, on a full disk for one; there is nothing left to undo.
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    done_ = true;
}

}  // namespace marque::sqlite
