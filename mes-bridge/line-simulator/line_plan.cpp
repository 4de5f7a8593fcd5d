#include "line-simulator/line_plan.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace marque::line {

using nlohmann::json;

namespace {

PartPlan read_part(const json& item) {
    static const std::map<std::string, PartPlan::Tracked> ways{
        {"lot", PartPlan::Tracked::lot}, {"serial", PartPlan::Tracked::serial}, {"engine", PartPlan::Tracked::engine}};
    return {ways.at(item.at("tracked_by").get<std::string>()), item.at("part_no").get<std::string>(),
            item.value("quantity", "")};
}

TestPlan read_test(const json& item, const LinePlan& plan) {
    TestPlan test;
    test.id = item.at("id").get<std::string>();
    test.measures = item.at("measures").get<std::string>();
    test.low = item.at("low").get<double>();
    test.high = item.at("high").get<double>();
    test.limit = item.at("limit").get<double>();
    test.rework_from = plan.index_of(item.at("rework_from").get<std::string>());
    test.share_of_rework = item.at("share_of_rework").get<double>();
    if (!(test.low <= test.limit && test.limit < test.high))
        throw std::invalid_argument(test.id + " needs low <= limit < high");
    return test;
}

StationPlan read_station(const json& item) {
    StationPlan station;
    station.id = item.at("id").get<std::string>();
    station.shop = item.at("shop").get<std::string>();
    station.seconds = item.at("seconds").get<double>();
    station.spread = item.at("spread").get<double>();
    station.buffer = item.value("buffer", 0);
    if (station.seconds <= 0 || station.spread < 0)
        throw std::invalid_argument(station.id + " has an odd work content");
    for (const auto& part : item.value("parts", json::array())) station.parts.push_back(read_part(part));
    return station;
}

void read_options(const json& item, int station, LinePlan& plan) {
    for (const auto& code : item.value("options", std::vector<std::string>{}))
        if (!plan.option_windows.emplace(code, station).second)
            throw std::invalid_argument("two stations build in the option " + code);
}

LinePlan read(const json& document) {
    LinePlan plan;
    plan.line = document.at("line").get<std::string>();
    plan.plant = document.at("plant").get<std::string>();
    plan.build_id_letter = document.at("build_id_letter").get<std::string>();
    plan.wmi = document.at("vin").at("wmi").get<std::string>();
    plan.plant_code = document.at("vin").at("plant_code").get<std::string>();
    plan.first_serial = document.at("vin").at("first_serial").get<int>();
    plan.carriers = document.at("carriers").get<std::vector<std::string>>();
    for (const auto& item : document.at("stations")) plan.stations.push_back(read_station(item));
    if (plan.stations.empty() || plan.carriers.empty()) throw std::invalid_argument("no stations, or no carriers");
    for (std::size_t i = 0; i < plan.stations.size(); ++i) {
        const auto& item = document.at("stations")[i];
        if (auto test = item.find("test"); test != item.end()) plan.stations[i].test = read_test(*test, plan);
        read_options(item, static_cast<int>(i), plan);
    }
    for (const auto& [family, station] : document.at("change_windows").items())
        plan.change_windows[family] = plan.index_of(station.get<std::string>());
    plan.cancel_until = plan.index_of(document.at("cancel_until").get<std::string>());
    plan.shelves = document.value("shelves", plan.shelves);
    return plan;
}

}  // namespace

double LinePlan::seconds_in_all() const {
    double sum = 0;
    for (const auto& station : stations) sum += station.seconds;
    return sum;
}

double LinePlan::seconds_of_slowest() const {
    double most = 0;
    for (const auto& station : stations) most = std::max(most, station.seconds);
    return most;
}

int LinePlan::index_of(const std::string& station) const {
    auto found = std::find_if(stations.begin(), stations.end(), [&](const auto& s) { return s.id == station; });
    if (found == stations.end()) throw std::invalid_argument("no station " + station);
    return static_cast<int>(found - stations.begin());
}

std::optional<int> LinePlan::closing_of(const b2mml::Feature& feature) const {
    if (feature.family == "OPTION")
        if (auto own = option_windows.find(feature.code); own != option_windows.end()) return own->second;
    auto family = change_windows.find(feature.family);
    return family == change_windows.end() ? std::nullopt : std::optional(family->second);
}

const std::string* LinePlan::beside(const b2mml::Feature& feature) const {
    auto shelf = shelves.find(feature.family);
    if (shelf == shelves.end()) return nullptr;
    const auto& codes = shelf->second;
    auto found = std::find(codes.begin(), codes.end(), feature.code);
    if (found == codes.end() || codes.size() < 2) return nullptr;
    return found + 1 == codes.end() ? &codes.front() : &*(found + 1);
}

LinePlan read_line_plan(const std::string& file) {
    std::ifstream stream(file);
    if (!stream) throw std::invalid_argument("cannot read the line file " + file);
    try {
        return read(json::parse(stream));
    } catch (const std::exception& error) {
        throw std::invalid_argument("the line file " + file + " is of no use: " + error.what());
    }
}

}  // namespace marque::line
