#include "vehicles/warranty.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque;

using marque::vehicles::grant;
using marque::vehicles::Warranty;
using marque::vehicles::WarrantyKind;

core::Date day(const char* iso) { return *core::parse_date(iso); }

BOOST_AUTO_TEST_SUITE(vehicles)

BOOST_AUTO_TEST_CASE(a_warranty_of_three_years_ends_on_the_eve_of_its_third_anniversary) {
    const auto warranty = grant({WarrantyKind::basic, 3, 100000}, day("2026-11-21"));
    BOOST_TEST((warranty.from_date == day("2026-11-21")));
    BOOST_TEST((warranty.to_date == day("2029-11-20")));
}

BOOST_AUTO_TEST_CASE(a_warranty_from_leap_day_ends_at_the_end_of_february) {
    BOOST_TEST((grant({WarrantyKind::basic, 3, 100000}, day("2028-02-29")).to_date == day("2031-02-27")));
    BOOST_TEST((grant({WarrantyKind::basic, 4, 100000}, day("2028-02-29")).to_date == day("2032-02-28")));
}

BOOST_AUTO_TEST_CASE(it_is_in_force_from_its_first_day_to_its_last) {
    const Warranty warranty{WarrantyKind::basic, day("2026-01-01"), day("2028-12-31"), 100000};
    BOOST_TEST(!warranty.in_force(day("2025-12-31"), 0));
    BOOST_TEST(warranty.in_force(day("2026-01-01"), 0));
    BOOST_TEST(warranty.in_force(day("2028-12-31"), 0));
    BOOST_TEST(!warranty.in_force(day("2029-01-01"), 0));
}

BOOST_AUTO_TEST_CASE(it_ends_early_by_kilometres) {
    const Warranty warranty{WarrantyKind::basic, day("2026-01-01"), day("2028-12-31"), 100000};
    BOOST_TEST(warranty.in_force(day("2027-01-01"), 100000));
    BOOST_TEST(!warranty.in_force(day("2027-01-01"), 100001));
}

BOOST_AUTO_TEST_CASE(without_a_limit_kilometres_do_not_matter) {
    const Warranty warranty{WarrantyKind::corrosion, day("2026-01-01"), day("2031-12-31"), std::nullopt};
    BOOST_TEST(warranty.in_force(day("2030-01-01"), 900000));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
