#include "catalog/buildable.h"

#include "unit/catalog/showroom.h"

namespace marque {
namespace {

using namespace showroom;
using marque::catalog::Finding;
using marque::catalog::FindingKind;

struct RuleBook : Showroom {
    const core::OrganisationId east{1}, north{2};

    std::vector<Finding> findings() const { return marque::catalog::find_unbuildable(model, today, {east, north}); }
    /// "MODEL 2026-11-21 R1; R2", one a line.
    std::string said() const {
        std::string text;
        for (const auto& finding : findings()) {
            const char* const kinds[] = {"MODEL", "TRIM", "NEVER", "UNDECIDED", "UNSOLD"};
            text += text.empty() ? "" : " | ";
            text += kinds[static_cast<int>(finding.kind)];
            if (finding.feature) text += " " + model.features[*finding.feature].code;
            if (finding.region) text += " in " + std::to_string(finding.region->value);
        }
        return text;
    }
};

BOOST_AUTO_TEST_SUITE(catalog)
BOOST_FIXTURE_TEST_SUITE(buildable, RuleBook)

BOOST_AUTO_TEST_CASE(a_sound_model_has_nothing_to_say) { BOOST_TEST(said() == ""); }

BOOST_AUTO_TEST_CASE(a_model_without_any_car_names_the_rules_that_leave_none) {
    rule("X1", RuleKind::excludes, "T1", {"E1"});
    rule("X2", RuleKind::requires_one, "T2", {"W"});
    rule("X3", RuleKind::excludes, "W", {"C1"});
    const auto found = findings();
    BOOST_REQUIRE(found.size() == 1u);
    BOOST_TEST((found[0].kind == FindingKind::model_unbuildable));
    BOOST_TEST((found[0].day == today));
    for (const char* rule : {"X1: ", "X2: ", "X3: ", "every car has one trim"})
        BOOST_TEST(found[0].chain.en.find(rule) != std::string::npos, found[0].chain.en);
    // What has nothing to do with it is not blamed.
    for (const char* rule : {"R1", "R3", "R4", "R5"})
        BOOST_TEST(found[0].chain.en.find(rule) == std::string::npos, found[0].chain.en);
    BOOST_TEST(found[0].chain.zh.find("每辆车须有一个版型") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_trim_that_cannot_be_built_is_found_beside_one_that_can) {
    rule("X1", RuleKind::excludes, "T1", {"E1"});
    BOOST_TEST(said() == "TRIM T1");
}

BOOST_AUTO_TEST_CASE(an_option_that_nobody_can_choose_is_found) {
    rule("X1", RuleKind::only_with, "X", {"T1"});
    rule("X2", RuleKind::excludes, "X", {"T1"});
    BOOST_TEST(said() == "NEVER X");
    const auto chain = findings().front().chain.en;
    BOOST_TEST(chain ==
               "X1: Feature X is offered only with Feature T1; X2: Feature X cannot be combined with Feature T1.");
}

BOOST_AUTO_TEST_CASE(a_feature_whose_need_is_withdrawn_is_found_from_that_day_on) {
    add(Family::engine, "E2", "0.00");
    rule("X1", RuleKind::requires_one, "T2", {"E2"});
    feature("E2").available_to = date("2026-12-31");
    const auto found = findings();
    BOOST_REQUIRE(found.size() == 1u);
    BOOST_TEST((found[0].kind == FindingKind::trim_unbuildable));
    BOOST_TEST(core::to_iso_date(found[0].day) == "2027-01-01");
    BOOST_TEST(found[0].chain.en.find("E2 Feature E2 is not offered on that day") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_region_that_has_no_engine_for_it_is_named) {
    feature("E1").regions = {north};
    BOOST_TEST(said() == "MODEL in 1");
    model.regions = {north};
    BOOST_TEST(said() == "");
}

BOOST_AUTO_TEST_CASE(what_is_so_in_every_region_is_said_once_and_of_none) {
    feature("X").regions = {north};
    rule("X1", RuleKind::excludes, "T1", {"E1"});
    BOOST_TEST(said() == "TRIM T1");
}

BOOST_AUTO_TEST_CASE(what_only_a_package_brings_can_be_had_without_being_sold_alone) {
    feature("W").available_to = date("2026-01-01");
    rule("X1", RuleKind::requires_one, "X", {"W"});
    // X excludes P and H; L brings W.
    BOOST_TEST(said() == "");
    rule("X2", RuleKind::excludes, "X", {"L"});
    BOOST_TEST(said() == "NEVER X");
}

BOOST_AUTO_TEST_CASE(a_model_of_which_no_trim_is_sold_any_more_is_said_so) {
    for (const char* trim : {"T1", "T2"}) feature(trim).available_to = date("2026-01-01");
    BOOST_TEST(said() == "UNSOLD");
}

BOOST_AUTO_TEST_CASE(two_hundred_options_that_hang_on_each_other_are_decided) {
    for (int i = 0; i < 200; ++i) {
        add(Family::option, "O" + std::to_string(i), "1.00");
        if (i == 0) continue;
        const auto before = "O" + std::to_string(i - 1), here = "O" + std::to_string(i);
        rule(("N" + std::to_string(i)).c_str(), RuleKind::requires_one, before.c_str(), {here});
        rule(("M" + std::to_string(i)).c_str(), RuleKind::excludes, here.c_str(), {"X"});
    }
    BOOST_TEST(said() == "");
    rule("END", RuleKind::excludes, "O199", {"E1"});
    rule("TOP", RuleKind::requires_one, "T2", {"O0"});
    const auto found = findings();
    BOOST_REQUIRE(!found.empty());
    BOOST_TEST((found[0].kind == FindingKind::trim_unbuildable));
    BOOST_TEST(found[0].chain.en.find("more.") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
