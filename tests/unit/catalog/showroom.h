#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "catalog/configuration.h"

namespace marque::showroom {

using marque::catalog::ConflictKind;
using marque::catalog::Family;
using marque::catalog::RuleKind;
using Codes = std::vector<std::string>;

inline core::Date date(const char* text) { return core::parse_date(text).value(); }

/// Two trims and one of everything else; package P brings lamps L, L brings washers W; H needs one of W and T2.
struct Showroom {
    marque::catalog::Model model;
    core::Date today = date("2026-11-21");

    Showroom() {
        add(Family::trim, "T1", "150000.00");
        add(Family::trim, "T2", "180000.00");
        add(Family::engine, "E1", "0.00");
        add(Family::exterior_colour, "C1", "0.00");
        add(Family::interior_trim, "I1", "0.00");
        for (const char* code : {"P", "L", "W", "H", "X"}) add(Family::option, code, "1000.00");
        rule("R1", RuleKind::included_in, "L", {"P"});
        rule("R2", RuleKind::included_in, "W", {"L"});
        rule("R3", RuleKind::requires_one, "H", {"W", "T2"});
        rule("R4", RuleKind::excludes, "X", {"P", "H"});
        rule("R5", RuleKind::only_with, "P", {"T2"});
    }
    void add(Family family, const std::string& code, const char* price) {
        marque::catalog::Feature feature;
        feature.family = family;
        feature.code = code;
        feature.name = {"配置" + code, "Feature " + code};
        feature.available_from = date("2020-01-01");
        feature.prices[date("2020-01-01")] = core::Money::parse(price).value();
        model.index_of[code] = model.features.size();
        model.features.push_back(feature);
    }
    void rule(const char* code, RuleKind kind, const char* subject, const Codes& objects) {
        marque::catalog::Rule rule{code, kind, model.index_of.at(subject), {}};
        for (const auto& object : objects) rule.objects.push_back(model.index_of.at(object));
        model.rules.push_back(rule);
    }
    marque::catalog::Feature& feature(const char* code) { return model.features[model.index_of.at(code)]; }
    static Codes with(const char* trim, Codes more = {}) {
        more.insert(more.end(), {trim, "E1", "C1", "I1"});
        return more;
    }
    /// The rules that are broken, in their order.
    std::string broken(const Codes& codes) const {
        std::string rules;
        for (const auto& conflict : marque::catalog::judge(model, codes, today).conflicts)
            rules += (rules.empty() ? "" : " ") + conflict.rule;
        return rules;
    }
    std::string total(const Codes& codes) const { return marque::catalog::judge(model, codes, today).total.text(); }
};

}  // namespace marque::showroom
