#include <algorithm>

#include "orders/exchange.h"

namespace marque::orders {
namespace {

const ExchangeFeature* find_feature(const std::vector<ExchangeFeature>& features, core::FeatureId id) {
    const auto found = std::find_if(features.begin(), features.end(), [id](const auto& each) { return each.id == id; });
    return found == features.end() ? nullptr : &*found;
}

std::vector<const ExchangeFeature*> without(const std::vector<ExchangeFeature>& features,
                                            const std::vector<ExchangeFeature>& others) {
    std::vector<const ExchangeFeature*> alone;
    for (const auto& feature : features) {
        if (!find_feature(others, feature.id)) alone.push_back(&feature);
    }
    return alone;
}

std::optional<FeatureName> name_of(const ExchangeFeature* feature) {
    if (!feature) return std::nullopt;
    return FeatureName{feature->code, feature->name};
}

/// Of trim, engine and colours a car has one each: one for another is one difference. Each option is one by itself.
std::vector<CarDifference> differences_of(const std::vector<ExchangeFeature>& ordered,
                                          const std::vector<ExchangeFeature>& built) {
    std::vector<CarDifference> differences;
    for (const auto* gone : without(ordered, built)) differences.push_back({gone->family, name_of(gone), std::nullopt});
    for (const auto* fresh : without(built, ordered)) {
        const auto pair = std::find_if(differences.begin(), differences.end(), [fresh](const CarDifference& each) {
            return fresh->family != catalog::Family::option && each.family == fresh->family && !each.built;
        });
        if (pair != differences.end()) {
            pair->built = name_of(fresh);
        } else {
            differences.push_back({fresh->family, std::nullopt, name_of(fresh)});
        }
    }
    return differences;
}

}  // namespace

ExchangeTerms terms_of_exchange(const std::vector<ExchangeFeature>& ordered, const std::vector<ExchangeFeature>& built,
                                core::Money price) {
    ExchangeTerms terms{differences_of(ordered, built), {}, {}};
    core::Money discount;
    for (const auto& feature : ordered) discount += feature.amount;
    discount -= price;
    for (const auto& feature : built) {
        const auto* const promised = find_feature(ordered, feature.id);
        const bool keeps = promised && !promised->included && !feature.included;
        terms.features.push_back({feature.id, keeps ? promised->amount : feature.amount, feature.included});
        terms.price += terms.features.back().amount;
    }
    terms.price -= discount;
    return terms;
}

}  // namespace marque::orders
