#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "b2mml/document.h"
#include "b2mml/parse.h"
#include "b2mml/write.h"

// The reader of the line's messages takes what another reader of JSON takes, and nothing else.
namespace marque::b2mml {
namespace {

bool is_read(std::string_view text) { return Document(text).fault() == Document::Fault::none; }
bool another_reads(std::string_view text) { return nlohmann::json::accept(text.begin(), text.end()); }

nlohmann::json copy_of(const Document& document, std::uint32_t index = 0) {
    const auto& value = document.at(index);
    auto copy =
        nlohmann::json(value.kind == Document::Kind::object ? nlohmann::json::object() : nlohmann::json::array());
    for (auto i = value.first; i != Document::none; i = document.at(i).next) {
        if (value.kind == Document::Kind::object)
            copy[std::string(document.at(i).name)] = copy_of(document, i);
        else
            copy.push_back(copy_of(document, i));
    }
    if (value.kind == Document::Kind::text) return std::string(value.text);
    if (value.kind == Document::Kind::number) return nlohmann::json::parse(value.text);
    if (value.kind == Document::Kind::null) return nullptr;
    return copy;
}

std::vector<std::string> example_messages() {
    std::vector<std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(EXAMPLES_DIR)) {
        std::ifstream file(entry.path());
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return texts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(document)

BOOST_AUTO_TEST_CASE(what_is_json_is_read_and_what_is_not_is_refused) {
    const std::vector<std::string> texts{"",
                                         " ",
                                         "{}",
                                         "[]",
                                         "null",
                                         "true",
                                         "false",
                                         "tru",
                                         "nul",
                                         "0",
                                         "-0",
                                         "01",
                                         "-",
                                         "1.",
                                         ".5",
                                         "1.5e3",
                                         "1e",
                                         "1e+",
                                         "1E-2",
                                         "1e999",
                                         "-1e999",
                                         std::string(400, '9'),
                                         "123456789012345678901234",
                                         "+1",
                                         "0x10",
                                         "NaN",
                                         "\"\"",
                                         "\"",
                                         "\"a",
                                         R"("\"")",
                                         R"("\)",
                                         R"("\x")",
                                         R"("\u12")",
                                         R"("\u00e9")",
                                         R"("\ud83d\ude97")",
                                         R"("\ud83d")",
                                         R"("\ud83dx")",
                                         R"("\ude97")",
                                         R"("\ud83d\u0041")",
                                         "\"\xc3\xa9\"",
                                         "\"\xc3\"",
                                         "\"\xc0\xaf\"",
                                         "\"\xe0\x80\xaf\"",
                                         "\"\xed\xa0\x80\"",
                                         "\"\xf4\x8f\xbf\xbf\"",
                                         "\"\xf4\x90\x80\x80\"",
                                         "\"\xff\"",
                                         "\"\x7f\"",
                                         "\"\t\"",
                                         std::string("\"a\0b\"", 5),

                                         "\xef\xbb\xbf{}",
                                         "\xef\xbb",
                                         "{\"a\":1}",
                                         "{\"a\":1,}",
                                         "{\"a\"}",
                                         "{a:1}",
                                         "{\"a\":1 \"b\":2}",
                                         "[1,2]",
                                         "[1,]",
                                         "[,1]",
                                         "[1 2]",
                                         "[",
                                         "{",
                                         "{}}",
                                         "{} {}",
                                         "[1]x",
                                         "\n{\r\t\"a\" : [ ] }\n",
                                         "{\"a\":{\"a\":1}}"};
    for (const auto& text : texts) BOOST_TEST(is_read(text) == another_reads(text), text);
}

BOOST_AUTO_TEST_CASE(a_message_is_read_as_another_reader_reads_it) {
    const auto texts = example_messages();
    BOOST_REQUIRE(!texts.empty());
    for (const auto& text : texts) {
        const Document document(text);
        BOOST_REQUIRE(document.fault() == Document::Fault::none);
        BOOST_TEST((copy_of(document) == nlohmann::json::parse(text)));
    }
}

BOOST_AUTO_TEST_CASE(a_message_damaged_on_the_way_is_refused_where_another_reader_refuses_it) {
    std::mt19937 chance(7);
    const auto texts = example_messages();
    for (int round = 0; round < 4000; ++round) {
        auto text = texts[chance() % texts.size()];
        const auto place = chance() % text.size();
        switch (chance() % 3) {
            case 0:
                text[place] = static_cast<char>(chance() % 256);
                break;
            case 1:
                text.erase(place, 1 + chance() % 5);
                break;
            default:
                text.insert(place, 1, "\"\\{}[],:0\n\x80\xe2"[chance() % 12]);
        }
        BOOST_REQUIRE_MESSAGE(is_read(text) == another_reads(text), text);
    }
}

BOOST_AUTO_TEST_CASE(a_member_named_twice_is_noticed_however_many_there_are) {
    BOOST_TEST(Document(R"({"a":1,"b":2,"a":3})").named_twice());
    BOOST_TEST(Document(R"([{"x":{"a":1,"\u0061":2}}])").named_twice());
    BOOST_TEST(!Document(R"({"a":{"a":1},"b":{"a":2}})").named_twice());
    std::string many = "{";
    for (int i = 0; i < 100; ++i) many += "\"m" + std::to_string(i) + "\":0,";
    BOOST_TEST(!Document(many + "\"x\":0}").named_twice());
    BOOST_TEST(Document(many + "\"m42\":0}").named_twice());
}

BOOST_AUTO_TEST_CASE(what_nests_too_deep_is_not_followed) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    BOOST_TEST((Document(nested(64)).fault() == Document::Fault::none));
    BOOST_TEST((Document(nested(65)).fault() == Document::Fault::too_deep));
    BOOST_TEST((Document(std::string(1'000'000, '[')).fault() == Document::Fault::too_deep));
}

BOOST_AUTO_TEST_CASE(a_value_knows_its_place) {
    const Document document(R"({"a":[0,{"b":"c"}]})");
    BOOST_TEST(document.pointer(0) == "");
    BOOST_TEST(document.pointer(4) == "/a/1/b");
}

BOOST_AUTO_TEST_CASE(a_text_is_read_as_it_was_meant) {
    const std::string text = std::string("a\"b\\c/\n\t\x01\x7f", 10) + std::string(1, '\0') + "车\xf0\x9f\x9a\x97";
    BOOST_TEST(std::string(Document(nlohmann::json(text).dump()).at(0).text) == text);
}

// Its reason goes back to the line in a receipt, which has to be JSON.
BOOST_AUTO_TEST_CASE(the_name_of_an_unknown_message_is_told_in_whole_characters) {
    std::string name;
    while (name.size() < 150) name += "车";
    const auto parsed =
        parse("{\"" + name + R"(":{"ApplicationArea":{"BODID":"8a1f0f5e-0000-4000-8000-000000000001"}}})");
    const auto& error = std::get<ParseError>(parsed);
    BOOST_TEST((error.fault == ParseFault::wrong_shape));
    BOOST_TEST(error.bodid == "8a1f0f5e-0000-4000-8000-000000000001");
    BOOST_TEST(another_reads(write(Receipt{{}, "", false, "INVALID_MESSAGE", describe(error)})));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::b2mml
