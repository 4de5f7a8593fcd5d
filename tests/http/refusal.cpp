#include "http/refusal.h"

#include <boost/test/unit_test.hpp>
#include <regex>

namespace marque::support {

bool is_sentence(const std::string& text) {
    static const std::regex slot("\\{[a-z_]+\\}");
    return !text.empty() && !std::regex_search(text, slot);
}

bool has_chinese(const std::string& text) {
    for (const unsigned char byte : text) {
        if (byte >= 0xe3) return true;
    }
    return false;
}

std::string refusal(HttpClient& client, const std::function<Reply()>& ask) {
    client.language("en");
    const Reply english = ask();
    client.language("zh-CN");
    const Reply chinese = ask();
    if (english.code().empty()) return std::to_string(english.status) + " " + english.body;
    BOOST_TEST(english.status == chinese.status);
    BOOST_TEST(english.code() == chinese.code());
    const auto said = english.json();
    const auto said_in_chinese = chinese.json();
    BOOST_TEST(is_sentence(said.at("detail").get<std::string>()), english.body);
    BOOST_TEST(is_sentence(said_in_chinese.at("detail").get<std::string>()), chinese.body);
    BOOST_TEST(has_chinese(said_in_chinese.at("detail").get<std::string>()), chinese.body);
    BOOST_TEST((said.at("detail") != said_in_chinese.at("detail")), english.body);
    return std::to_string(english.status) + " " + english.code();
}

std::set<std::string> faults(const Reply& reply) {
    std::set<std::string> found;
    const auto problem = reply.json();
    for (const auto& error : problem.value("errors", Json::array())) {
        found.insert(error.at("pointer").get<std::string>() + " " + error.at("code").get<std::string>());
    }
    return found;
}

}  // namespace marque::support
