#include "orders/change_windows.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

using catalog::Family;
using marque::orders::ChangeGroup;
using marque::orders::ClosedReason;
using marque::orders::State;
using marque::orders::TimeBasis;
using std::chrono::minutes;

const core::Instant start = core::parse_rfc3339("2026-11-21T08:00:00Z").value();

/// Ten stations: two of the body, three of paint, three of assembly, yard and road.
marque::orders::LineWay way() {
    marque::orders::LineWay line;
    for (const char* shop :
         {"BODY", "BODY", "PAINT", "PAINT", "PAINT", "ASSEMBLY", "ASSEMBLY", "ASSEMBLY", "YARD", "ROAD"}) {
        const auto code = "S" + std::to_string(line.stations.size());
        line.stations.push_back({{code, {"工位" + code, "Station " + code}}, shop});
    }
    line.closes = {{Family::trim, 0}, {Family::exterior_colour, 4}, {Family::option, 5}, {Family::interior_trim, 6}};
    return line;
}

marque::orders::CarProgress planned() {
    marque::orders::CarProgress car;
    car.planned_start = start;
    car.planned_end = start + minutes{80};
    return car;
}

marque::orders::CarProgress standing_at(std::size_t place) {
    auto car = planned();
    car.started_at = start;
    car.station_since = start + minutes{static_cast<int>(place) * 20};
    car.at = car.furthest = place;
    return car;
}

marque::orders::ChangeWindow window(ChangeGroup group, State state, const marque::orders::CarProgress& car,
                                    core::Instant now = start) {
    for (const auto& one : marque::orders::change_windows(state, way(), car, now)) {
        if (one.group == group) return one;
    }
    throw std::logic_error("a group has no window");
}

BOOST_AUTO_TEST_SUITE(orders)
BOOST_AUTO_TEST_SUITE(change_windows)

BOOST_AUTO_TEST_CASE(before_it_is_planned_nothing_is_known_of_the_time) {
    const auto colour = window(ChangeGroup::colour, State::accepted, {});
    BOOST_TEST(colour.open);
    BOOST_TEST(colour.station->code == "S4");
    BOOST_TEST(*colour.stations_left == 4);
    BOOST_TEST(!colour.closes_at);
    BOOST_TEST((colour.basis == TimeBasis::unknown));
}

BOOST_AUTO_TEST_CASE(a_planned_car_closes_as_the_plan_says) {
    const auto colour = window(ChangeGroup::colour, State::scheduled, planned());
    BOOST_TEST((colour.basis == TimeBasis::planned));
    BOOST_TEST((*colour.closes_at == start + minutes{40}));
    // The plan's start has passed without the car: it is reckoned from now.
    const auto late = window(ChangeGroup::colour, State::scheduled, planned(), start + minutes{30});
    BOOST_TEST((*late.closes_at == start + minutes{70}));
}

BOOST_AUTO_TEST_CASE(a_car_on_the_line_closes_at_its_own_pace) {
    const auto options = window(ChangeGroup::options, State::in_production, standing_at(3), start + minutes{61});
    BOOST_TEST((options.basis == TimeBasis::measured));
    BOOST_TEST(*options.stations_left == 2);
    BOOST_TEST((*options.closes_at == start + minutes{100}));
    const auto overdue = window(ChangeGroup::options, State::in_production, standing_at(3), start + minutes{300});
    BOOST_TEST((*overdue.closes_at == start + minutes{300}));
}

BOOST_AUTO_TEST_CASE(at_its_station_a_group_is_closed_and_stays_so_in_rework) {
    for (auto car : {standing_at(4), standing_at(7)}) {
        const auto colour = window(ChangeGroup::colour, State::in_production, car);
        BOOST_TEST(!colour.open);
        BOOST_TEST((colour.reason == ClosedReason::passed));
        car.at = 2;
        BOOST_TEST(!window(ChangeGroup::colour, State::in_production, car).open);
    }
    BOOST_TEST(window(ChangeGroup::colour, State::in_production, standing_at(3)).open);
    BOOST_TEST(!window(ChangeGroup::trim, State::in_production, standing_at(0)).open);
}

BOOST_AUTO_TEST_CASE(a_car_that_is_held_has_time_but_nobody_knows_how_much) {
    auto car = standing_at(3);
    car.held = true;
    const auto options = window(ChangeGroup::options, State::in_production, car);
    BOOST_TEST(options.open);
    BOOST_TEST((options.basis == TimeBasis::held));
    BOOST_TEST(!options.closes_at);
}

BOOST_AUTO_TEST_CASE(destination_and_buyer_stay_open_beyond_the_line) {
    BOOST_TEST(window(ChangeGroup::destination, State::in_yard, standing_at(8)).open);
    BOOST_TEST(!window(ChangeGroup::destination, State::in_transit, standing_at(9)).open);
    BOOST_TEST(window(ChangeGroup::buyer, State::arrived, standing_at(9)).open);
    BOOST_TEST(!window(ChangeGroup::buyer, State::arrived, standing_at(9)).station);
    const auto over = window(ChangeGroup::buyer, State::delivered, standing_at(9));
    BOOST_TEST((over.reason == ClosedReason::not_possible));
}

/// A car of one engine, with seven options: a sunroof, wheels, a screen, two heaters that a winter package brings, and
/// something that nobody builds in at a place of its own.
struct Optional {
    catalog::Model model;
    marque::orders::LineWay line = way();

    Optional() {
        add(Family::exterior_colour, "RED");
        for (const char* code : {"ROOF", "WHEELS", "SCREEN", "SEATHEAT", "WHEELHEAT", "WINTER", "MAT"})
            add(Family::option, code);
        model.rules.push_back({"R1", catalog::RuleKind::included_in, at("SEATHEAT"), {at("WINTER")}});
        model.rules.push_back({"R2", catalog::RuleKind::included_in, at("WHEELHEAT"), {at("WINTER")}});
        line.closes[Family::option] = 5;
        line.built_in = {{id("ROOF"), 5},     {id("SCREEN"), 6}, {id("WHEELHEAT"), 6},
                         {id("SEATHEAT"), 7}, {id("WINTER"), 7}, {id("WHEELS"), 7}};
    }
    void add(Family family, const std::string& code) {
        catalog::Feature feature;
        feature.id = core::FeatureId{model.features.size() + 1};
        feature.family = family;
        feature.code = code;
        feature.name = {"配置" + code, "Feature " + code};
        feature.available_from = core::parse_date("2020-01-01").value();
        model.index_of[code] = model.features.size();
        model.features.push_back(feature);
    }
    std::size_t at(const std::string& code) const { return model.index_of.find(code)->second; }
    core::FeatureId id(const std::string& code) const { return model.features[at(code)].id; }
    std::vector<marque::orders::ConfiguredFeature> with(const std::vector<std::string>& codes,
                                                        const std::vector<std::string>& included = {}) const {
        std::vector<marque::orders::ConfiguredFeature> features;
        for (const auto& code : codes) features.push_back({id(code), {}, false});
        for (const auto& code : included) features.push_back({id(code), {}, true});
        return features;
    }
    static catalog::Market today() { return {core::parse_date("2026-11-21").value()}; }
    marque::orders::ChangeWindow options(const marque::orders::CarProgress& car, State state = State::in_production) {
        for (const auto& one : marque::orders::change_windows(state, line, car, start)) {
            if (one.group == ChangeGroup::options) return one;
        }
        throw std::logic_error("the options have no window");
    }
    /// "S5 ROOF MAT", one for each line station.
    std::vector<std::string> closings(const std::vector<marque::orders::ConfiguredFeature>& has = {}) {
        marque::orders::name_options(line, model, today(), has);
        std::vector<std::string> said;
        for (const auto& closing : options(planned(), State::scheduled).closings) {
            said.push_back(closing.station.code);
            for (const auto& feature : closing.features) said.back() += " " + feature.code;
        }
        return said;
    }
    std::string refusal(const marque::orders::CarProgress& car,
                        const std::vector<marque::orders::TouchedFeature>& touched) const {
        try {
            marque::orders::require_open(State::in_production, {line, car}, touched);
        } catch (const core::Error& closed) {
            BOOST_TEST(closed.spec().code == "order.change_window_closed");
            return closed.sentence(core::Language::en);
        }
        return "";
    }
    marque::orders::TouchedFeature touched(const std::string& code, const std::string& package = "") const {
        return {&model.features[at(code)], package.empty() ? nullptr : &model.features[at(package)]};
    }
};

BOOST_FIXTURE_TEST_CASE(each_option_closes_at_its_own_station_and_one_without_with_the_group, Optional) {
    const std::vector<std::string> wanted{"S5 ROOF MAT", "S6 SCREEN WHEELHEAT WINTER", "S7 WHEELS SEATHEAT"};
    BOOST_TEST(closings() == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_package_closes_with_the_first_of_what_it_moves, Optional) {
    const auto closes_at = [&](const std::string& code, const std::vector<marque::orders::ConfiguredFeature>& has) {
        for (const auto& entry : closings(has)) {
            if ((entry + " ").find(" " + code + " ") != std::string::npos) return entry.substr(0, 2);
        }
        return std::string("nowhere");
    };
    BOOST_TEST(closes_at("WINTER", {}) == "S6");
    // What the order already has does not come with it, and does not go with it.
    BOOST_TEST(closes_at("WINTER", with({"WHEELHEAT"})) == "S7");
    BOOST_TEST(closes_at("WINTER", with({"WINTER"}, {"WHEELHEAT", "SEATHEAT"})) == "S6");
    BOOST_TEST(closes_at("WINTER", with({"WINTER", "WHEELHEAT"}, {"SEATHEAT"})) == "S7");
}

BOOST_FIXTURE_TEST_CASE(the_options_are_open_while_one_of_them_is_and_the_next_to_close_is_told, Optional) {
    closings();
    const auto first_closed = options(standing_at(5));
    BOOST_TEST(first_closed.open);
    BOOST_TEST(first_closed.station->code == "S6");
    BOOST_TEST(*first_closed.stations_left == 1);
    BOOST_TEST((*first_closed.closes_at == start + minutes{120}));
    BOOST_REQUIRE(first_closed.closings.size() == 3u);
    BOOST_TEST(!first_closed.closings[0].open);
    BOOST_TEST(!first_closed.closings[0].closes_at);
    BOOST_TEST(first_closed.closings[1].open);
    BOOST_TEST(*first_closed.closings[2].stations_left == 2);
    BOOST_TEST((*first_closed.closings[2].closes_at == start + minutes{140}));
    const auto all_closed = options(standing_at(7));
    BOOST_TEST(!all_closed.open);
    BOOST_TEST((all_closed.reason == ClosedReason::passed));
    BOOST_TEST(all_closed.station->code == "S7");
    const auto over = options({}, State::delivered);
    BOOST_TEST((over.reason == ClosedReason::not_possible));
    BOOST_TEST(!over.closings.front().open);
}

BOOST_FIXTURE_TEST_CASE(an_option_that_is_withdrawn_is_told_only_to_who_has_it, Optional) {
    model.features[at("ROOF")].withdrawn = true;
    BOOST_TEST(closings().front() == "S5 MAT");
    catalog::Market kept = today();
    kept.kept[id("ROOF")] = core::Money{};
    marque::orders::name_options(line, model, kept, with({"ROOF"}));
    BOOST_TEST(options(planned(), State::scheduled).closings.front().features.front().code == "ROOF");
}

BOOST_FIXTURE_TEST_CASE(a_closed_group_is_refused_by_name_and_station, Optional) {
    BOOST_TEST(refusal(standing_at(4), {touched("ROOF"), touched("SCREEN")}) == "");
    BOOST_TEST(refusal(standing_at(4), {touched("RED"), touched("ROOF")}).find("Station S4: the colour") !=
               std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_closed_option_is_refused_by_its_own_name_and_station, Optional) {
    BOOST_TEST(refusal(standing_at(5), {touched("SCREEN"), touched("WHEELS")}) == "");
    BOOST_TEST(refusal(standing_at(5), {touched("SCREEN"), touched("ROOF")}).find("Station S5: Feature ROOF can") !=
               std::string::npos);
    BOOST_TEST(refusal(standing_at(6), {touched("WHEELHEAT", "WINTER"), touched("WINTER")})
                   .find("Station S6: Feature WHEELHEAT (part of Feature WINTER) can") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_is_touched_and_closed_is_told_by_station, Optional) {
    const auto closed = marque::orders::closed_groups(
        State::in_production, {line, standing_at(6)},
        {touched("RED"), touched("ROOF"), touched("SCREEN"), touched("WHEELS"), touched("MAT")});
    BOOST_REQUIRE(closed.size() == 3u);
    BOOST_TEST((closed[0].group == ChangeGroup::colour));
    BOOST_TEST(closed[0].features.empty());
    BOOST_TEST(closed[1].station->code == "S5");
    BOOST_REQUIRE(closed[1].features.size() == 2u);
    BOOST_TEST(closed[1].features[1].code == "MAT");
    BOOST_TEST(closed[2].features.front().name.zh == "配置SCREEN");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
