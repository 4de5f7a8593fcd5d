// The rules are tried on violations that are planted for them: a check that finds nothing must be known to find
// something.
#include <boost/test/unit_test.hpp>

#include "arch/rules.h"
#include "support/paths.h"

namespace {

using namespace marque::arch;

Faults includes_of(std::initializer_list<std::pair<const char*, const char*>> files) {
    std::vector<SourceFile> tree;
    for (const auto& [path, text] : files) tree.push_back(read_source(path, text));
    return include_faults(tree);
}

std::size_t sql_in(const std::string& statement) {
    return sql_faults({read_source("orders/order_store.cpp", "void f() {\n" + statement + "\n}\n")}).size();
}

std::size_t errors_in(const std::string& text) {
    return error_faults(error_texts({read_source("orders/order_errors.h", text)})).size();
}

BOOST_AUTO_TEST_SUITE(planted)

BOOST_AUTO_TEST_CASE(a_house_in_order_is_left_alone) {
    BOOST_TEST(
        includes_of({{"core/money.h", "#include <string>\n#include \"core/ids.h\"\n"},
                     {"db/tx.h", "#include <cppconn/driver.h>\n#include \"core/ids.h\"\n"},
                     {"http/router.h", "#include <Poco/URI.h>\n#include \"db/tx.h\"\n"},
                     {"orders/place.cpp",
                      "#include \"orders/order.h\"\n#include \"vehicles/vehicles.h\"\n#include \"http/router.h\"\n"},
                     {"vehicles/vehicles.h", "#include \"db/tx.h\"\n"},
                     {"app/routes.cpp", "#include \"orders/orders.h\"\n"},
                     {"main.cpp", "#include \"app/config.h\"\n"}})
            .empty());
}

BOOST_AUTO_TEST_CASE(each_broken_arrow_is_found) {
    for (const auto& [path, text] : {std::pair{"core/money.h", "#include \"db/sql.h\"\n"},
                                     {"core/money.h", "#include <nlohmann/json.hpp>\n"},
                                     {"core/money.cpp", "#include <Poco/Foundation.h>\n"},
                                     {"db/tx.cpp", "#include \"http/router.h\"\n"},
                                     {"db/tx.cpp", "#include \"orders/orders.h\"\n"},
                                     {"http/router.cpp", "#include \"identity/identity.h\"\n"},
                                     {"http/router.cpp", "#include <cppconn/connection.h>\n"},
                                     {"orders/place.cpp", "#include \"vehicles/vehicle_store.h\"\n"},
                                     {"orders/place.cpp", "#include \"app/config.h\"\n"},
                                     {"orders/place.cpp", "#include <mysql_driver.h>\n"},
                                     {"app/routes.cpp", "#include \"orders/order_store.h\"\n"},
                                     {"orders/deep/place.cpp", "  #  include \"vehicles/vehicle_store.h\"\n"}}) {
        BOOST_TEST(includes_of({{path, text}}).size() == 1u, path << " " << text);
    }
}

BOOST_AUTO_TEST_CASE(a_circle_of_slices_is_found) {
    const auto faults = includes_of({{"orders/a.cpp", "#include \"vehicles/vehicles.h\"\n"},
                                     {"vehicles/b.cpp", "#include \"care/care.h\"\n"},
                                     {"care/care.h", "#include \"orders/orders.h\"\n"}});
    BOOST_TEST_REQUIRE(faults.size() == 3u);
    BOOST_TEST(faults[0] == "slices in a circle: care -> orders -> vehicles -> care");
}

BOOST_AUTO_TEST_CASE(an_include_in_a_comment_is_none) {
    BOOST_TEST(includes_of({{"core/money.h", "// #include \"db/sql.h\"\n/*\n#include \"db/sql.h\"\n*/\n"}}).empty());
}

BOOST_AUTO_TEST_CASE(a_bridge_that_leans_on_the_line_is_found) {
    const auto faults = bridge_include_faults(
        {read_source("bridge/deliverer.cpp", "#include \"line-simulator/station.h\"\n"),
         read_source("line-simulator/station.cpp", "#include \"bridge/inbox.h\"\n#include \"b2mml/message.h\"\n"),
         read_source("bridge/office.cpp", "#include \"http/router.h\"\n")});
    BOOST_TEST(faults.size() == 3u);
}

BOOST_AUTO_TEST_CASE(text_pasted_into_sql_is_found) {
    BOOST_TEST(sql_in(R"(tx.execute("DELETE FROM feed WHERE id = ?", id);)") == 0u);
    BOOST_TEST(sql_in(R"(tx.execute("SELECT id, "
                                    "name FROM person", id);)") == 0u);
    BOOST_TEST(sql_in(R"(run("SELECT id FROM person WHERE name = '" + name + "'");)") == 1u);
    BOOST_TEST(sql_in(R"(text += "ORDER BY id";)") == 1u);
    BOOST_TEST(sql_in(R"(text << "SELECT id FROM person WHERE name = " << name;)") == 1u);
    BOOST_TEST(sql_in("text = table + R\"(\n  WHERE id = 1)\";") == 1u);
    BOOST_TEST(sql_in(R"(log("Select a car" + name);)") == 0u);
}

BOOST_AUTO_TEST_CASE(select_star_is_found_and_counting_is_not) {
    BOOST_TEST(sql_in(R"(tx.list(map, "SELECT * FROM person");)") == 1u);
    BOOST_TEST(sql_in(R"(tx.list(map, "SELECT o.id, p.* FROM person p");)") == 1u);
    BOOST_TEST(sql_in(R"(tx.value<int>("n", "SELECT COUNT(*) AS n FROM person WHERE a * b > 1");)") == 0u);
}

BOOST_AUTO_TEST_CASE(a_raw_connection_outside_db_is_found) {
    BOOST_TEST(sql_in("marque::db::Connection raw(config, mode);") == 1u);
    BOOST_TEST(sql_in("sql::Connection* raw = nullptr;") == 1u);
    BOOST_TEST(sql_in("db::ConnectionLost lost; db::Sql text = literal;") == 0u);
}

BOOST_AUTO_TEST_CASE(an_error_that_says_too_little_is_found) {
    const std::string good =
        "inline constexpr ErrorSpec a{ErrorKind::conflict, \"order.late\", \"Too late for \"\n \"{number}.\", "
        "\"{number}已过期。\"};\n";
    BOOST_TEST(errors_in(good) == 0u);
    const auto elsewhere = read_source("care/care_errors.h", good);
    BOOST_TEST(error_faults(error_texts({read_source("orders/order_errors.h", good), elsewhere})).size() == 1u);
    BOOST_TEST(
        errors_in("constexpr core::ErrorSpec a{core::ErrorKind::conflict, \"late\", \"Too late.\", \"已过期。\"};") ==
        1u);
    BOOST_TEST(errors_in("constexpr ErrorSpec a{ErrorKind::conflict, \"order.late\", \"\", \"已过期。\"};") == 1u);
    BOOST_TEST(errors_in("constexpr ErrorSpec a{ErrorKind::conflict, \"order.late\", \"Too late.\", \"Too late.\"};") ==
               1u);
    BOOST_TEST(
        errors_in(
            "constexpr ErrorSpec a{ErrorKind::conflict, \"order.late\", \"Late: {number}.\", \"已过期：{no}。\"};") ==
        1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
