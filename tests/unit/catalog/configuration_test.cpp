#include "catalog/configuration.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

using marque::catalog::ConflictKind;
using marque::catalog::Family;
using marque::catalog::RuleKind;
using Codes = std::vector<std::string>;

core::Date date(const char* text) { return core::parse_date(text).value(); }

/// Two trims and one of everything else; package P brings lamps L, L brings washers W; H needs one of W and T2.
struct Showroom {
    marque::catalog::Model model;
    core::Date today = date("2026-11-21");

    Showroom() {
        add(Family::trim, "T1", "150000.00");
        add(Family::trim, "T2", "180000.00");
        add(Family::engine, "E1", "0.00");
        add(Family::exterior_colour, "C1", "0.00");
        add(Family::interior_trim, "I1", "0.00");
        for (const char* code : {"P", "L", "W", "H", "X"}) add(Family::option, code, "1000.00");
        rule("R1", RuleKind::included_in, "L", {"P"});
        rule("R2", RuleKind::included_in, "W", {"L"});
        rule("R3", RuleKind::requires_one, "H", {"W", "T2"});
        rule("R4", RuleKind::excludes, "X", {"P", "H"});
        rule("R5", RuleKind::only_with, "P", {"T2"});
    }
    void add(Family family, const std::string& code, const char* price) {
        marque::catalog::Feature feature;
        feature.family = family;
        feature.code = code;
        feature.name = {"配置" + code, "Feature " + code};
        feature.available_from = date("2020-01-01");
        feature.prices[date("2020-01-01")] = core::Money::parse(price).value();
        model.index_of[code] = model.features.size();
        model.features.push_back(feature);
    }
    void rule(const char* code, RuleKind kind, const char* subject, const Codes& objects) {
        marque::catalog::Rule rule{code, kind, model.index_of.at(subject), {}};
        for (const auto& object : objects) rule.objects.push_back(model.index_of.at(object));
        model.rules.push_back(rule);
    }
    marque::catalog::Feature& feature(const char* code) { return model.features[model.index_of.at(code)]; }
    static Codes with(const char* trim, Codes more = {}) {
        more.insert(more.end(), {trim, "E1", "C1", "I1"});
        return more;
    }
    /// The rules that are broken, in their order.
    std::string broken(const Codes& codes) const {
        std::string rules;
        for (const auto& conflict : marque::catalog::judge(model, codes, today).conflicts)
            rules += (rules.empty() ? "" : " ") + conflict.rule;
        return rules;
    }
    std::string total(const Codes& codes) const { return marque::catalog::judge(model, codes, today).total.text(); }
};

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
