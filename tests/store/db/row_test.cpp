#include "db/row.h"

#include <boost/test/unit_test.hpp>
#include <limits>

#include "core/scope.h"
#include "db/tx.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using marque::db::Row;

/// What the one column `v` of a statement without a table reads as.
template <class T, class... Args>
std::optional<T> read_as(marque::db::Sql sql, const Args&... args) {
    return marque::db::read(support::database().pool(), [&](marque::db::Tx& tx) {
        return tx.find([](const Row& row) { return row.opt<T>("v"); }, sql, args...).value();
    });
}

BOOST_AUTO_TEST_SUITE(db)
BOOST_AUTO_TEST_SUITE(rows)

BOOST_AUTO_TEST_CASE(nothing_is_not_the_empty_text_and_not_zero) {
    BOOST_TEST(!read_as<std::string>("SELECT CAST(NULL AS CHAR) AS v").has_value());
    BOOST_TEST(read_as<std::string>("SELECT '' AS v").value() == "");
    BOOST_TEST(!read_as<int>("SELECT CAST(NULL AS INT) AS v").has_value());
    BOOST_TEST(read_as<int>("SELECT 0 AS v").value() == 0);
    BOOST_TEST(!read_as<core::Money>("SELECT CAST(NULL AS DECIMAL(12,2)) AS v").has_value());
}

BOOST_AUTO_TEST_CASE(nothing_where_something_must_be_is_an_error) {
    const auto must = [](const Row& row) { return row.get<std::string>("v"); };
    BOOST_CHECK_THROW(
        marque::db::read(support::database().pool(),
                         [&](marque::db::Tx& tx) { return tx.find(must, "SELECT CAST(NULL AS CHAR) AS v"); }),
        marque::db::RowError);
}

BOOST_AUTO_TEST_CASE(a_column_that_is_not_there_is_an_error) {
    BOOST_CHECK_THROW(read_as<int>("SELECT 1 AS w"), marque::db::RowError);
}

BOOST_AUTO_TEST_CASE(money_keeps_its_cents) {
    BOOST_TEST(read_as<core::Money>("SELECT CAST(123456789.99 AS DECIMAL(12,2)) AS v")->cents == 12345678999);
    BOOST_TEST(read_as<core::Money>("SELECT CAST(? AS DECIMAL(12,2)) AS v", core::Money{-5})->cents == -5);
    BOOST_CHECK_THROW(read_as<core::Money>("SELECT CAST(1.234 AS DECIMAL(12,3)) AS v"), marque::db::RowError);
}

BOOST_AUTO_TEST_CASE(a_moment_keeps_its_milliseconds) {
    const auto at = *core::parse_rfc3339("2026-11-21T10:00:00.123Z");
    BOOST_TEST((read_as<core::Instant>("SELECT CAST(? AS DATETIME(3)) AS v", at) == at));
    BOOST_TEST((read_as<core::Date>("SELECT CAST(? AS DATE) AS v", *core::parse_date("2028-02-29")) ==
                core::parse_date("2028-02-29")));
}

BOOST_AUTO_TEST_CASE(whole_numbers_reach_to_their_ends) {
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    BOOST_TEST(read_as<std::uint64_t>("SELECT CAST(? AS UNSIGNED) AS v", most).value() == most);
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    BOOST_TEST(read_as<std::int64_t>("SELECT CAST(? AS SIGNED) AS v", static_cast<long>(least)).value() == least);
    BOOST_TEST(read_as<core::OrderId>("SELECT CAST(? AS UNSIGNED) AS v", core::OrderId{most})->value == most);
    BOOST_TEST(read_as<bool>("SELECT TRUE AS v").value());
}

BOOST_AUTO_TEST_CASE(text_of_any_script_and_bytes_of_any_kind_come_back_as_they_went) {
    for (const std::string text : {"明驰汽车", "café", "🚗💨", "it's \"quoted\" \\ % _", "a\tb\nc"}) {
        BOOST_TEST(read_as<std::string>("SELECT ? AS v", text).value() == text);
    }
    core::Sha256 digest{};
    digest[1] = 0xff;
    digest[31] = 0x27;
    BOOST_TEST(read_as<std::string>("SELECT CAST(? AS BINARY(32)) AS v", digest).value() == core::as_bytes(digest));
}

BOOST_AUTO_TEST_CASE(a_word_that_the_program_does_not_know_is_an_error) {
    BOOST_TEST((read_as<core::Role>("SELECT 'AUDITOR' AS v") == core::Role::auditor));
    BOOST_CHECK_THROW(read_as<core::Role>("SELECT 'KING' AS v"), marque::db::RowError);
}

BOOST_AUTO_TEST_CASE(a_taken_key_is_told_by_its_name) {
    auto& pool = support::database().pool();
    const auto taken = support::make_organisation(pool, core::OrganisationKind::maker);
    const auto again = [&](marque::db::Tx& tx) {
        tx.execute("INSERT INTO organisation (kind, code, name_zh, name_en) VALUES ('MAKER', ?, '', '')", taken.code);
    };
    BOOST_CHECK_EXCEPTION(marque::db::in_tx(pool, again), marque::db::DuplicateKey,
                          [](const marque::db::DuplicateKey& error) { return error.key() == "organisation_code"; });
}

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_refused_and_not_cut) {
    auto& pool = support::database().pool();
    const auto long_code = [](marque::db::Tx& tx) {
        tx.execute("INSERT INTO organisation (kind, code, name_zh, name_en) VALUES ('MAKER', ?, '', '')",
                   std::string(17, 'x'));
    };
    BOOST_CHECK_THROW(marque::db::in_tx(pool, long_code), marque::db::DatabaseError);
}

BOOST_AUTO_TEST_CASE(a_change_that_changes_nothing_counts_no_row) {
    auto& pool = support::database().pool();
    const auto organisation = support::make_organisation(pool, core::OrganisationKind::maker);
    const auto rename = [&](const char* name) {
        return marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            return tx.execute("UPDATE organisation SET name_en = ? WHERE id = ?", name, organisation.id);
        });
    };
    BOOST_TEST(rename("A") == 1u);
    BOOST_TEST(rename("A") == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
