#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "b2mml/write.h"
#include "line-simulator/order_desk.h"
#include "line_shop.h"

namespace marque::line {
namespace {

using nlohmann::json;

json read_json(const std::string& file) {
    std::ifstream stream(file);
    return json::parse(stream);
}

/// A desk in front of the demonstration's line, and a car that has come as far as a test wants it.
struct Desk : Shop {
    Ledger ledger{":memory:"};
    std::optional<OrderDesk> desk;

    Desk() {
        open();
        desk.emplace(plan, Ends{"mes/plant-01", "marque"}, b2mml::Topics("marque/plant-01/vehicle/ga-1"), ledger,
                     *floor);
    }
    b2mml::OrderRequest request(b2mml::RequestAction action, int version, std::vector<std::string> options) {
        b2mml::OrderRequest asked;
        asked.envelope = {b2mml::new_bodid(), now, "marque", "mes/plant-01"};
        asked.action = action;
        asked.order_number = "ORD-1";
        asked.configuration_version = version;
        asked.model_code = "4NB69";
        asked.model_year = 2026;
        asked.features = {{"ENGINE", "LIY"}};
        for (auto& code : options) asked.features.push_back({"OPTION", std::move(code)});
        return asked;
    }
    void release_with(std::vector<std::string> options) {
        desk->take(request(b2mml::RequestAction::release, 1, std::move(options)), now);
    }
    void build_as_far_as(const std::string& station) {
        const auto* car = floor->find(ledger.latest_car_of("ORD-1")->build_id);
        while (car->furthest < plan.index_of(station)) BOOST_REQUIRE(step());
    }
    /// Empty when the line takes the change; otherwise why not.
    std::string change_to(int version, std::vector<std::string> options) {
        const auto asked = request(b2mml::RequestAction::change, version, std::move(options));
        desk->take(asked, now);
        const auto decided = ledger.decision(asked.envelope.bodid);
        for (const auto* car : floor->take_changed()) ledger.save(*car);
        return decided->accepted ? "" : decided->reason;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(option_windows)

BOOST_FIXTURE_TEST_CASE(the_line_and_the_catalogue_build_each_option_in_at_the_same_station, Shop) {
    const auto catalogue = read_json(LINES_DIR "/../../../schema/demo/catalog.json");
    std::set<std::string> in_catalogue;
    for (const auto& model : catalogue.at("models"))
        for (const auto& feature : model.at("features")) {
            if (feature.at("family") != "OPTION") continue;
            const std::string code = feature.at("code"), station = feature.at("line_station");
            BOOST_REQUIRE_MESSAGE(plan.option_windows.contains(code), code + " is built in nowhere");
            BOOST_TEST(plan.stations.at(plan.option_windows.at(code)).id == station,
                       code + " of " + model.at("code").get<std::string>());
            in_catalogue.insert(code);
        }
    for (const auto& [code, station] : plan.option_windows) BOOST_TEST(in_catalogue.contains(code), code);
}

BOOST_FIXTURE_TEST_CASE(an_option_that_no_station_names_closes_with_its_family, Shop) {
    BOOST_TEST(*plan.closing_of({"OPTION", "ZZZ"}) == plan.index_of("GA-0410"));
    BOOST_TEST(*plan.closing_of({"OPTION", "CF5"}) == plan.index_of("GA-0430"));
    BOOST_TEST(*plan.closing_of({"EXTERIOR_COLOUR", "GBA"}) == plan.index_of("PA-0250"));
    BOOST_TEST(!plan.closing_of({"CARPET", "CF5"}));
}

BOOST_AUTO_TEST_CASE(an_option_is_built_in_at_one_station_only) {
    auto line = read_json(LINES_DIR "/ga-1.json");
    line.at("stations").back()["options"] = {"CF5"};
    const auto file = std::filesystem::temp_directory_path() / ("line-" + b2mml::new_bodid() + ".json");
    std::ofstream(file) << line;
    BOOST_CHECK_EXCEPTION(read_line_plan(file.string()), std::invalid_argument, [](const auto& error) {
        return std::string(error.what()).find("two stations build in the option CF5") != std::string::npos;
    });
    std::filesystem::remove(file);
}

BOOST_FIXTURE_TEST_CASE(an_option_before_its_station_is_taken_when_the_first_ones_have_closed, Desk) {
    release_with({"UVD"});
    build_as_far_as("GA-0430");
    BOOST_TEST(change_to(2, {"UVD", "CF5"}) == "CHANGE_WINDOW_CLOSED");
    BOOST_TEST(change_to(3, {"UVD", "KSG"}) == "");
    build_as_far_as("GA-0440");
    BOOST_TEST(change_to(4, {"KSG"}) == "CHANGE_WINDOW_CLOSED");
    BOOST_TEST(change_to(5, {"UVD"}) == "");
}

BOOST_FIXTURE_TEST_CASE(a_package_is_refused_once_one_of_its_parts_is_past, Desk) {
    release_with({});
    build_as_far_as("GA-0440");
    // The package itself and its seats come later; its steering wheel does not.
    BOOST_TEST(change_to(2, {"KA1", "KA6", "PCI", "UVD"}) == "CHANGE_WINDOW_CLOSED");
    BOOST_TEST(change_to(3, {"KA1", "KA6"}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::line
