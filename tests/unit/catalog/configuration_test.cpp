#include "unit/catalog/showroom.h"

namespace marque {
namespace {

using namespace showroom;

BOOST_AUTO_TEST_SUITE(catalog)
BOOST_FIXTURE_TEST_SUITE(configuration, Showroom)

BOOST_AUTO_TEST_CASE(one_of_each_family_is_a_car) {
    BOOST_TEST(broken(with("T1")) == "");
    BOOST_TEST(broken({}) == "FAMILY FAMILY FAMILY FAMILY");
    BOOST_TEST(broken(with("T1", {"T2"})) == "FAMILY");
    BOOST_TEST(broken(with("T1", {"T1", "E1"})) == "");
}

BOOST_AUTO_TEST_CASE(what_a_package_brings_is_in_the_car_and_free) {
    const auto verdict = marque::catalog::judge(model, with("T2", {"P", "W"}), today);
    BOOST_TEST(verdict.valid());
    BOOST_TEST(verdict.total.text() == "181000.00");
    int included = 0;
    for (const auto& line : verdict.lines) included += line.included ? 1 : 0;
    BOOST_TEST(included == 2);
}

BOOST_AUTO_TEST_CASE(a_feature_that_needs_one_of_several_is_content_with_either) {
    BOOST_TEST(broken(with("T1", {"H"})) == "R3");
    BOOST_TEST(broken(with("T2", {"H"})) == "");
    BOOST_TEST(broken(with("T1", {"H", "W"})) == "");
    BOOST_TEST(broken(with("T1", {"H", "L"})) == "");
}

BOOST_AUTO_TEST_CASE(what_excludes_each_other_is_never_together) {
    BOOST_TEST(broken(with("T2", {"X", "H"})) == "R4");
    const auto verdict = marque::catalog::judge(model, with("T2", {"X", "H"}), today);
    BOOST_TEST(verdict.conflicts.front().features == (Codes{"X", "H"}), boost::test_tools::per_element());
    BOOST_TEST(verdict.conflicts.front().sentence.en == "Feature X cannot be combined with Feature P or Feature H.");
}

BOOST_AUTO_TEST_CASE(a_package_of_one_trim_is_not_sold_with_another) {
    BOOST_TEST(broken(with("T1", {"P"})) == "R5");
    BOOST_TEST(broken(with("T1", {"P", "X"})) == "R4 R5");
}

BOOST_AUTO_TEST_CASE(what_is_unknown_or_not_sold_today_is_refused) {
    feature("X").available_to = date("2026-11-20");
    BOOST_TEST(broken(with("T1", {"X"})) == "X");
    feature("X").available_to = today;
    BOOST_TEST(broken(with("T1", {"X"})) == "");
    feature("X").available_from = date("2026-11-22");
    BOOST_TEST(broken(with("T1", {"X"})) == "X");
    BOOST_TEST(broken(with("T1", {"ZZ"})) == "ZZ");
    BOOST_TEST(total(with("T1", {"ZZ"})) == "150000.00");
}

BOOST_AUTO_TEST_CASE(the_price_is_that_of_the_day) {
    feature("X").prices[today] = core::Money::parse("1500.00").value();
    feature("X").prices[date("2026-11-22")] = core::Money::parse("9000.00").value();
    BOOST_TEST(total(with("T1", {"X"})) == "151500.00");
    today = date("2026-11-20");
    BOOST_TEST(total(with("T1", {"X"})) == "151000.00");
    BOOST_TEST(feature("X").price_on(date("2019-12-31")).text() == "0.00");
}

BOOST_AUTO_TEST_CASE(every_way_out_leads_to_a_car_that_can_be_built) {
    for (const auto& codes : {Codes{}, with("T1", {"P"}), with("T1", {"H", "X"}), with("T1", {"P", "X", "H", "ZZ"}),
                              with("T1", {"T2", "X", "P"})}) {
        const auto verdict = marque::catalog::check(model, codes, today);
        BOOST_TEST(!verdict.valid());
        for (const auto& conflict : verdict.conflicts) {
            BOOST_TEST(conflict.fixes.size() <= 3u);
            for (const auto& fix : conflict.fixes) {
                Codes after;
                for (const auto& code : codes) {
                    if (std::find(fix.remove.begin(), fix.remove.end(), code) == fix.remove.end())
                        after.push_back(code);
                }
                after.insert(after.end(), fix.add.begin(), fix.add.end());
                BOOST_TEST(broken(after) == "");
                BOOST_TEST((marque::catalog::judge(model, after, today).total - verdict.total).text() ==
                           fix.price_effect.text());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(an_empty_configuration_is_offered_whole_cars) {
    const auto verdict = marque::catalog::check(model, {}, today);
    BOOST_TEST(verdict.conflicts.size() == 4u);
    for (const auto& conflict : verdict.conflicts) {
        BOOST_REQUIRE(!conflict.fixes.empty());
        BOOST_TEST(conflict.fixes.front().add.size() == 4u);
    }
}

BOOST_AUTO_TEST_CASE(what_a_package_brings_is_left_out_with_its_package) {
    rule("R6", RuleKind::excludes, "L", {"H"});
    const auto conflict = marque::catalog::check(model, with("T2", {"P", "H"}), today).conflicts.front();
    BOOST_TEST(conflict.rule == "R6");
    BOOST_REQUIRE(conflict.fixes.size() == 2u);
    BOOST_TEST(conflict.fixes[0].remove == Codes{"P"}, boost::test_tools::per_element());
    BOOST_TEST(conflict.fixes[1].remove == Codes{"H"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(two_steps_away_is_found_when_one_is_not_enough) {
    // H needs W or T2; W is withdrawn by itself, and what brings it, L, goes with neither trim but T2.
    feature("W").withdrawn = true;
    rule("R7", RuleKind::only_with, "L", {"T2"});
    const auto conflict = marque::catalog::check(model, with("T1", {"H"}), today).conflicts.front();
    BOOST_REQUIRE(conflict.fixes.size() >= 2u);
    BOOST_TEST(conflict.fixes[0].remove == Codes{"H"}, boost::test_tools::per_element());
    BOOST_TEST(conflict.fixes[1].add == Codes{"T2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_region_does_not_sell_is_refused_there_alone) {
    const core::OrganisationId east{1}, north{2};
    feature("L").regions = {north};
    const auto rules_in = [&](const Codes& codes, core::OrganisationId region) {
        std::string rules;
        for (const auto& conflict : marque::catalog::judge(model, codes, {today, region}).conflicts) {
            BOOST_TEST((conflict.kind == ConflictKind::not_in_region));
            rules += conflict.rule;
        }
        return rules;
    };
    BOOST_TEST(rules_in(with("T1", {"L"}), north) == "");
    BOOST_TEST(rules_in(with("T1", {"L"}), east) == "L");
    // A package does not smuggle it in.
    BOOST_TEST(rules_in(with("T2", {"P"}), east) == "L");
    const auto fixes = marque::catalog::check(model, with("T2", {"P"}), {today, east}).conflicts.front().fixes;
    BOOST_REQUIRE(!fixes.empty());
    BOOST_TEST(fixes[0].remove == Codes{"P"}, boost::test_tools::per_element());
    BOOST_TEST(broken(with("T1", {"L"})) == "");
    model.regions = {north};
    BOOST_TEST(rules_in(with("T1"), east) == model.code);
    BOOST_TEST(marque::catalog::check(model, with("T1"), {today, east}).conflicts.front().fixes.empty());
}

BOOST_AUTO_TEST_CASE(the_nearest_way_out_comes_first) {
    const auto conflict = marque::catalog::check(model, with("T1", {"P"}), today).conflicts.front();
    BOOST_REQUIRE(conflict.fixes.size() == 2u);
    BOOST_TEST(conflict.fixes[0].add.empty());
    BOOST_TEST(conflict.fixes[0].remove == Codes{"P"}, boost::test_tools::per_element());
    BOOST_TEST(conflict.fixes[1].add == Codes{"T2"}, boost::test_tools::per_element());
    BOOST_TEST(conflict.fixes[1].remove == Codes{"T1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
