#include "app/demo_showroom.h"

#include <stdexcept>

namespace marque::app::demo {
namespace {

using catalog::Family;
using catalog::Model;
using Codes = std::vector<std::string>;
using Region = std::optional<core::OrganisationId>;

constexpr int option_percent = 22;
constexpr int most_tries = 400;

Codes codes_of(const Model& model, Family family) {
    Codes codes;
    for (const auto& feature : model.features) {
        if (feature.family == family) codes.push_back(feature.code);
    }
    return codes;
}

/// The same, but what is limited to regions only for a dealer there.
Codes sold_to(const Model& model, Family family, Region region) {
    Codes codes;
    for (const auto& feature : model.features) {
        const bool sold = region ? catalog::sold_in(feature.regions, region) : feature.regions.empty();
        if (feature.family == family && sold) codes.push_back(feature.code);
    }
    return codes;
}

/// The model year that was sold on the day: the oldest one for days before all of them.
const Model& sold_on(const catalog::Snapshot& catalogue, const std::string& code, core::Date day) {
    const Model* best = nullptr;
    for (const auto& [key, model] : catalogue.models) {
        if (key.first == code && (!best || model.features.front().available_on(day))) best = &model;
    }
    if (!best) throw std::runtime_error("history.json names the model " + code + ", which is not in catalog.json");
    return *best;
}

/// One of each family that must be chosen, such that the rules allow it.
Codes draw_base(Dice& dice, const Model& model, core::Date day, Region region) {
    for (int tries = 0; tries < most_tries; ++tries) {
        Codes codes;
        for (const Family family : {Family::trim, Family::engine, Family::exterior_colour, Family::interior_trim}) {
            codes.push_back(dice.pick(sold_to(model, family, region)));
        }
        if (catalog::judge(model, codes, day).valid()) return codes;
    }
    throw std::runtime_error("catalog.json: the rules of " + model.code + " leave next to nothing to choose");
}

void draw_options(Dice& dice, const Model& model, core::Date day, Region region, Codes& codes) {
    for (const auto& option : sold_to(model, Family::option, region)) {
        if (!dice.chance(option_percent)) continue;
        codes.push_back(option);
        if (!catalog::judge(model, codes, day).valid()) codes.pop_back();
    }
}

/// Whether the feature stands in some valid car, alone or with one option that it needs.
bool can_be_had(const Model& model, const Codes& base, const std::string& feature, core::Date day) {
    Codes codes = base;
    codes.push_back(feature);
    if (catalog::judge(model, codes, day).valid()) return true;
    for (const auto& option : codes_of(model, Family::option)) {
        codes.push_back(option);
        if (catalog::judge(model, codes, day).valid()) return true;
        codes.pop_back();
    }
    return false;
}

std::vector<Codes> valid_bases(const Model& model, core::Date day) {
    std::vector<Codes> bases;
    for (const auto& trim : codes_of(model, Family::trim)) {
        for (const auto& engine : codes_of(model, Family::engine)) {
            for (const auto& colour : codes_of(model, Family::exterior_colour)) {
                for (const auto& interior : codes_of(model, Family::interior_trim)) {
                    Codes codes{trim, engine, colour, interior};
                    if (catalog::judge(model, codes, day).valid()) bases.push_back(std::move(codes));
                }
            }
        }
    }
    return bases;
}

bool available_somewhere(const Model& model, const std::vector<Codes>& bases, const catalog::Feature& feature,
                         core::Date day) {
    for (const auto& base : bases) {
        for (const auto& code : base) {
            if (code == feature.code) return true;
        }
        if (feature.family == Family::option && can_be_had(model, base, feature.code, day)) return true;
    }
    return false;
}

}  // namespace

void require_buildable(const catalog::Snapshot& catalogue) {
    for (const auto& [key, model] : catalogue.models) {
        const core::Date day = model.features.front().available_from;
        const auto bases = valid_bases(model, day);
        for (const auto& feature : model.features) {
            if (available_somewhere(model, bases, feature, day)) continue;
            throw std::runtime_error("catalog.json: no valid " + model.code + " of " + std::to_string(model.year) +
                                     " has " + feature.code);
        }
    }
}

Configured configure(Dice& dice, const catalog::Snapshot& catalogue, const std::string& code, core::Date day,
                     Region region) {
    const Model& model = sold_on(catalogue, code, day);
    const core::Date priced = std::max(day, model.features.front().available_from);
    Codes codes = draw_base(dice, model, priced, region);
    draw_options(dice, model, priced, region, codes);
    const auto verdict = catalog::judge(model, codes, priced);

    Configured configured;
    configured.model = model.id;
    configured.model_code = code;
    configured.model_year = static_cast<unsigned>(model.year);
    configured.line = model.line;
    configured.chosen = std::move(codes);
    configured.price = verdict.total;
    for (const auto& line : verdict.lines) {
        const auto& feature = model.features[line.feature];
        configured.features.push_back(feature.code);
        configured.lines.push_back({feature.id, line.amount, line.included});
        if (feature.family == Family::engine) configured.engine = feature.code;
        if (feature.family == Family::exterior_colour) configured.colour = feature.id;
    }
    return configured;
}

}  // namespace marque::app::demo
