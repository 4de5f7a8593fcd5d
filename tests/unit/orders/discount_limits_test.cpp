#include <boost/test/unit_test.hpp>

#include "orders/discount_limits.h"

namespace {

namespace core = marque::core;
using core::Role;
using marque::orders::DiscountLimits;
using marque::orders::most_discount;

core::Scope person_with(std::initializer_list<Role> roles) {
    core::Scope scope;
    scope.person = core::PersonId{7};
    scope.roles = roles;
    return scope;
}

BOOST_AUTO_TEST_SUITE(orders)
BOOST_AUTO_TEST_SUITE(discount_limits)

BOOST_AUTO_TEST_CASE(a_limit_is_a_share_of_the_list_price_rounded_down) {
    BOOST_TEST(most_discount(core::Money{16'700'000}, core::Hundredths{300}).text() == "5010.00");
    BOOST_TEST(most_discount(core::Money{9'999}, core::Hundredths{333}).text() == "3.32");
    BOOST_TEST(most_discount(core::Money{16'700'000}, core::Hundredths{0}).text() == "0.00");
}

BOOST_AUTO_TEST_CASE(a_manager_gives_more_on_colleagues_cars_only) {
    const DiscountLimits limits{core::Hundredths{300}, core::Hundredths{800}};
    const core::PersonId colleague{8};
    for (const auto& manager :
         {person_with({Role::dealer_manager}), person_with({Role::salesperson, Role::dealer_manager})}) {
        BOOST_TEST(limits.of(manager, colleague).text() == "8.00");
        BOOST_TEST(limits.of(manager, manager.person).text() == "3.00");
    }
    const auto salesperson = person_with({Role::salesperson});
    BOOST_TEST(limits.of(salesperson, colleague).text() == "3.00");
    BOOST_TEST(limits.of(salesperson, salesperson.person).text() == "3.00");
    BOOST_TEST(limits.of(person_with({Role::service_adviser}), core::PersonId{7}).text() == "0.00");
    BOOST_TEST(limits.highest().text() == "8.00");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
