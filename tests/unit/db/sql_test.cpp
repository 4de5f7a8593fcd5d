#include "db/sql.h"

#include <boost/test/unit_test.hpp>

#include "db/connection.h"
#include "db/migrations.h"

namespace {

using namespace marque;
using marque::db::split_statements;
using marque::db::SqlBuilder;

BOOST_AUTO_TEST_SUITE(db)
BOOST_AUTO_TEST_SUITE(sql)

std::string text_of(const marque::db::Param& param) { return std::get<std::string>(param.value()); }

BOOST_AUTO_TEST_CASE(a_filter_that_comes_and_goes_brings_its_values_along) {
    SqlBuilder sql("SELECT id FROM customer_order WHERE dealer_id = 1");
    sql.add("AND state = ?", "BUILT").add("AND id < ? LIMIT ?", std::uint64_t{9}, 51);
    BOOST_TEST(sql.text() == "SELECT id FROM customer_order WHERE dealer_id = 1 AND state = ? AND id < ? LIMIT ?");
    BOOST_TEST_REQUIRE(sql.params().size() == 3u);
    BOOST_TEST(text_of(sql.params()[0]) == "BUILT");
    BOOST_TEST(std::get<std::uint64_t>(sql.params()[1].value()) == 9u);
    BOOST_TEST(std::get<std::int64_t>(sql.params()[2].value()) == 51);
}

BOOST_AUTO_TEST_CASE(a_value_outlives_the_text_it_was_read_from) {
    SqlBuilder sql("SELECT 1");
    {
        const std::string gone = "a text that is long enough to live on the heap";
        sql.add("WHERE a = ?", gone).add_in(std::vector<std::string>{gone + "!"});
    }
    BOOST_TEST(text_of(sql.params()[0]) == "a text that is long enough to live on the heap");
    BOOST_TEST(text_of(sql.params()[1]) == "a text that is long enough to live on the heap!");
}

BOOST_AUTO_TEST_CASE(a_list_has_a_place_for_each_value_and_an_empty_one_matches_nothing) {
    SqlBuilder three("DELETE FROM outbox WHERE id IN");
    three.add_in(std::vector<std::uint64_t>{1, 2, 3});
    BOOST_TEST(three.text() == "DELETE FROM outbox WHERE id IN (?,?,?)");
    SqlBuilder none("DELETE FROM outbox WHERE id IN");
    none.add_in(std::vector<std::uint64_t>{});
    BOOST_TEST(none.text() == "DELETE FROM outbox WHERE id IN (NULL)");
    BOOST_TEST(none.params().empty());
}

BOOST_AUTO_TEST_CASE(values_go_to_the_database_in_its_own_form) {
    BOOST_TEST(text_of(marque::db::Param(core::Money{-5})) == "-0.05");
    BOOST_TEST(text_of(marque::db::Param(*core::parse_rfc3339("2026-11-21T10:00:00.5+08:00"))) ==
               "2026-11-21 02:00:00.500");
    BOOST_TEST(text_of(marque::db::Param(*core::parse_date("2026-11-21"))) == "2026-11-21");
    BOOST_TEST(std::get<std::uint64_t>(marque::db::Param(core::OrderId{7}).value()) == 7u);
    BOOST_TEST(std::get<std::int64_t>(marque::db::Param(true).value()) == 1);
    BOOST_TEST(std::holds_alternative<std::monostate>(marque::db::Param(std::optional<core::OrderId>{}).value()));
    BOOST_TEST(std::get<std::uint64_t>(marque::db::Param(std::optional(core::OrderId{7})).value()) == 7u);
}

BOOST_AUTO_TEST_CASE(the_name_of_the_taken_key_is_read_from_the_refusal) {
    BOOST_TEST(
        marque::db::DuplicateKey(1062, "Duplicate entry 'it's for key 'x'' for key 'customer_phone' (1062)").key() ==
        "customer_phone");
    BOOST_TEST(marque::db::DuplicateKey(1062, "something else (1062)").key() == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(migration_text)

BOOST_AUTO_TEST_CASE(statements_end_where_a_line_ends_with_a_semicolon) {
    const auto statements = split_statements(
        "-- why\nCREATE TABLE a (\n  -- an index\n  id INT\n);\n\n  \nINSERT INTO a VALUES (';'),\n (2);  \r\n");
    BOOST_TEST_REQUIRE(statements.size() == 2u);
    BOOST_TEST(statements[0] == "CREATE TABLE a (\n  id INT\n);\n");
    BOOST_TEST(statements[1] == "INSERT INTO a VALUES (';'),\n (2);  \r\n");
}

BOOST_AUTO_TEST_CASE(a_file_of_comments_has_no_statements) {
    BOOST_TEST(split_statements("-- nothing yet\n\n").empty());
}

BOOST_AUTO_TEST_CASE(a_statement_that_was_cut_off_is_refused) {
    BOOST_CHECK_THROW(split_statements("CREATE TABLE a (id INT)"), std::runtime_error);
    BOOST_CHECK_THROW(split_statements("INSERT INTO a VALUES (1);\nINSERT INTO a VALUES"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
