#include "core/money.h"

#include <boost/test/unit_test.hpp>

namespace {

using marque::core::Hundredths;
using marque::core::Money;

BOOST_AUTO_TEST_SUITE(core)
BOOST_AUTO_TEST_SUITE(money)

BOOST_AUTO_TEST_CASE(an_amount_is_written_with_two_decimals) {
    BOOST_TEST(Money{12345600}.text() == "123456.00");
    BOOST_TEST(Money{12340}.text() == "123.40");
    BOOST_TEST(Money{5}.text() == "0.05");
    BOOST_TEST(Money{0}.text() == "0.00");
    BOOST_TEST(Money{-5}.text() == "-0.05");
    BOOST_TEST(Money{-12345}.text() == "-123.45");
}

BOOST_AUTO_TEST_CASE(an_amount_may_leave_out_decimals_when_read) {
    BOOST_TEST(Money::parse("123")->cents == 12300);
    BOOST_TEST(Money::parse("123.4")->cents == 12340);
    BOOST_TEST(Money::parse("123.45")->cents == 12345);
    BOOST_TEST(Money::parse("-0.01")->cents == -1);
    BOOST_TEST(Money::parse("0")->cents == 0);
    BOOST_TEST(Money::parse("999999999999.99")->cents == 99999999999999);
}

BOOST_AUTO_TEST_CASE(what_is_no_decimal_amount_is_refused) {
    for (const char* text : {"", "-", ".", "1.", ".5", "1.234", "1,5", "1e3", "+1", " 1", "1 ", "--1", "1.-5", "0x10",
                             "NaN", "１", "1000000000000", "¥1"}) {
        BOOST_TEST(!Money::parse(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(reading_what_was_written_gives_the_same_amount) {
    for (const std::int64_t cents : {0L, 1L, -1L, 99L, 100L, -100L, 123456789L, -99999999999999L}) {
        BOOST_TEST(Money::parse(Money{cents}.text())->cents == cents);
    }
}

BOOST_AUTO_TEST_CASE(price_times_quantity_is_rounded_half_away_from_zero) {
    BOOST_TEST((Money{20000} * Hundredths{150}).cents == 30000);
    BOOST_TEST((Money{1} * Hundredths{50}).cents == 1);
    BOOST_TEST((Money{1} * Hundredths{49}).cents == 0);
    BOOST_TEST((Money{-1} * Hundredths{50}).cents == -1);
    BOOST_TEST((Money{-1} * Hundredths{49}).cents == 0);
    BOOST_TEST((Money{3333} * Hundredths{33}).cents == 1100);
}

BOOST_AUTO_TEST_CASE(the_dearest_price_times_a_large_quantity_does_not_overflow) {
    BOOST_TEST((Money{99999999999999} * Hundredths{1000000}).cents == 999999999999990000);
}

BOOST_AUTO_TEST_CASE(amounts_add_up_and_compare) {
    BOOST_TEST((Money{100} + Money{50} - Money{1}).cents == 149);
    BOOST_TEST((Money{100} < Money{101}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
