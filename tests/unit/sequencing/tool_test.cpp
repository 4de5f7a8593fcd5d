#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/paths.h"
#include "support/process.h"
#include "unit/sequencing/mixed_line.h"

namespace marque {
namespace {

using nlohmann::json;

constexpr const char* six_cars = "6 2 3\n1 1\n2 3\n7 2 1 0\n8 2 0 1\n9 2 0 0\n";

/// The objects that were printed, and the sentences between them.
struct Said {
    int status = 0;
    std::vector<json> objects;
    std::string text;
};

Said marque_sequence(std::vector<std::string> words) {
    words.insert(words.begin(), (support::bin_dir / "marque-sequence").string());
    const auto finished = support::run("marque-sequence", words);
    Said said{finished.status, {}, finished.output};
    std::istringstream lines(finished.output);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("{")) said.objects.push_back(json::parse(line));
    }
    return said;
}

std::string file_with(const support::TempDir& folder, const std::string& name, const std::string& text) {
    const auto path = folder.path() / name;
    support::write_file(path, text);
    return path.string();
}

BOOST_AUTO_TEST_SUITE(sequencing)
BOOST_AUTO_TEST_SUITE(tool)

BOOST_AUTO_TEST_CASE(one_object_a_file) {
    const support::TempDir folder;
    const auto file = file_with(folder, "six.txt", six_cars);
    const auto said = marque_sequence({"--seconds", "5", "--seed", "3", file, file});
    BOOST_TEST(said.status == 0);
    BOOST_TEST_REQUIRE(said.objects.size() == 2u);
    const auto& object = said.objects[0];
    BOOST_TEST(object.at("file") == file);
    auto classes = object.at("sequence").get<std::vector<int>>();
    std::sort(classes.begin(), classes.end());
    BOOST_TEST((classes == std::vector<int>{7, 7, 8, 8, 9, 9}));
    BOOST_TEST(object.at("violations") == 0);
    BOOST_TEST((object.at("violations_by_option") == json{0, 0}));
    BOOST_TEST(object.at("lower_bound") == 0);
    BOOST_TEST(object.at("optimal") == true);
    BOOST_TEST(object.at("seconds").is_number());
    BOOST_TEST(object.at("seed") == 3);
    BOOST_TEST(object.at("sequence") == said.objects[1].at("sequence"));
}

BOOST_AUTO_TEST_CASE(a_bad_file_is_said_with_its_lines_and_the_others_are_done) {
    const support::TempDir folder;
    const auto good = file_with(folder, "good.txt", six_cars), bad = file_with(folder, "bad.txt", "6 2 3\n1 1\n2 z\n");
    const auto missing = (folder.path() / "missing.txt").string();
    const auto said = marque_sequence({bad, missing, folder.path().string(), good});
    BOOST_TEST(said.status == 1);
    BOOST_TEST_REQUIRE(said.objects.size() == 4u);
    BOOST_TEST(said.objects[0].at("errors").at(0).at("line") == 3);
    BOOST_TEST(said.text.find(bad + ":3: \"z\" is not a whole number") != std::string::npos);
    BOOST_TEST(said.objects[1].at("errors").at(0).at("message") == "The file cannot be opened.");
    BOOST_TEST(said.objects[2].at("errors").size() == 1u);
    BOOST_TEST(said.objects[3].at("violations") == 0);
}

BOOST_AUTO_TEST_CASE(wrong_words_are_answered_with_the_usage) {
    const std::vector<std::vector<std::string>> wrong{{},
                                                      {"--seconds"},
                                                      {"--seconds", "0", "x"},
                                                      {"--seconds", "nan", "x"},
                                                      {"--seconds", "1x", "x"},
                                                      {"--seed", "-1", "x"},
                                                      {"--seed=", "x"},
                                                      {"--seconds=0", "x"},
                                                      {"--help=1", "x"},
                                                      {"--fast", "x"}};
    for (const auto& words : wrong) {
        const auto said = marque_sequence(words);
        BOOST_TEST(said.status == 2);
        BOOST_TEST(said.objects.empty());
        BOOST_TEST(said.text.find("--seconds N") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_value_may_stand_behind_an_equals_sign) {
    const support::TempDir folder;
    const auto said = marque_sequence({"--seconds=5", "--seed=3", file_with(folder, "six.txt", six_cars)});
    BOOST_TEST(said.status == 0);
    BOOST_TEST_REQUIRE(said.objects.size() == 1u);
    BOOST_TEST(said.objects[0].at("seed") == 3);
}

BOOST_AUTO_TEST_CASE(who_asks_for_help_is_told_how_and_nothing_is_done) {
    const auto said = marque_sequence({"--help"});
    BOOST_TEST(said.status == 0);
    BOOST_TEST(said.objects.empty());
    BOOST_TEST(said.text.starts_with("marque-sequence [--seconds N]"));
}

BOOST_AUTO_TEST_CASE(every_published_instance_is_read_and_sequenced) {
    const auto folder = support::source_dir.parent_path() / "shared/data/carseq";
    if (!std::filesystem::exists(folder)) {
        BOOST_TEST_MESSAGE("skipped: no ../shared");
        return;
    }
    std::vector<std::string> words{"--steps", "200000"};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.ends_with(".txt") && name != "LICENSE.txt") words.push_back(entry.path().string());
    }
    const auto said = marque_sequence(words);
    BOOST_TEST(said.status == 0);
    BOOST_TEST(said.objects.size() == words.size() - 2);
    for (const auto& object : said.objects) {
        BOOST_TEST(object.at("violations").get<int>() >= object.at("lower_bound").get<int>());
        // Easy ones are solved within these steps, whatever the machine.
        if (object.at("file").get<std::string>().find("/easy/") != std::string::npos)
            BOOST_TEST(object.at("violations") == 0, object.at("file").get<std::string>());
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
