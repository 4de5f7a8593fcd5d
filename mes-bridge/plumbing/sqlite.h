#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

// A thin, typed cover over SQLite. One Database belongs to one thread at a time; its user sees to that.
namespace marque::sqlite {

struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A prepared statement, taken from the database's cache and given back when it goes. Columns count from 0.
class Statement {
  public:
    Statement(sqlite3* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
    ~Statement();
    Statement(Statement&& other) noexcept
        : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}
    Statement& operator=(Statement&&) = delete;

    bool step();  // true while there is a row
    void run();   // steps to the end

    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
    double real(int column) const { return sqlite3_column_double(statement_, column); }
    std::string text(int column) const;  // also for blobs; NULL reads as ""
    bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

    void bind(int place, std::int64_t value);
    void bind(int place, int value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, bool value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, double value);
    void bind(int place, std::string_view value);
    void bind(int place, const std::string& value) { bind(place, std::string_view(value)); }
    void bind(int place, const char* value) { bind(place, std::string_view(value)); }
    void bind(int place, std::nullptr_t);
    template <typename T>
    void bind(int place, const std::optional<T>& value) {
        value ? bind(place, *value) : bind(place, nullptr);
    }

  private:
    void check(int result) const;
    sqlite3* database_;
    sqlite3_stmt* statement_;
};

enum class Durability {
    survives_power_cut,  // synchronous=FULL: a commit is on the disk
    survives_crash       // synchronous=NORMAL: a commit outlives the process, not always the machine
};

class Database {
  public:
    // Opens or makes the file, in WAL mode. Throws Error.
    Database(const std::string& file, Durability durability);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void execute(const char* sql);
    // From the next transaction on. A commit that survives a power cut takes all earlier ones to the disk with it.
    void keep(Durability durability);

    // Statements are kept prepared; `sql` must be a constant.
    template <typename... Values>
    Statement prepare(const char* sql, const Values&... values) {
        Statement statement(handle_, cached(sql));
        int place = 0;
        (statement.bind(++place, values), ...);
        return statement;
    }
    template <typename... Values>
    void run(const char* sql, const Values&... values) {
        prepare(sql, values...).run();
    }

    std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_); }
    int rows_changed() const { return sqlite3_changes(handle_); }

  private:
    sqlite3_stmt* cached(const char* sql);
    struct Cache;
    sqlite3* handle_ = nullptr;
    std::unique_ptr<Cache> cache_;
};

// Rolls back unless commit() was reached.
class Transaction {
  public:
    explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool done_ = false;
};

}  // namespace marque::sqlite
