#include "scenarios/wishes.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace marque::scenarios {
namespace {

constexpr int most_drafts = 60, most_ways_out = 6, option_percent = 25;

void take_way_out(Json& features, const Json& way_out) {
    for (const auto& code : way_out.at("remove")) features.erase(std::find(features.begin(), features.end(), code));
    for (const auto& code : way_out.at("add")) features.push_back(code);
}

Json draft(const Json& model, std::mt19937& random) {
    std::map<std::string, std::vector<std::string>> families;
    for (const auto& feature : model.at("features")) families[feature.at("family")].push_back(feature.at("code"));
    Json features = Json::array();
    for (const auto& [family, codes] : families) {
        if (family != "OPTION") {
            features.push_back(codes[random() % codes.size()]);
            continue;
        }
        for (const auto& code : codes)
            if (static_cast<int>(random() % 100) < option_percent) features.push_back(code);
    }
    return {{"model", model.at("code")}, {"model_year", model.at("model_year")}, {"features", features}};
}

}  // namespace

Json expect(int status, const support::Reply& reply, const std::string& what) {
    if (reply.status == status) return reply.body.empty() ? Json() : reply.json();
    throw std::runtime_error(what + ": the server answers " + std::to_string(reply.status) + " " + reply.body);
}

std::vector<Json> read_models(HttpClient& asker) {
    std::vector<Json> models;
    const auto list = expect(200, asker.get("/catalog/models"), "models");
    for (const auto& model : list.at("items")) {
        const std::string code = model.at("code"), year = std::to_string(model.at("model_year").get<int>());
        models.push_back(expect(200, asker.get("/catalog/models/" + code + "/" + year), "model " + code));
    }
    return models;
}

Wish draw_wish(HttpClient& asker, const std::vector<Json>& models, std::mt19937& random, int& against_rules) {
    for (int drafts = 0; drafts < most_drafts; ++drafts) {
        auto configuration = draft(models[random() % models.size()], random);
        for (int way = 0; way < most_ways_out; ++way) {
            auto check = expect(200, asker.post("/catalog/configurations/check", configuration), "check");
            if (check.at("valid")) return {std::move(configuration), std::move(check)};
            if (way == 0) ++against_rules;
            const auto& fixes = check.at("conflicts").at(0).at("fixes");
            if (fixes.empty()) break;
            take_way_out(configuration["features"], fixes.at(0));
        }
    }
    throw std::runtime_error("the rules leave nothing that can be ordered");
}

}  // namespace marque::scenarios
