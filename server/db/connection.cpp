#include "db/connection.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace marque::db {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto idle_before_check = milliseconds{500};
constexpr std::size_t most_cached_statements = 300;

[[noreturn]] void rethrow(const sql::SQLException& refusal) {
    const int code = refusal.getErrorCode();
    const std::string message = std::string(refusal.what()) + " (" + std::to_string(code) + ")";
    switch (code) {
        case 1205:  // lock wait timeout
        case 1213:  // deadlock, or a conflict that Galera found at commit
        case 1020:  // record changed since last read
            throw RetryableError(code, message);
        case 1053:  // server shutdown in progress
        case 1927:  // connection killed
        case 2002:
        case 2003:
        case 2006:
        case 2013:
        case 2055:
            throw ConnectionLost(code, message);
        case 1047:  // a Galera node that is not ready
            throw ConnectionLost(code, message);
        case 1062:
            throw DuplicateKey(code, message);
        default:
            throw DatabaseError(code, message);
    }
}

template <class F>
auto guarded(F&& work) {
    try {
        return work();
    } catch (const sql::SQLException& refusal) {
        rethrow(refusal);
    }
}

sql::Driver& driver() {
    // The driver must be made once, before threads share it.
    static sql::Driver* const instance = get_driver_instance();
    return *instance;
}

/// libmariadb keeps per-thread state; a thread that used a connection must give it back when it ends.
struct ThreadGuard {
    ThreadGuard() { driver().threadInit(); }
    ~ThreadGuard() { driver().threadEnd(); }
};

void enter_thread() { thread_local const ThreadGuard guard; }

struct Statement {
    std::unique_ptr<sql::PreparedStatement> prepared;
    std::vector<std::string> columns;
};

class ResultRow : public Row {
  public:
    ResultRow(sql::ResultSet& result, const std::vector<std::string>& columns) : result_(result), columns_(columns) {}

  private:
    unsigned index_of(std::string_view column) const override {
        for (unsigned i = 0; i < columns_.size(); ++i) {
            if (columns_[i] == column) return i + 1;
        }
        throw RowError("no column " + std::string(column));
    }
    bool is_null(unsigned index) const override { return result_.isNull(index); }
    std::string text(unsigned index) const override { return result_.getString(index).asStdString(); }
    std::int64_t signed_integer(unsigned index) const override { return result_.getInt64(index); }
    std::uint64_t unsigned_integer(unsigned index) const override { return result_.getUInt64(index); }

    sql::ResultSet& result_;
    const std::vector<std::string>& columns_;
};

struct Bind {
    sql::PreparedStatement& statement;
    unsigned index;

    void operator()(std::monostate) const { statement.setNull(index, 0); }
    void operator()(std::int64_t value) const { statement.setInt64(index, value); }
    void operator()(std::uint64_t value) const { statement.setUInt64(index, value); }
    void operator()(std::string_view value) const {
        statement.setString(index, sql::SQLString(value.data(), value.size()));
    }
    void operator()(const std::string& value) const { (*this)(std::string_view{value}); }
};

}  // namespace

DuplicateKey::DuplicateKey(int code, const std::string& message) : DatabaseError(code, message) {
    // "Duplicate entry '…' for key 'name'"; the entry may itself hold quotes, so the name is read from the end.
    const std::string_view marker = "for key '";
    const auto start = message.rfind(marker);
    if (start == std::string::npos) return;
    const auto name = start + marker.size();
    key_ = message.substr(name, message.find('\'', name) - name);
}

struct Connection::Impl {
    std::unique_ptr<sql::Connection> connection;
    std::unordered_map<std::string, Statement> statements;
    steady_clock::time_point last_used = steady_clock::now();

    Statement& prepare(std::string_view sql, const Param* params, std::size_t count) {
        last_used = steady_clock::now();
        std::string key(sql);
        auto found = statements.find(key);
        if (found == statements.end()) {
            if (statements.size() >= most_cached_statements) statements.clear();
            Statement statement{std::unique_ptr<sql::PreparedStatement>(connection->prepareStatement(key)), {}};
            found = statements.emplace(std::move(key), std::move(statement)).first;
        }
        for (std::size_t i = 0; i < count; ++i) {
            std::visit(Bind{*found->second.prepared, static_cast<unsigned>(i + 1)}, params[i].value());
        }
        return found->second;
    }
};

Connection::Connection(const ConnectionConfig& config, Mode mode) : impl_(std::make_unique<Impl>()) {
    guarded([&] {
        enter_thread();
        sql::ConnectOptionsMap options;
        options["hostName"] =
            sql::SQLString(config.socket.empty() ? "tcp://" + config.host + ":" + std::to_string(config.port)
                                                 : "unix://" + config.socket);
        options["userName"] = sql::SQLString(config.user);
        options["password"] = sql::SQLString(config.password);
        if (!config.name.empty()) options["schema"] = sql::SQLString(config.name);
        options["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
        options["OPT_CONNECT_TIMEOUT"] = 5;
        impl_->connection.reset(driver().connect(options));
        const std::unique_ptr<sql::Statement> set_up(impl_->connection->createStatement());
        set_up->execute(
            "SET time_zone = '+00:00', tx_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 5, "
            "sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'");
        if (mode == Mode::write) impl_->connection->setAutoCommit(false);
    });
}

Connection::~Connection() = default;

void Connection::query(std::string_view sql, const Param* params, std::size_t count,
                       const std::function<void(const Row&)>& each) {
    guarded([&] {
        enter_thread();
        Statement& statement = impl_->prepare(sql, params, count);
        const std::unique_ptr<sql::ResultSet> result(statement.prepared->executeQuery());
        if (statement.columns.empty()) {
            auto* const labels = result->getMetaData();
            for (unsigned i = 1; i <= labels->getColumnCount(); ++i) {
                statement.columns.push_back(labels->getColumnLabel(i).asStdString());
            }
        }
        const ResultRow row(*result, statement.columns);
        while (result->next()) each(row);
    });
}

std::uint64_t Connection::execute(std::string_view sql, const Param* params, std::size_t count) {
    return guarded([&] {
        enter_thread();
        return static_cast<std::uint64_t>(impl_->prepare(sql, params, count).prepared->executeUpdate());
    });
}

void Connection::run(const std::string& statement) {
    guarded([&] {
        enter_thread();
        const std::unique_ptr<sql::Statement> plain(impl_->connection->createStatement());
        plain->execute(statement);
    });
}

// As statements: the connector's own commit() and rollback() swallow the answer, and a commit that never arrived would
// look like one that did.
void Connection::commit() { run("COMMIT"); }
void Connection::rollback() { run("ROLLBACK"); }

bool Connection::usable(steady_clock::time_point doubted) {
    enter_thread();
    if (impl_->last_used > doubted && steady_clock::now() - impl_->last_used < idle_before_check) return true;
    try {
        return impl_->connection->isValid();
    } catch (const sql::SQLException&) {
        return false;  // the answer is all that is asked for
    }
}

}  // namespace marque::db
