#include "http/client_address.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

namespace {

using marque::http::asker_of;
using marque::http::TrustedProxies;

BOOST_AUTO_TEST_SUITE(http)
BOOST_AUTO_TEST_SUITE(client_address)

BOOST_AUTO_TEST_CASE(nobody_is_trusted_unless_named) {
    BOOST_TEST(TrustedProxies{}.client_of("127.0.0.1", {"203.0.113.7"}) == "127.0.0.1");
    BOOST_TEST(TrustedProxies::parse("").client_of("127.0.0.1", {"203.0.113.7"}) == "127.0.0.1");
    const auto proxies = TrustedProxies::parse("10.0.0.5, 10.1.0.0/16");
    BOOST_TEST(proxies.client_of("10.0.0.6", {"203.0.113.7"}) == "10.0.0.6");
    BOOST_TEST(proxies.client_of("10.0.0.5", {"203.0.113.7"}) == "203.0.113.7");
    BOOST_TEST(proxies.client_of("10.1.200.3", {"203.0.113.7"}) == "203.0.113.7");
}

BOOST_AUTO_TEST_CASE(what_the_client_itself_wrote_is_not_believed) {
    const auto proxies = TrustedProxies::parse("10.0.0.0/8");
    BOOST_TEST(proxies.client_of("10.0.0.5", {"198.51.100.1, 203.0.113.7"}) == "203.0.113.7");
    // HAProxy writes a header of its own behind the client's.
    BOOST_TEST(proxies.client_of("10.0.0.5", {"198.51.100.1", "203.0.113.7"}) == "203.0.113.7");
    BOOST_TEST(proxies.client_of("10.0.0.5", {"198.51.100.1, 203.0.113.7 , 10.0.0.9"}) == "203.0.113.7");
}

BOOST_AUTO_TEST_CASE(what_is_no_address_ends_the_way) {
    const auto proxies = TrustedProxies::parse("10.0.0.0/8");
    BOOST_TEST(proxies.client_of("10.0.0.5", {"unknown"}) == "10.0.0.5");
    BOOST_TEST(proxies.client_of("10.0.0.5", {"203.0.113.7, unknown, 10.0.0.9"}) == "10.0.0.9");
    BOOST_TEST(proxies.client_of("10.0.0.5", {}) == "10.0.0.5");
    BOOST_TEST(proxies.client_of("10.0.0.5", {"", ","}) == "10.0.0.5");
}

BOOST_AUTO_TEST_CASE(both_families_are_read) {
    const auto proxies = TrustedProxies::parse("fd00::/8,127.0.0.1");
    BOOST_TEST(proxies.client_of("fd00::1", {"2001:db8::5"}) == "2001:db8::5");
    BOOST_TEST(proxies.client_of("::ffff:127.0.0.1", {"203.0.113.7"}) == "203.0.113.7");
    BOOST_TEST(proxies.client_of("2001:db8::1", {"203.0.113.7"}) == "2001:db8::1");
}

BOOST_AUTO_TEST_CASE(a_setting_that_is_no_address_is_named) {
    for (const char* text : {"haproxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "fd00::/129", "10.0.0.1 10.0.0.2"}) {
        BOOST_CHECK_THROW(TrustedProxies::parse(text), std::runtime_error);
    }
}

BOOST_AUTO_TEST_CASE(a_household_of_ipv6_is_one_asker) {
    BOOST_TEST(asker_of("2001:db8:1:2:3:4:5:6") == asker_of("2001:db8:1:2::9"));
    BOOST_TEST(asker_of("2001:db8:1:2::9") != asker_of("2001:db8:1:3::9"));
    BOOST_TEST(asker_of("203.0.113.7") != asker_of("203.0.113.8"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
