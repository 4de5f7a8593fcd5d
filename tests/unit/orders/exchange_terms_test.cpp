#include <boost/test/unit_test.hpp>

#include "orders/exchange.h"

namespace {

using marque::catalog::Family;
using marque::core::FeatureId;
using marque::core::Money;
using marque::orders::ExchangeFeature;
using marque::orders::terms_of_exchange;

ExchangeFeature feature(unsigned id, Family family, std::int64_t yuan, bool included = false) {
    return {FeatureId{id}, family, "F" + std::to_string(id), {"", ""}, Money{yuan * 100}, included};
}

const ExchangeFeature base = feature(1, Family::trim, 150'000);
const ExchangeFeature red = feature(2, Family::exterior_colour, 0);
const ExchangeFeature pearl = feature(3, Family::exterior_colour, 3'000);
const ExchangeFeature roof = feature(4, Family::option, 5'000);
const ExchangeFeature hook = feature(5, Family::option, 2'000);

BOOST_AUTO_TEST_SUITE(orders)
BOOST_AUTO_TEST_SUITE(exchange_terms)

BOOST_AUTO_TEST_CASE(a_car_as_it_was_ordered_differs_in_nothing_and_costs_the_same) {
    const auto terms = terms_of_exchange({base, red}, {red, base}, Money{149'000'00});
    BOOST_TEST(terms.differences.empty());
    BOOST_TEST(terms.price.text() == "149000.00");
}

BOOST_AUTO_TEST_CASE(one_colour_for_another_is_one_difference) {
    const auto terms = terms_of_exchange({base, red}, {base, pearl}, Money{150'000'00});
    BOOST_REQUIRE(terms.differences.size() == 1u);
    BOOST_TEST(terms.differences.front().ordered->code == "F2");
    BOOST_TEST(terms.differences.front().built->code == "F3");
    BOOST_TEST(terms.price.text() == "153000.00");
}

BOOST_AUTO_TEST_CASE(one_option_for_another_is_two) {
    const auto terms = terms_of_exchange({base, red, roof}, {base, red, hook}, Money{155'000'00});
    BOOST_TEST(terms.differences.size() == 2u);
    BOOST_TEST(terms.price.text() == "152000.00");
}

BOOST_AUTO_TEST_CASE(what_stays_keeps_the_price_it_was_promised_at_and_a_discount_stays) {
    auto dearer = base;
    dearer.amount = Money{160'000'00};
    const auto terms = terms_of_exchange({base, red}, {dearer, pearl}, Money{148'000'00});
    BOOST_TEST(terms.price.text() == "151000.00");
    BOOST_TEST(terms.features.front().amount.text() == "150000.00");
}

BOOST_AUTO_TEST_CASE(what_comes_with_a_trim_costs_nothing_and_what_was_paid_for_it_is_not_asked_again) {
    auto comes_along = hook;
    comes_along.included = true;
    comes_along.amount = Money{0};
    const auto rich = feature(6, Family::trim, 180'000);
    const auto terms = terms_of_exchange({base, red, hook}, {rich, red, comes_along}, Money{152'000'00});
    BOOST_TEST(terms.differences.size() == 1u);
    BOOST_TEST(terms.price.text() == "180000.00");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
}  // namespace
