#include "catalog/configuration.h"

#include <algorithm>
#include <array>

namespace marque::catalog {
namespace {

struct FamilyName {
    Family family;
    core::Localized name;
};
const std::array<FamilyName, 4> single_choice{{{Family::trim, {"版型", "trim"}},
                                               {Family::engine, {"动力", "engine"}},
                                               {Family::exterior_colour, {"车身颜色", "exterior colour"}},
                                               {Family::interior_trim, {"内饰", "interior"}}}};

/// Which features are in the car, by index; `included` marks those that another one brings.
struct Chosen {
    std::vector<char> in;
    std::vector<char> included;
};

bool any_in(const Chosen& chosen, const std::vector<std::size_t>& objects) {
    return std::any_of(objects.begin(), objects.end(), [&](std::size_t object) { return chosen.in[object] != 0; });
}

/// What packages and trims bring, and what that brings in turn. Each feature is looked at once, however long the chain.
void add_included(const Model& model, Chosen& chosen) {
    std::vector<std::vector<std::size_t>> brings(model.features.size());
    for (const auto& rule : model.rules) {
        if (rule.kind != RuleKind::included_in) continue;
        for (const auto object : rule.objects) brings[object].push_back(rule.subject);
    }
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < model.features.size(); ++i) {
        if (chosen.in[i]) open.push_back(i);
    }
    while (!open.empty()) {
        const auto bringer = open.back();
        open.pop_back();
        for (const auto brought : brings[bringer]) {
            chosen.included[brought] = 1;
            if (!chosen.in[brought]) open.push_back(brought);
            chosen.in[brought] = 1;
        }
    }
}

bool broken(const Rule& rule, const Chosen& chosen) {
    if (!chosen.in[rule.subject]) return false;
    switch (rule.kind) {
        case RuleKind::requires_one:
        case RuleKind::only_with:
            return !any_in(chosen, rule.objects);
        case RuleKind::excludes:
            return any_in(chosen, rule.objects);
        case RuleKind::included_in:
            return false;
    }
    return false;
}

ConflictKind conflict_kind(RuleKind kind) {
    return kind == RuleKind::excludes    ? ConflictKind::excludes
           : kind == RuleKind::only_with ? ConflictKind::only_with
                                         : ConflictKind::requires_one;
}

Conflict rule_conflict(const Model& model, const Rule& rule, const Chosen& chosen) {
    Conflict conflict{
        rule.code, conflict_kind(rule.kind), {model.features[rule.subject].code}, model.sentence(rule), {}};
    for (const auto object : rule.objects) {
        if (rule.kind != RuleKind::excludes || chosen.in[object])
            conflict.features.push_back(model.features[object].code);
    }
    return conflict;
}

void find_family_conflicts(const Model& model, const Chosen& chosen, std::vector<Conflict>& conflicts) {
    for (const auto& [family, name] : single_choice) {
        std::vector<std::string> codes;
        for (std::size_t i = 0; i < model.features.size(); ++i) {
            if (chosen.in[i] && model.features[i].family == family) codes.push_back(model.features[i].code);
        }
        if (codes.size() == 1) continue;
        core::Localized sentence{"请选择一种" + name.zh + "。", "Choose one " + name.en + "."};
        conflicts.push_back({"FAMILY", ConflictKind::choose_one, std::move(codes), std::move(sentence), {}});
    }
}

Conflict single(ConflictKind kind, const std::string& code, core::Localized sentence) {
    return {code, kind, {code}, std::move(sentence), {}};
}

Chosen choose(const Model& model, const std::vector<std::string>& codes, const Market& market,
              std::vector<Conflict>& conflicts) {
    Chosen chosen{std::vector<char>(model.features.size()), std::vector<char>(model.features.size())};
    for (const auto& code : codes) {
        const auto found = model.index_of.find(code);
        if (found == model.index_of.end()) {
            conflicts.push_back(
                single(ConflictKind::unknown_feature, code,
                       {"该车型没有代码为「" + code + "」的配置。", "This model has no feature " + code + "."}));
            continue;
        }
        const auto& feature = model.features[found->second];
        if (!feature.available_in(market)) {
            conflicts.push_back(
                single(ConflictKind::unavailable, code,
                       {"「" + feature.name.zh + "」目前不可选。", feature.name.en + " is not available now."}));
        }
        chosen.in[found->second] = 1;
    }
    return chosen;
}

/// A car must not have what its region does not sell, even where a package brings it.
void find_region_conflicts(const Model& model, const Chosen& chosen, const Market& market,
                           std::vector<Conflict>& conflicts) {
    if (!model.sold_to(market)) {
        conflicts.push_back(
            {model.code,
             ConflictKind::not_in_region,
             {},
             {"「" + model.name.zh + "」不在本区域销售。", model.name.en + " is not sold in this region."},
             {}});
    }
    for (std::size_t i = 0; i < model.features.size(); ++i) {
        const auto& feature = model.features[i];
        if (!chosen.in[i] || feature.sold_to(market)) continue;
        conflicts.push_back(single(
            ConflictKind::not_in_region, feature.code,
            {"「" + feature.name.zh + "」不在本区域供应。", feature.name.en + " is not offered in this region."}));
    }
}

std::string joined(const Model& model, const std::vector<std::size_t>& objects, bool chinese) {
    std::string text;
    for (const auto object : objects) {
        const auto& name = model.features[object].name;
        if (!text.empty()) text += chinese ? "或" : " or ";
        text += chinese ? "「" + name.zh + "」" : name.en;
    }
    return text;
}

}  // namespace

bool sold_in(const Regions& limits, std::optional<core::OrganisationId> region) {
    return limits.empty() || !region || std::find(limits.begin(), limits.end(), *region) != limits.end();
}

bool Feature::available_on(core::Date day) const {
    return !withdrawn && day >= available_from && (!available_to || day <= *available_to);
}

core::Money Feature::price_on(core::Date day) const {
    const auto later = prices.upper_bound(day);
    return later == prices.begin() ? core::Money{} : std::prev(later)->second;
}

core::Money Feature::price_in(const Market& market) const {
    const auto ordered = market.kept.empty() ? market.kept.end() : market.kept.find(id);
    return ordered != market.kept.end() && ordered->second ? *ordered->second : price_on(market.day);
}

core::Localized Model::sentence(const Rule& rule) const {
    const auto& subject = features[rule.subject].name;
    const std::string zh = "「" + subject.zh + "」";
    const std::string objects_zh = joined(*this, rule.objects, true);
    const std::string objects_en = joined(*this, rule.objects, false);
    switch (rule.kind) {
        case RuleKind::requires_one:
            return {zh + "需同时选择" + objects_zh + "。", subject.en + " needs " + objects_en + "."};
        case RuleKind::excludes:
            return {zh + "不能与" + objects_zh + "同时选择。",
                    subject.en + " cannot be combined with " + objects_en + "."};
        case RuleKind::only_with:
            return {zh + "仅可搭配" + objects_zh + "。", subject.en + " is offered only with " + objects_en + "."};
        case RuleKind::included_in:
            return {objects_zh + "已包含" + zh + "。", objects_en + " includes " + subject.en + "."};
    }
    return {};
}

Verdict judge(const Model& model, const std::vector<std::string>& codes, const Market& market) {
    Verdict verdict;
    Chosen chosen = choose(model, codes, market, verdict.conflicts);
    add_included(model, chosen);
    find_region_conflicts(model, chosen, market, verdict.conflicts);
    find_family_conflicts(model, chosen, verdict.conflicts);
    for (const auto& rule : model.rules) {
        if (broken(rule, chosen)) verdict.conflicts.push_back(rule_conflict(model, rule, chosen));
    }
    for (std::size_t i = 0; i < model.features.size(); ++i) {
        if (!chosen.in[i]) continue;
        const auto amount = chosen.included[i] ? core::Money{} : model.features[i].price_in(market);
        verdict.lines.push_back({i, amount, chosen.included[i] != 0});
        verdict.total += amount;
    }
    return verdict;
}

}  // namespace marque::catalog
