#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/scope.h"
#include "http/json_fields.h"

/// The JSON files under schema/reference and schema/demo, as they are written there.
namespace marque::app::files {

struct LineStation {
    std::string code, shop;
    unsigned position = 0;
    std::string name_zh, name_en;
};
MARQUE_JSON(LineStation, code, shop, position, name_zh, name_en)

struct Line {
    std::string code, plant, name_zh, name_en;
    std::vector<LineStation> stations;
};
MARQUE_JSON(Line, code, plant, name_zh, name_en, stations)

struct Lines {
    std::vector<Line> lines;
};
MARQUE_JSON(Lines, lines)

struct CareRule {
    std::string code, caused_by, name_zh, name_en;
    std::optional<unsigned> due_days, due_km;
    unsigned window_days = 0, occurrences = 1, priority = 0;
    std::string script_zh, script_en;
};
MARQUE_JSON(CareRule, code, caused_by, name_zh, name_en, due_days, due_km, window_days, occurrences, priority,
            script_zh, script_en)

struct CareRules {
    std::vector<CareRule> care_rules;
};
MARQUE_JSON(CareRules, care_rules)

struct Organisation {
    core::OrganisationKind kind{};
    std::string code, name_zh, name_en;
    std::optional<std::string> parent;
    std::string city_zh, city_en, phone;
};
MARQUE_JSON(Organisation, kind, code, name_zh, name_en, parent, city_zh, city_en, phone)

struct Person {
    std::string sign_in_name, name, organisation;
    std::vector<core::Role> roles;
    std::string locale;
    bool shown = false;  ///< among the sign-ins that a newcomer is told
};
MARQUE_JSON(Person, sign_in_name, name, organisation, roles, locale, shown)

struct Network {
    std::string password;
    std::vector<Organisation> organisations;  ///< parents before their children
    std::vector<Person> people;
};
MARQUE_JSON(Network, password, organisations, people)

struct Feature {
    std::string family, code, name_zh, name_en;
    std::optional<std::string> swatch;
    std::string line_station;
    core::Money price;
    std::optional<std::vector<std::string>> regions;  ///< where alone it is sold, in the latest model year
};
MARQUE_JSON(Feature, family, code, name_zh, name_en, swatch, line_station, price, regions)

struct OptionRule {
    std::string code, kind, subject;
    std::vector<std::string> objects;
};
MARQUE_JSON(OptionRule, code, kind, subject, objects)

struct Model {
    std::string code, name_zh, name_en, body_style, line;
    unsigned model_year = 0;
    core::Date available_from;
    std::vector<Feature> features;
    std::vector<OptionRule> rules;
};
MARQUE_JSON(Model, code, name_zh, name_en, body_style, line, model_year, available_from, features, rules)

/// A model year that can no longer be ordered: the same features at that year's price level.
struct PastYear {
    unsigned model_year = 0;
    core::Date available_from, available_to;
    unsigned price_permille = 1000;
};
MARQUE_JSON(PastYear, model_year, available_from, available_to, price_permille)

struct Catalog {
    std::vector<PastYear> past_years;
    std::vector<Model> models;
};
MARQUE_JSON(Catalog, past_years, models)

struct LabourOperation {
    std::string code, name_zh, name_en;
    core::Hundredths hours;
    core::Money hourly_rate;
    std::optional<unsigned> maintenance_km;
};
MARQUE_JSON(LabourOperation, code, name_zh, name_en, hours, hourly_rate, maintenance_km)

struct Part {
    std::string part_no, name_zh, name_en;
    core::Money unit_price;
    bool serialised = false;
};
MARQUE_JSON(Part, part_no, name_zh, name_en, unit_price, serialised)

struct Workshop {
    std::vector<LabourOperation> labour_operations;
    std::vector<Part> parts;
};
MARQUE_JSON(Workshop, labour_operations, parts)

/// Reads a file into a described struct. Throws std::runtime_error that names the file and what is wrong in it.
std::string read_text(const std::filesystem::path& file);
[[noreturn]] void refuse(const std::filesystem::path& file, const core::Error& fault);

template <class T>
T read(const std::filesystem::path& file) {
    const std::string text = read_text(file);
    try {
        return http::parse_json<T>(text);
    } catch (const core::Error& fault) {
        refuse(file, fault);
    }
}

}  // namespace marque::app::files
