#include <boost/test/unit_test.hpp>

#include "core/error.h"
#include "vehicles/vehicles.h"

namespace {

using namespace marque;

/// What `text` is told; empty when it is a VIN.
std::string refusal(const std::string& text, core::Language language = core::Language::en) {
    try {
        marque::vehicles::require_vin(text);
        return {};
    } catch (const core::Error& error) {
        BOOST_TEST(error.spec().code == "vehicle.vin_invalid");
        BOOST_TEST((error.spec().kind == core::ErrorKind::invalid));
        return error.sentence(language);
    }
}

bool says(const std::string& sentence, const std::string& part) { return sentence.find(part) != std::string::npos; }

/// An American textbook VIN with check digit X.
const std::string good = "1M8GDM9AXKP042788";

BOOST_AUTO_TEST_SUITE(vehicles)

BOOST_AUTO_TEST_CASE(a_vin_is_taken_in_any_case_and_with_blanks_around) {
    BOOST_TEST(refusal(good).empty());
    BOOST_TEST(marque::vehicles::require_vin(" 1m8gdm9axkp042788 ").text() == good);
}

BOOST_AUTO_TEST_CASE(a_vin_of_another_market_needs_no_check_digit) { BOOST_TEST(refusal("WVWZZZ1JZXW000001").empty()); }

BOOST_AUTO_TEST_CASE(a_wrong_length_is_counted_in_characters) {
    BOOST_TEST(says(refusal("1M8GDM9AXKP04278"), "this one has 16"));
    BOOST_TEST(says(refusal(""), "this one has 0"));
    BOOST_TEST(says(refusal("别克君越"), "this one has 4"));
    BOOST_TEST(says(refusal("1M8GDM9AXKP0427888", core::Language::zh), "18 位"));
}

BOOST_AUTO_TEST_CASE(wrong_characters_are_named_once_each) {
    BOOST_TEST(says(refusal("1M8GDM9AXKPO427OI"), "wrong here: O I"));
    BOOST_TEST(says(refusal("1M8GDM9AXKP04278车"), "wrong here: 车"));
}

BOOST_AUTO_TEST_CASE(a_wrong_check_digit_says_what_it_should_be) {
    const auto sentence = refusal("1M8GDM9A5KP042788");
    BOOST_TEST(says(sentence, "is 5"));
    BOOST_TEST(says(sentence, "give X"));
}

BOOST_AUTO_TEST_CASE(in_a_body_the_field_is_named) {
    try {
        marque::vehicles::require_vin("short", "/vin");
        BOOST_FAIL("a short VIN was taken");
    } catch (const core::Error& error) {
        BOOST_REQUIRE(error.fields().size() == 1);
        BOOST_TEST(error.fields().front().pointer == "/vin");
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
