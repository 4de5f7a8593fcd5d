#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/enum_text.h"
#include "core/ids.h"
#include "core/localized.h"
#include "core/money.h"
#include "core/time.h"

namespace marque::catalog {

enum class Family { trim, engine, exterior_colour, interior_trim, option };
enum class RuleKind { requires_one, excludes, only_with, included_in };
enum class BodyStyle { sedan, suv, mpv, hatchback };

/// Something that can be chosen.
struct Feature {
    core::FeatureId id;
    Family family = Family::option;
    std::string code;
    core::Localized name;
    std::string swatch;  ///< "#rrggbb", empty for none
    core::Date available_from;
    std::optional<core::Date> available_to;
    std::map<core::Date, core::Money> prices;  ///< by the day from which they hold

    bool available_on(core::Date day) const;
    /// The price that holds on the day; zero before the first.
    core::Money price_on(core::Date day) const;
};

/// A rule between features, by their index in the model.
struct Rule {
    std::string code;
    RuleKind kind = RuleKind::requires_one;
    std::size_t subject = 0;
    std::vector<std::size_t> objects;
};

struct Model {
    core::ModelId id;
    std::string code;
    int year = 0;
    core::Localized name;
    BodyStyle body_style = BodyStyle::sedan;
    std::string line;
    std::vector<Feature> features;
    std::vector<Rule> rules;
    std::map<std::string, std::size_t, std::less<>> index_of;

    /// The rule as a sentence for people.
    core::Localized sentence(const Rule& rule) const;
};

enum class ConflictKind { requires_one, excludes, only_with, choose_one, unknown_feature, unavailable };

/// A way out of a conflict: the whole configuration is valid after it.
struct Fix {
    std::vector<std::string> add;
    std::vector<std::string> remove;
    core::Money price_effect;
};

struct Conflict {
    std::string rule;
    ConflictKind kind = ConflictKind::choose_one;
    std::vector<std::string> features;
    core::Localized sentence;
    std::vector<Fix> fixes;
};

struct PricedFeature {
    std::size_t feature = 0;
    core::Money amount;
    bool included = false;
};

struct Verdict {
    std::vector<Conflict> conflicts;
    std::vector<PricedFeature> lines;  ///< in the model's order, with what packages bring
    core::Money total;
    bool valid() const { return conflicts.empty(); }
};

/// Judges a configuration on a day: exactly one of each single-choice family, every rule kept, everything available.
/// Features that a chosen one includes come free. Pure; well under a millisecond for 200 options and 400 rules when
/// valid.
Verdict check(const Model& model, const std::vector<std::string>& codes, core::Date day);

/// The same without looking for ways out.
Verdict judge(const Model& model, const std::vector<std::string>& codes, core::Date day);

}  // namespace marque::catalog

template <>
struct marque::core::EnumText<marque::catalog::Family> {
    using E = marque::catalog::Family;
    static constexpr std::array<std::pair<E, std::string_view>, 5> names{{{E::trim, "TRIM"},
                                                                          {E::engine, "ENGINE"},
                                                                          {E::exterior_colour, "EXTERIOR_COLOUR"},
                                                                          {E::interior_trim, "INTERIOR_TRIM"},
                                                                          {E::option, "OPTION"}}};
};
template <>
struct marque::core::EnumText<marque::catalog::RuleKind> {
    using E = marque::catalog::RuleKind;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{{{E::requires_one, "REQUIRES"},
                                                                          {E::excludes, "EXCLUDES"},
                                                                          {E::only_with, "ONLY_WITH"},
                                                                          {E::included_in, "INCLUDED_IN"}}};
};
template <>
struct marque::core::EnumText<marque::catalog::BodyStyle> {
    using E = marque::catalog::BodyStyle;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::sedan, "SEDAN"}, {E::suv, "SUV"}, {E::mpv, "MPV"}, {E::hatchback, "HATCHBACK"}}};
};
template <>
struct marque::core::EnumText<marque::catalog::ConflictKind> {
    using E = marque::catalog::ConflictKind;
    static constexpr std::array<std::pair<E, std::string_view>, 6> names{{{E::requires_one, "REQUIRES"},
                                                                          {E::excludes, "EXCLUDES"},
                                                                          {E::only_with, "ONLY_WITH"},
                                                                          {E::choose_one, "CHOOSE_ONE"},
                                                                          {E::unknown_feature, "UNKNOWN_FEATURE"},
                                                                          {E::unavailable, "UNAVAILABLE"}}};
};
