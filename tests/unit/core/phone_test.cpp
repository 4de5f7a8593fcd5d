#include "core/phone.h"

#include <boost/test/unit_test.hpp>

namespace {

using marque::core::parse_phone;

BOOST_AUTO_TEST_SUITE(core)
BOOST_AUTO_TEST_SUITE(phone)

BOOST_AUTO_TEST_CASE(a_chinese_number_is_known_however_it_is_typed) {
    for (const char* typed :
         {"13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "0086 138 0013 8000", "+8613800138000"}) {
        BOOST_TEST(parse_phone(typed).value_or("refused") == "+8613800138000", typed);
    }
    BOOST_TEST(parse_phone("021-62345678").value_or("refused") == "+862162345678");
    BOOST_TEST(parse_phone("(010) 6234 5678").value_or("refused") == "+861062345678");
}

BOOST_AUTO_TEST_CASE(a_foreign_number_needs_its_country_code) {
    BOOST_TEST(parse_phone("+49 30 901820").value_or("refused") == "+4930901820");
    BOOST_TEST(parse_phone("+1 202-456-1111").value_or("refused") == "+12024561111");
    BOOST_TEST(parse_phone("+852 2123 4567").value_or("refused") == "+85221234567");
}

BOOST_AUTO_TEST_CASE(what_no_exchange_would_connect_is_refused) {
    for (const char* typed :
         {"", "1380013800", "138001380000", "23800138000", "phone", "+86", "+999 12345678", "0", "110x"}) {
        BOOST_TEST(!parse_phone(typed).has_value(), typed);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
