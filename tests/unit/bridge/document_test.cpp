#include <boost/test/unit_test.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "b2mml/document.h"
#include "b2mml/parse.h"
#include "b2mml/write.h"

// The reader of the line's messages takes JSON as RFC 8259 has it, and nothing else.
namespace marque::b2mml {
namespace {

using namespace std::string_literals;

bool is_read(std::string_view text) { return Document(text).fault() == Document::Fault::none; }

// As short as it can be written, a boolean as the word: which of the two it was nobody asks for.
std::string written_again(const Document& document, std::uint32_t index = 0) {
    const auto& value = document.at(index);
    using enum Document::Kind;
    if (value.kind == null) return "null";
    if (value.kind == boolean) return "boolean";
    if (value.kind == number) return std::string(value.text);
    if (value.kind == text) return "\"" + std::string(value.text) + "\"";
    std::string inner;
    for (auto i = value.first; i != Document::none; i = document.at(i).next) {
        if (!inner.empty()) inner += ',';
        if (value.kind == object) inner += "\"" + std::string(document.at(i).name) + "\":";
        inner += written_again(document, i);
    }
    return value.kind == object ? "{" + inner + "}" : "[" + inner + "]";
}

std::string without_blanks(const std::string& text) {
    std::string kept;
    bool quoted = false;
    for (char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted || !std::isspace(static_cast<unsigned char>(c))) kept += c;
    }
    return kept;
}

// None of them has a backslash, or anything but messages in it.
std::vector<std::string> example_messages() {
    std::vector<std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(EXAMPLES_DIR)) {
        std::ifstream file(entry.path());
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    BOOST_REQUIRE(!texts.empty());
    return texts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(document)

BOOST_AUTO_TEST_CASE(what_is_json_is_read) {
    for (const auto& text : {"{}"s,
                             "[]"s,
                             "null"s,
                             "true"s,
                             "false"s,
                             "0"s,
                             "-0"s,
                             "1.5e3"s,
                             "1E-2"s,
                             "123456789012345678901234"s,
                             "\"\""s,
                             R"("\"")"s,
                             R"("\u00e9")"s,
                             R"("\ud83d\ude97")"s,
                             R"("\u0000")"s,
                             "\"\xc3\xa9\""s,
                             "\"\xf4\x8f\xbf\xbf\""s,
                             "\"\x7f\""s,
                             "\xef\xbb\xbf{}"s,  // the last behind a byte order mark
                             "{\"a\":1}"s,
                             "[1,2]"s,
                             "\n{\r\t\"a\" : [ ] }\n"s,
                             "{\"a\":{\"a\":1}}"s})
        BOOST_TEST(is_read(text), text);
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_refused) {
    for (const auto& text : {""s,
                             " "s,
                             "tru"s,
                             "nul"s,
                             "True"s,
                             "01"s,
                             "-"s,
                             "1."s,
                             ".5"s,
                             "1e"s,
                             "1e+"s,
                             "1e999"s,
                             "-1e999"s,
                             "+1"s,
                             "0x10"s,
                             "NaN"s,
                             "\""s,
                             "\"a"s,
                             R"("\)"s,
                             R"("\x")"s,
                             R"("\u12")"s,
                             R"("\ud83d")"s,
                             R"("\ud83dx")"s,
                             R"("\ude97")"s,
                             R"("\ud83d\u0041")"s,
                             "\"\xc3\""s,
                             "\"\xc0\xaf\""s,
                             "\"\xe0\x80\xaf\""s,
                             "\"\xed\xa0\x80\""s,
                             "\"\xf4\x90\x80\x80\""s,
                             "\"\xff\""s,
                             "\"\t\""s,
                             "\xef\xbb"s,
                             "{\"a\":1,}"s,
                             "{\"a\"}"s,
                             "{a:1}"s,
                             "{'a':1}"s,
                             "{\"a\":1 \"b\":2}"s,
                             "[1,]"s,
                             "[,1]"s,
                             "[1 2]"s,
                             "["s,
                             "{"s,
                             "{}}"s,
                             "{} {}"s,
                             "[1]x"s,
                             "{}//"s})
        BOOST_TEST(!is_read(text), text);
}

BOOST_AUTO_TEST_CASE(nothing_stands_behind_a_nul) {
    for (const auto& text : {"{}\0"s, "{}\0x"s, "\"a\0\""s, "\0"s, "\0{}"s, "{\"a\"\0:1}"s})
        BOOST_TEST(!is_read(text), text);
}

BOOST_AUTO_TEST_CASE(a_message_is_read_with_all_that_is_in_it) {
    BOOST_TEST(
        written_again(Document(R"( { "a" : [ 1 , -2.50, 7e2, true , null, "x\u00e9" ] , "b":{}, "a c":"" } )")) ==
        R"({"a":[1,-2.50,7e2,boolean,null,"xé"],"b":{},"a c":""})");
    for (const auto& text : example_messages()) BOOST_TEST(written_again(Document(text)) == without_blanks(text));
}

BOOST_AUTO_TEST_CASE(a_message_damaged_on_the_way_is_refused_wherever_it_is_damaged) {
    for (const auto& text : example_messages()) {
        const auto end = text.rfind('}');
        for (std::size_t place = 0; place <= end; ++place) {
            BOOST_REQUIRE(!is_read(text.substr(0, place)));
            for (const char added : {'"', '\0', '\xff', '\x01'}) {
                auto damaged = text;
                damaged.insert(place, 1, added);
                BOOST_REQUIRE_MESSAGE(!is_read(damaged), damaged);
            }
        }
        for (const char* behind : {"x", "\"", "{}", "}", ",", "\xc3"}) BOOST_TEST(!is_read(text + behind));
        BOOST_TEST(!is_read(text + "\0 and this is not JSON"s));
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
    BOOST_TEST(is_read(write(Receipt{{}, "", false, "INVALID_MESSAGE", describe(error)})));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::b2mml
