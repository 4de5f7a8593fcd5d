#include <algorithm>
#include <set>

#include "catalog/configuration.h"

namespace marque::catalog {
namespace {

using Codes = std::set<std::string>;

constexpr int most_steps = 5;
constexpr std::size_t most_fixes = 3;

std::vector<std::string> as_list(const Codes& codes) { return {codes.begin(), codes.end()}; }

/// Puts a feature in; of a single-choice family it takes the place of the one chosen before.
void put(const Model& model, Codes& codes, const std::string& code) {
    const auto family = model.features[model.index_of.at(code)].family;
    if (family != Family::option) {
        std::erase_if(codes, [&](const std::string& other) {
            const auto found = model.index_of.find(other);
            return found != model.index_of.end() && model.features[found->second].family == family;
        });
    }
    codes.insert(code);
}

/// The next configurations to try for a conflict, each one step away.
std::vector<Codes> steps(const Model& model, const Codes& codes, const Conflict& conflict, core::Date day) {
    std::vector<Codes> next;
    const auto without = [&](const std::string& code) {
        Codes fewer = codes;
        if (fewer.erase(code) > 0) next.push_back(std::move(fewer));
    };
    const auto with = [&](const std::string& code) {
        if (!model.features[model.index_of.at(code)].available_on(day)) return;
        Codes more = codes;
        put(model, more, code);
        next.push_back(std::move(more));
    };
    switch (conflict.kind) {
        case ConflictKind::requires_one:
        case ConflictKind::only_with:
            for (std::size_t i = 1; i < conflict.features.size(); ++i) with(conflict.features[i]);
            without(conflict.features.front());
            break;
        case ConflictKind::excludes:
        case ConflictKind::unknown_feature:
        case ConflictKind::unavailable:
            for (const auto& code : conflict.features) without(code);
            break;
        case ConflictKind::choose_one:
            for (const auto& code : conflict.features) with(code);
            break;
    }
    return next;
}

/// Follows the first way out of every further conflict, a few steps deep; nothing when that does not end well.
std::optional<Codes> settle(const Model& model, Codes codes, core::Date day) {
    for (int step = 0; step < most_steps; ++step) {
        const auto verdict = judge(model, as_list(codes), day);
        if (verdict.valid()) return codes;
        auto next = steps(model, codes, verdict.conflicts.front(), day);
        if (next.empty()) return std::nullopt;
        codes = std::move(next.front());
    }
    return std::nullopt;
}

Fix difference(const Codes& before, const Codes& after, core::Money price_effect) {
    Fix fix;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(fix.add));
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(fix.remove));
    fix.price_effect = price_effect;
    return fix;
}

bool same(const Fix& a, const Fix& b) { return a.add == b.add && a.remove == b.remove; }

}  // namespace

Verdict check(const Model& model, const std::vector<std::string>& codes, core::Date day) {
    Verdict verdict = judge(model, codes, day);
    const Codes before(codes.begin(), codes.end());
    for (auto& conflict : verdict.conflicts) {
        for (auto& candidate : steps(model, before, conflict, day)) {
            const auto after = settle(model, std::move(candidate), day);
            if (!after) continue;
            auto fix = difference(before, *after, judge(model, as_list(*after), day).total - verdict.total);
            const bool known = std::any_of(conflict.fixes.begin(), conflict.fixes.end(),
                                           [&](const Fix& other) { return same(other, fix); });
            if (!known) conflict.fixes.push_back(std::move(fix));
        }
        // Nearest first: the fewer features change, the better.
        std::stable_sort(conflict.fixes.begin(), conflict.fixes.end(), [](const Fix& a, const Fix& b) {
            return a.add.size() + a.remove.size() < b.add.size() + b.remove.size();
        });
        if (conflict.fixes.size() > most_fixes) conflict.fixes.resize(most_fixes);
    }
    return verdict;
}

}  // namespace marque::catalog
