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

/// What an order already has, by what it was ordered for; nothing where something else brought it.
using Kept = std::map<core::FeatureId, std::optional<core::Money>>;

/// When and where a car is sold: the civil day at the dealer's, and their region; without one, nothing is held back.
/// For an order that is changed, what it has stays: it is available and keeps its price, whatever was withdrawn since.
struct Market {
    Market(core::Date on, std::optional<core::OrganisationId> in = {}, Kept has = {})
        : day(on), region(in), kept(std::move(has)) {}
    core::Date day;
    std::optional<core::OrganisationId> region;
    Kept kept;
};

/// The regions to which something is limited; none: it is sold everywhere.
using Regions = std::vector<core::OrganisationId>;
bool sold_in(const Regions& limits, std::optional<core::OrganisationId> region);

/// Something that can be chosen.
struct Feature {
    core::FeatureId id;
    Family family = Family::option;
    std::string code;
    core::Localized name;
    std::string swatch;  ///< "#rrggbb", empty for none
    core::Date available_from;
    std::optional<core::Date> available_to;
    bool withdrawn = false;  ///< taken out of the catalogue; orders that have it keep it
    Regions regions;
    std::map<core::Date, core::Money> prices;  ///< by the day from which they hold

    bool available_on(core::Date day) const;
    bool kept_in(const Market& market) const { return !market.kept.empty() && market.kept.contains(id); }
    bool available_in(const Market& market) const { return available_on(market.day) || kept_in(market); }
    bool sold_to(const Market& market) const { return sold_in(regions, market.region) || kept_in(market); }
    bool offered(const Market& market) const { return available_in(market) && sold_to(market); }
    /// The price that holds on the day; zero before the first.
    core::Money price_on(core::Date day) const;
    core::Money price_in(const Market& market) const;
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
    bool orderable = true;
    Regions regions;
    std::vector<Feature> features;
    std::vector<Rule> rules;
    std::map<std::string, std::size_t, std::less<>> index_of;

    bool sold_to(const Market& market) const { return !market.kept.empty() || sold_in(regions, market.region); }
    /// The rule as a sentence for people.
    core::Localized sentence(const Rule& rule) const;
};

enum class ConflictKind { requires_one, excludes, only_with, choose_one, unknown_feature, unavailable, not_in_region };

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

/// Judges a configuration for a market: exactly one of each single-choice family, every rule kept, everything chosen
/// available on the day, nothing in the car that is not sold in the region. Features that a chosen one includes come
/// free. Pure; its time grows with features + rules, tens of microseconds for 200 options and 400 rules.
Verdict judge(const Model& model, const std::vector<std::string>& codes, const Market& market);

/// The same, and for each conflict the nearest valid configurations that are found within a bounded search.
Verdict check(const Model& model, const std::vector<std::string>& codes, const Market& market);

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
    static constexpr std::array<std::pair<E, std::string_view>, 7> names{{{E::requires_one, "REQUIRES"},
                                                                          {E::excludes, "EXCLUDES"},
                                                                          {E::only_with, "ONLY_WITH"},
                                                                          {E::choose_one, "CHOOSE_ONE"},
                                                                          {E::unknown_feature, "UNKNOWN_FEATURE"},
                                                                          {E::unavailable, "UNAVAILABLE"},
                                                                          {E::not_in_region, "NOT_IN_REGION"}}};
};
