#include "db/migrations.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "db/tx.h"
#include "support/eventually.h"
#include "support/paths.h"
#include "support/test_database.h"

namespace {

using namespace marque;
using support::TempDir;
using Names = std::vector<std::string>;

/// An empty database, and a folder of migrations to bring it up to.
struct Migrations {
    static support::TestDatabase& server() {
        static support::TestDatabase database(support::TestDatabase::Schema::none);
        return database;
    }
    TempDir folder;
    marque::db::ConnectionConfig config = server().config();

    Migrations() {
        marque::db::Connection connection(config, marque::db::Mode::read);
        connection.run("DROP DATABASE marque");
        connection.run("CREATE DATABASE marque");
        write("0001_shop_customers.sql", "CREATE TABLE IF NOT EXISTS a (id INT NOT NULL, PRIMARY KEY (id));\n");
        write("0002_shop_orders.sql",
              "CREATE TABLE IF NOT EXISTS b (id INT NOT NULL, PRIMARY KEY (id));\nINSERT IGNORE INTO b VALUES (1);\n");
    }
    void write(const std::string& name, const std::string& text) { support::write_file(folder.path() / name, text); }
    Names migrate() { return marque::db::migrate(config, folder.path()); }
    std::string refusal() {
        try {
            migrate();
            return "none";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }
    std::string fault() {
        marque::db::Pool pool({config});
        return marque::db::schema_fault(pool, folder.path());
    }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

BOOST_AUTO_TEST_SUITE(db)
BOOST_FIXTURE_TEST_SUITE(migrations, Migrations)

BOOST_AUTO_TEST_CASE(what_is_missing_is_applied_in_order_and_once) {
    BOOST_TEST(contains(fault(), "run marque-admin migrate"));
    BOOST_TEST(migrate() == (Names{"0001_shop_customers.sql", "0002_shop_orders.sql"}),
               boost::test_tools::per_element());
    BOOST_TEST(migrate().empty());
    write("0003_shop_more.sql", "INSERT IGNORE INTO b VALUES (2);\n");
    BOOST_TEST(contains(fault(), "0003_shop_more.sql is not applied"));
    BOOST_TEST(migrate() == Names{"0003_shop_more.sql"}, boost::test_tools::per_element());
    BOOST_TEST(fault() == "");
}

BOOST_AUTO_TEST_CASE(a_file_that_was_edited_afterwards_is_refused) {
    migrate();
    write("0001_shop_customers.sql", "CREATE TABLE IF NOT EXISTS c (id INT NOT NULL, PRIMARY KEY (id));\n");
    BOOST_TEST(contains(refusal(), "0001_shop_customers.sql was edited after it was applied"));
    BOOST_TEST(contains(fault(), "0001_shop_customers.sql was edited after it was applied"));
}

BOOST_AUTO_TEST_CASE(a_database_that_is_newer_than_the_program_is_refused) {
    write("0003_shop_more.sql", "INSERT IGNORE INTO b VALUES (2);\n");
    migrate();
    std::filesystem::remove(folder.path() / "0003_shop_more.sql");
    BOOST_TEST(contains(refusal(), "run the newer version"));
    BOOST_TEST(contains(fault(), "run the newer version"));
}

BOOST_AUTO_TEST_CASE(a_migration_that_was_interrupted_is_taken_up_again) {
    write("0003_shop_more.sql", "INSERT IGNORE INTO b VALUES (2);\nINSERT INTO not_there_yet VALUES (1);\n");
    BOOST_TEST(contains(refusal(), "migration 0003_shop_more.sql failed"));
    BOOST_TEST(contains(fault(), "0003_shop_more.sql is not applied"));
    write("0003_shop_more.sql",
          "INSERT IGNORE INTO b VALUES (2);\nCREATE TABLE IF NOT EXISTS d (id INT NOT NULL, PRIMARY KEY (id));\n");
    BOOST_TEST(migrate() == Names{"0003_shop_more.sql"}, boost::test_tools::per_element());
    BOOST_TEST(fault() == "");
}

BOOST_AUTO_TEST_CASE(two_that_migrate_at_the_same_time_apply_each_file_once) {
    std::array<Names, 2> applied;
    std::array<std::string, 2> faults;
    std::vector<std::thread> both;
    for (std::size_t i = 0; i < 2; ++i) {
        both.emplace_back([&, i] {
            try {
                applied[i] = migrate();
            } catch (const std::exception& failure) {
                faults[i] = failure.what();
            }
        });
    }
    for (auto& one : both) one.join();
    BOOST_TEST(faults[0] == "");
    BOOST_TEST(faults[1] == "");
    BOOST_TEST(applied[0].size() + applied[1].size() == 2u);
    BOOST_TEST(fault() == "");
}

BOOST_AUTO_TEST_CASE(who_comes_second_waits_for_the_first_to_end) {
    migrate();
    write("0003_shop_more.sql", "INSERT IGNORE INTO b VALUES (2);\n");
    marque::db::Connection first(config, marque::db::Mode::write);
    marque::db::Tx(first).value<int>("id", "SELECT id FROM schema_lock WHERE id = 1 FOR UPDATE");
    std::atomic<bool> done{false};
    std::thread second([&] {
        migrate();
        done = true;
    });
    marque::db::Pool pool({config});
    const auto waits = [&] {
        return marque::db::read(pool, [](marque::db::Tx& tx) {
            return tx.value<int>("n",
                                 "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE INFO LIKE "
                                 "'%schema_lock%FOR UPDATE%' "
                                 "AND ID <> CONNECTION_ID()")
                       .value() > 0;
        });
    };
    BOOST_TEST(support::eventually(std::chrono::seconds{10}, waits));
    BOOST_TEST(!done.load());
    first.commit();
    second.join();
    BOOST_TEST(done.load());
    BOOST_TEST(fault() == "");
}

BOOST_AUTO_TEST_CASE(a_folder_with_anything_but_migrations_is_refused) {
    write("0003-shop-more.sql", "INSERT IGNORE INTO b VALUES (2);\n");
    BOOST_TEST(contains(refusal(), "0003-shop-more.sql is no migration name"));
    const TempDir empty;
    BOOST_CHECK_THROW(marque::db::read_migrations(empty.path()), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_products_own_migrations_can_be_run_again_from_their_start) {
    const auto schema = support::source_dir / "schema/migrations";
    const auto names = marque::db::migrate(config, schema);
    BOOST_TEST(names.size() >= 9u);
    marque::db::Connection connection(config, marque::db::Mode::read);
    connection.run("UPDATE schema_migration SET finished = FALSE");
    BOOST_TEST(marque::db::migrate(config, schema).size() == names.size());
    marque::db::Pool pool({config});
    BOOST_TEST(marque::db::schema_fault(pool, schema) == "");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
