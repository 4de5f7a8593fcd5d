#include "care/care_script.h"

#include <boost/test/unit_test.hpp>

#include "care/spoken.h"

namespace marque {
namespace {

marque::care::ScriptSlots slots() {
    return {"张伟", {"明驰 锐行", "Marque Swift"}, 4'163, "吴芳", core::Localized{"张江维修站", "Zhangjiang"}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(care)

BOOST_AUTO_TEST_CASE(every_slot_is_filled_in_both_languages) {
    const auto script = marque::care::fill_script(
        {"{customer}，{model}，{km} 公里，{agent}，{station}", "{customer} {model} {km} {agent} {station}"}, slots());
    BOOST_TEST(script.zh == "张伟，明驰 锐行，4,200 公里，吴芳，张江维修站");
    BOOST_TEST(script.en == "张伟 Marque Swift 4,200 吴芳 Zhangjiang");
}

BOOST_AUTO_TEST_CASE(where_no_station_is_known_the_nearest_is_spoken_of) {
    auto unknown = slots();
    unknown.station.reset();
    const auto script = marque::care::fill_script({"约在{station}", "at {station}"}, unknown);
    BOOST_TEST(script.zh == "约在就近的维修站");
    BOOST_TEST(script.en == "at your nearest service station");
}

BOOST_AUTO_TEST_CASE(what_is_no_slot_stays_as_it_is_written) {
    const auto script = marque::care::fill_script({"{什么} {", "{colour} } {agent"}, slots());
    BOOST_TEST(script.zh == "{什么} {");
    BOOST_TEST(script.en == "{colour} } {agent");
}

BOOST_AUTO_TEST_CASE(a_name_with_braces_is_not_taken_for_a_slot) {
    auto odd = slots();
    odd.customer = "{agent}";
    BOOST_TEST(marque::care::fill_script({"", "{customer} {agent}"}, odd).en == "{agent} 吴芳");
}

BOOST_AUTO_TEST_CASE(figures_are_grouped_and_counted_as_people_say_them) {
    BOOST_TEST(marque::care::grouped(0) == "0");
    BOOST_TEST(marque::care::grouped(999) == "999");
    BOOST_TEST(marque::care::grouped(1'000) == "1,000");
    BOOST_TEST(marque::care::grouped(1'234'567) == "1,234,567");
    BOOST_TEST(marque::care::count_of(1, "day") == "1 day");
    BOOST_TEST(marque::care::count_of(2, "day") == "2 days");
}

BOOST_AUTO_TEST_CASE(terms_and_ages_are_said_in_days_months_or_years) {
    BOOST_TEST(marque::care::spoken_term(20).zh == "后20天");
    BOOST_TEST(marque::care::spoken_term(1'045).en == "1,045 days");
    BOOST_TEST(marque::care::spoken_term(1'460).zh == "满4年");
    BOOST_TEST(marque::care::spoken_term(365).en == "1 year");
    BOOST_TEST(marque::care::spoken_age(89).zh == "89天");
    BOOST_TEST(marque::care::spoken_age(467).zh == "约16个月");
    BOOST_TEST(marque::care::spoken_age(467).en == "about 16 months");
    BOOST_TEST(marque::care::spoken_age(1'481).zh == "4年多");
    BOOST_TEST(marque::care::spoken_age(1'481).en == "over 4 years");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
