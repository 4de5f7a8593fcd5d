#include "quotes/capital_amount.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

std::string spelt(const char* amount) { return marque::quotes::capital_amount(*core::Money::parse(amount)); }

BOOST_AUTO_TEST_SUITE(quotes)
BOOST_AUTO_TEST_SUITE(capital_amount)

BOOST_AUTO_TEST_CASE(a_price_is_spelt_as_on_a_bill) {
    BOOST_TEST(spelt("167000.00") == "壹拾陆万柒仟元整");
    BOOST_TEST(spelt("248800.00") == "贰拾肆万捌仟捌佰元整");
    BOOST_TEST(spelt("100000.00") == "壹拾万元整");
    BOOST_TEST(spelt("123456789.00") == "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整");
    BOOST_TEST(spelt("10000000.00") == "壹仟万元整");
    BOOST_TEST(spelt("0.00") == "零元整");
}

BOOST_AUTO_TEST_CASE(zeros_inside_are_said_once) {
    BOOST_TEST(spelt("1409.50") == "壹仟肆佰零玖元伍角整");
    BOOST_TEST(spelt("6007.14") == "陆仟零柒元壹角肆分");
    BOOST_TEST(spelt("100010001.00") == "壹亿零壹万零壹元整");
    BOOST_TEST(spelt("200000008.00") == "贰亿零捌元整");
    BOOST_TEST(spelt("325.04") == "叁佰贰拾伍元零肆分");
    BOOST_TEST(spelt("0.07") == "柒分");
}

BOOST_AUTO_TEST_CASE(figures_stand_in_groups_of_three) {
    using marque::quotes::grouped;
    BOOST_TEST(grouped(core::Money{12}) == "0.12");
    BOOST_TEST(grouped(core::Money{99'999}) == "999.99");
    BOOST_TEST(grouped(core::Money{100'000}) == "1,000.00");
    BOOST_TEST(grouped(core::Money{123'456'789'00}) == "123,456,789.00");
    BOOST_TEST(grouped(core::Money{-100'000}) == "-1,000.00");
    BOOST_TEST(grouped(core::Money{-99'900}) == "-999.00");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
