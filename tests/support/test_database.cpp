#include "support/test_database.h"

namespace marque::support {

TestDatabase::TestDatabase(Schema schema, mariadb::Size size)
    : size_(size), config_(mariadb::config_of(folder_.path())) {
    const auto made = ensure_database_template();
    const auto copied =
        run("copy-database", {"cp", "-r", "--reflink=auto", (made / "data").string(), folder_.path().string()});
    if (copied.status != 0) throw std::runtime_error("the database template cannot be copied: " + copied.output);
    restart();
    if (schema == Schema::migrated) return;
    db::Connection connection(config_, db::Mode::read);
    connection.run("DROP DATABASE marque");
    connection.run("CREATE DATABASE marque");
}

TestDatabase::~TestDatabase() {
    pool_.reset();
    kill9();  // its data goes with it
}

void TestDatabase::stop() { process_->stop(); }

void TestDatabase::restart() { process_ = mariadb::start(folder_.path(), size_); }

db::Pool& TestDatabase::pool() {
    if (!pool_) pool_ = std::make_unique<db::Pool>(db::PoolConfig{config_});
    return *pool_;
}

}  // namespace marque::support
