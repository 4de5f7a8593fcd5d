#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>

#include "arch/rules.h"
#include "db/migrations.h"
#include "support/paths.h"
#include "support/process.h"

namespace {

using namespace marque::arch;
using namespace marque::support;

std::string joined(const Faults& faults) {
    std::string text;
    for (const auto& fault : faults) text += fault + "\n";
    return text;
}

const std::vector<SourceFile>& server_tree() {
    static const auto tree = read_tree(source_dir / "server");
    return tree;
}

std::vector<SourceFile> whole_tree() {
    auto tree = server_tree();
    const auto bridge = read_tree(source_dir / "mes-bridge");
    tree.insert(tree.end(), bridge.begin(), bridge.end());
    return tree;
}

BOOST_AUTO_TEST_SUITE(arch)

BOOST_AUTO_TEST_CASE(the_trees_are_there) {
    BOOST_TEST(server_tree().size() > 100u);
    BOOST_TEST(error_texts(whole_tree()).size() > 40u);
}

BOOST_AUTO_TEST_CASE(arrows_point_one_way) { BOOST_TEST(joined(include_faults(server_tree())) == ""); }

BOOST_AUTO_TEST_CASE(the_bridge_and_the_line_are_two_programs) {
    BOOST_TEST(joined(bridge_include_faults(read_tree(source_dir / "mes-bridge"))) == "");
}

BOOST_AUTO_TEST_CASE(sql_is_constant) { BOOST_TEST(joined(sql_faults(server_tree())) == ""); }

BOOST_AUTO_TEST_CASE(every_error_has_a_code_of_its_own_and_a_sentence_in_both_languages) {
    BOOST_TEST(joined(error_faults(error_texts(whole_tree()))) == "");
}

BOOST_AUTO_TEST_CASE(every_table_can_be_made_twice_and_live_in_a_cluster) {
    for (const auto& entry : std::filesystem::directory_iterator(source_dir / "schema/migrations")) {
        for (const auto& statement : marque::db::split_statements(read_file(entry.path()))) {
            if (!statement.starts_with("CREATE TABLE")) continue;
            const auto where = entry.path().filename().string() + ": " + statement.substr(0, 60);
            BOOST_TEST((statement.starts_with("CREATE TABLE IF NOT EXISTS")), where);
            BOOST_TEST((statement.find("PRIMARY KEY") != std::string::npos), where);
            BOOST_TEST((statement.find("ENGINE=InnoDB") != std::string::npos), where);
        }
    }
}

/// "GET /orders/{}" for each operation of the contract; parameters lose their names.
std::set<std::string> contract_operations() {
    std::istringstream lines(read_file(source_dir / "docs/openapi.yaml"));
    static const std::regex path_line(R"(^  (/[^:]*):\s*$)");
    static const std::regex method_line(R"(^    (get|post|put|patch|delete):\s*$)");
    static const std::regex parameter(R"(\{[^}]*\})");
    std::set<std::string> operations;
    std::string path;
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (line.starts_with("components:")) break;
        if (std::regex_match(line, match, path_line)) path = std::regex_replace(match[1].str(), parameter, "{}");
        if (!std::regex_match(line, match, method_line)) continue;
        std::string method = match[1];
        for (char& c : method) c = static_cast<char>(std::toupper(c));
        operations.insert(method + " " + path);
    }
    return operations;
}

/// The same for what the server routes below /api/v1.
std::set<std::string> routed_operations() {
    const TempDir folder;
    const auto config = folder.path() / "marque.properties";
    write_file(config, "db.socket = " + (folder.path() / "none.sock").string() +
                           "\nschema.dir = " + (source_dir / "schema").string() + "\n");
    const auto printed =
        run("marque-admin", {(bin_dir / "marque-admin").string(), "--config", config.string(), "routes"});
    BOOST_TEST_REQUIRE(printed.status == 0, printed.output);
    static const std::regex parameter(R"(\{[^}]*\})");
    std::set<std::string> operations;
    std::istringstream lines(printed.output);
    for (std::string line; std::getline(lines, line);) {
        const auto prefix = line.find(" /api/v1/");
        if (prefix == std::string::npos) continue;
        operations.insert(line.substr(0, prefix) + " " + std::regex_replace(line.substr(prefix + 8), parameter, "{}"));
    }
    return operations;
}

BOOST_AUTO_TEST_CASE(the_contract_and_the_routes_are_the_same) {
    const auto contract = contract_operations();
    const auto routed = routed_operations();
    BOOST_TEST(contract.size() > 40u);
    for (const auto& operation : contract)
        BOOST_TEST(routed.contains(operation),
                   operation << " is in docs/openapi.yaml, but the server has no such route");
    for (const auto& operation : routed)
        BOOST_TEST(contract.contains(operation), operation << " is a route, but not in docs/openapi.yaml");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
