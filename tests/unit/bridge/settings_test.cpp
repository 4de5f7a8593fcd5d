#include "bridge/settings.h"

#include <Poco/Util/MapConfiguration.h>

#include <boost/test/unit_test.hpp>

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

using Keys = std::vector<std::pair<std::string, std::string>>;

Settings settings_with(const Keys& more) {
    Poco::AutoPtr<Poco::Util::MapConfiguration> config(new Poco::Util::MapConfiguration);
    config->setString("data_dir", "/tmp");
    config->setString("server.token_file", "/tmp/token");
    for (const auto& [key, value] : more) config->setString(key, value);
    return read_settings(*config);
}

std::string refusal_of(const Keys& more) {
    try {
        settings_with(more);
    } catch (const std::invalid_argument& refusal) {
        return refusal.what();
    }
    return "taken";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bridge_settings)

BOOST_AUTO_TEST_CASE(how_long_a_request_and_a_question_may_rest_at_most_can_be_set) {
    const auto line =
        settings_with({{"request_retry_longest_seconds", "10"}, {"gap_retry_longest_seconds", "5"}}).lines[0];
    BOOST_TEST((line.request_retry_longest == 10s));
    BOOST_TEST((line.gap_retry_longest == 5s));
    const auto usual = settings_with({}).lines[0];
    BOOST_TEST((usual.request_retry_longest == 300s));
    BOOST_TEST((usual.gap_retry_longest == 300s));
}

BOOST_AUTO_TEST_CASE(a_setting_for_one_line_goes_before_the_one_for_all) {
    const auto lines = settings_with({{"line", "ga-1,ga-2"},
                                      {"gap_retry_seconds", "3"},
                                      {"lines.ga-2.gap_retry_seconds", "7"},
                                      {"lines.ga-2.broker.user_name", "second"}})
                           .lines;
    BOOST_TEST((lines[0].gap_retry == 3s));
    BOOST_TEST((lines[1].gap_retry == 7s));
    BOOST_TEST(lines[1].broker.user_name == "second");
}

BOOST_AUTO_TEST_CASE(a_key_that_nobody_reads_is_refused_by_its_name) {
    BOOST_TEST(refusal_of({{"gap_retry_longest", "5"}}).starts_with("no such setting: gap_retry_longest"));
    BOOST_TEST(refusal_of({{"broker", "tcp://x"}}).starts_with("no such setting: broker"));
    BOOST_TEST(refusal_of({{"broker.url", "tcp://x"}}).starts_with("no such setting: broker.url"));
    BOOST_TEST(refusal_of({{"lines.ga-1.broker.url", "x"}}).starts_with("no such setting: lines.ga-1.broker.url"));
    BOOST_TEST(refusal_of({{"lines.ga-2.topic_prefix", "a/b/c/d"}}).find("does not name") != std::string::npos);
    BOOST_TEST(refusal_of({{"lines.ga-1.health_port", "1"}}).find("for one line alone") != std::string::npos);
}

// What is in an address is in the log.
BOOST_AUTO_TEST_CASE(an_address_with_a_password_is_refused_and_not_shown) {
    for (const auto& [key, value] : Keys{{"broker.urls", "tcp://bridge:S3cret@127.0.0.1:1883"},
                                         {"broker.urls", "tcp://127.0.0.1:1883, ssl://bridge:S3cret@other:8883"},
                                         {"lines.ga-1.broker.urls", "tcp://bridge:S3cret@127.0.0.1"},
                                         {"server.url", "https://bridge:S3cret@marque.example"},
                                         {"server.url", "bridge:S3cret@marque.example"}}) {
        const auto refusal = refusal_of({{key, value}});
        BOOST_TEST(refusal.find("user name") != std::string::npos, refusal);
        BOOST_TEST(refusal.find("S3cret") == std::string::npos, refusal);
    }
    BOOST_TEST(refusal_of({{"server.url", "ftp://marque.example"}}) ==
               "server.url must start with http:// or https://");
}

BOOST_AUTO_TEST_CASE(two_lines_with_one_name_at_a_broker_are_refused) {
    BOOST_TEST(refusal_of({{"line", "ga-1,ga-2"}, {"broker.client_id", "bridge"}}).find("broker.client_id bridge") !=
               std::string::npos);
    BOOST_TEST(refusal_of({{"line", "ga-1,ga-2"}}) == "taken");
    BOOST_TEST(refusal_of({{"line", "ga-1,ga-2"},
                           {"broker.client_id", "bridge"},
                           {"lines.ga-2.broker.urls", "tcp://other:1883"}}) == "taken");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge
