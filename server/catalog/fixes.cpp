#include <algorithm>
#include <bit>
#include <map>
#include <queue>
#include <set>

#include "catalog/configuration.h"

namespace marque::catalog {
namespace {

// The nearest valid configurations are looked for best first: a configuration with a broken rule is followed by those
// in which that rule is kept, each as far from the beginning as features differ. What a way added it never takes away
// again, so every smallest set of changes is reached, and the first valid one met is the nearest. The search is
// bounded: tangled rules may leave a conflict without a way out, never the server without an answer.
constexpr int most_looks = 160;
constexpr std::size_t most_fixes = 3;
constexpr std::size_t most_searches = 10;

/// Features as bits, by index.
class Bits {
  public:
    explicit Bits(std::size_t size) : words_((size + 63) / 64) {}
    bool has(std::size_t i) const { return (words_[i / 64] >> (i % 64) & 1) != 0; }
    void add(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
    void remove(std::size_t i) { words_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }
    int common(const Bits& other) const {
        int count = 0;
        for (std::size_t w = 0; w < words_.size(); ++w) count += std::popcount(words_[w] & other.words_[w]);
        return count;
    }
    void remove_all(const Bits& other) {
        for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= ~other.words_[w];
    }
    int distance(const Bits& other) const {
        int count = 0;
        for (std::size_t w = 0; w < words_.size(); ++w) count += std::popcount(words_[w] ^ other.words_[w]);
        return count;
    }
    auto operator<=>(const Bits&) const = default;

  private:
    std::vector<std::uint64_t> words_;
};

constexpr std::size_t nowhere = ~std::size_t{0};

/// What is wrong with a configuration: a rule, a feature that may not be there, or a family.
struct Fault {
    std::size_t rule = nowhere;
    std::size_t feature = nowhere;
    std::size_t family = nowhere;
    bool none() const { return rule == nowhere && feature == nowhere && family == nowhere; }
};

/// The model's rules made ready for looking at many configurations.
class Ground {
  public:
    Ground(const Model& model, const Market& market)
        : model_(model),
          count_(model.features.size()),
          offered_(count_),
          barred_(count_),
          brings_(count_),
          brought_by_(count_),
          families_(4, Bits(count_)) {
        for (std::size_t i = 0; i < count_; ++i) {
            const auto& feature = model.features[i];
            if (feature.offered(market)) offered_.add(i);
            if (!feature.sold_to(market)) barred_.add(i);
            if (feature.family != Family::option) families_[static_cast<std::size_t>(feature.family)].add(i);
        }
        for (const auto& rule : model.rules) {
            if (rule.kind != RuleKind::included_in) continue;
            for (const auto object : rule.objects) {
                brings_[object].push_back(rule.subject);
                brought_by_[rule.subject].push_back(object);
            }
        }
    }

    std::size_t count() const { return count_; }
    bool offered(std::size_t i) const { return offered_.has(i); }

    /// The features in the car, with what others bring.
    Bits car(const Bits& chosen) const {
        Bits in = chosen;
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < count_; ++i) {
            if (chosen.has(i) && !brings_[i].empty()) open.push_back(i);
        }
        while (!open.empty()) {
            const auto bringer = open.back();
            open.pop_back();
            for (const auto brought : brings_[bringer]) {
                if (in.has(brought)) continue;
                in.add(brought);
                if (!brings_[brought].empty()) open.push_back(brought);
            }
        }
        return in;
    }

    Fault first_fault(const Bits& chosen) const {
        const Bits in = car(chosen);
        Fault fault;
        for (std::size_t i = 0; i < count_; ++i) {
            if ((chosen.has(i) && !offered(i)) || (in.has(i) && barred_.has(i))) return fault.feature = i, fault;
        }
        for (std::size_t r = 0; r < model_.rules.size(); ++r) {
            if (broken_in(model_.rules[r], in)) return fault.rule = r, fault;
        }
        for (std::size_t family = 0; family < families_.size(); ++family) {
            if (in.common(families_[family]) != 1) return fault.family = family, fault;
        }
        return fault;
    }

    std::vector<std::size_t> broken_families(const Bits& chosen) const {
        const Bits in = car(chosen);
        std::vector<std::size_t> broken;
        for (std::size_t family = 0; family < families_.size(); ++family) {
            if (in.common(families_[family]) != 1) broken.push_back(family);
        }
        return broken;
    }

    int empty_families(const Bits& chosen) const {
        int empty = 0;
        for (const auto& family : families_) empty += chosen.common(family) == 0;
        return empty;
    }

    /// Takes the place of whatever is chosen of its family.
    Bits with(const Bits& chosen, std::size_t feature) const {
        Bits next = chosen;
        const auto family = static_cast<std::size_t>(model_.features[feature].family);
        for (std::size_t i = 0; family < families_.size() && i < count_; ++i) {
            if (families_[family].has(i)) next.remove(i);
        }
        next.add(feature);
        return next;
    }

    /// Neither chosen nor brought by anything chosen.
    Bits without(const Bits& chosen, std::size_t feature) const {
        Bits next = chosen;
        next.remove_all(bringers_of(feature));
        return next;
    }

    /// The configurations to look at after one with this fault, the likeliest first.
    std::vector<Bits> ways(const Bits& chosen, const Fault& fault) const {
        std::vector<Bits> next;
        if (fault.feature != nowhere) {
            next.push_back(without(chosen, fault.feature));
        } else if (fault.rule != nowhere) {
            const auto& rule = model_.rules[fault.rule];
            if (rule.kind == RuleKind::excludes) {
                next.push_back(without(chosen, rule.subject));
                Bits alone = chosen;
                for (const auto object : rule.objects) alone = without(alone, object);
                next.push_back(std::move(alone));
            } else {
                for (const auto object : rule.objects) bring(chosen, object, next);
                next.push_back(without(chosen, rule.subject));
            }
        } else {
            for (std::size_t i = 0; i < count_; ++i) {
                if (families_[fault.family].has(i) && offered(i)) next.push_back(with(chosen, i));
            }
        }
        return next;
    }

    core::Money total(const Bits& chosen, const Market& market) const {
        core::Money sum;
        Bits brought(count_);
        const Bits in = car(chosen);
        for (std::size_t i = 0; i < count_; ++i) {
            if (!in.has(i)) continue;
            for (const auto one : brings_[i]) brought.add(one);
        }
        for (std::size_t i = 0; i < count_; ++i) {
            if (chosen.has(i) && !brought.has(i)) sum += model_.features[i].price_in(market);
        }
        return sum;
    }

  private:
    static bool broken_in(const Rule& rule, const Bits& in) {
        if (rule.kind == RuleKind::included_in || !in.has(rule.subject)) return false;
        const bool any =
            std::any_of(rule.objects.begin(), rule.objects.end(), [&](std::size_t object) { return in.has(object); });
        return any == (rule.kind == RuleKind::excludes);
    }

    /// The feature and all that bring it, at however many removes; worked out once for each that is asked for.
    const Bits& bringers_of(std::size_t feature) const {
        const auto known = bringers_.find(feature);
        if (known != bringers_.end()) return known->second;
        Bits bringers(count_);
        bringers.add(feature);
        std::vector<std::size_t> open{feature};
        while (!open.empty()) {
            const auto brought = open.back();
            open.pop_back();
            for (const auto bringer : brought_by_[brought]) {
                if (bringers.has(bringer)) continue;
                bringers.add(bringer);
                open.push_back(bringer);
            }
        }
        return bringers_.emplace(feature, std::move(bringers)).first->second;
    }

    /// By itself, or where it is not sold by itself, through what brings it.
    void bring(const Bits& chosen, std::size_t object, std::vector<Bits>& next) const {
        if (offered(object)) return next.push_back(with(chosen, object));
        for (const auto bringer : brought_by_[object]) {
            if (offered(bringer)) next.push_back(with(chosen, bringer));
        }
    }

    const Model& model_;
    std::size_t count_;
    Bits offered_, barred_;
    std::vector<std::vector<std::size_t>> brings_, brought_by_;
    std::vector<Bits> families_;
    mutable std::map<std::size_t, Bits> bringers_;
};

struct Look {
    int least;  ///< changes that a valid configuration on this way has at least
    int order;
    Bits chosen;
    bool operator<(const Look& other) const { return least != other.least ? least > other.least : order > other.order; }
};

class Search {
  public:
    Search(const Ground& ground, const Bits& before) : ground_(ground), before_(before) {}

    std::vector<Bits> run(const Fault& fault) {
        follow(before_, fault);
        std::vector<Bits> found;
        for (int looks = 0; looks < most_looks && !open_.empty() && found.size() < most_fixes; ++looks) {
            const Bits chosen = open_.top().chosen;
            open_.pop();
            const auto next = ground_.first_fault(chosen);
            if (next.none()) {
                found.push_back(chosen);
            } else {
                follow(chosen, next);
            }
        }
        return found;
    }

  private:
    void follow(const Bits& chosen, const Fault& fault) {
        for (auto& next : ground_.ways(chosen, fault)) {
            // A change that is taken back leads where another way leads sooner.
            const bool onward = before_.distance(next) == before_.distance(chosen) + chosen.distance(next);
            if (!onward || next == chosen || !seen_.insert(next).second) continue;
            open_.push({before_.distance(next) + ground_.empty_families(next), ++order_, std::move(next)});
        }
    }

    const Ground& ground_;
    const Bits& before_;
    std::priority_queue<Look> open_;
    std::set<Bits> seen_;
    int order_ = 0;
};

/// The conflict as the search knows it; none for a code that the model does not have.
Fault fault_of(const Model& model, const Conflict& conflict, std::size_t& rule_place, std::size_t& family_place,
               const std::vector<std::size_t>& broken_families) {
    Fault fault;
    if (conflict.kind == ConflictKind::choose_one) {
        fault.family = broken_families.at(family_place++);
    } else if (conflict.kind == ConflictKind::unavailable || conflict.kind == ConflictKind::not_in_region) {
        if (const auto found = model.index_of.find(conflict.rule); found != model.index_of.end())
            fault.feature = found->second;
    } else if (conflict.kind != ConflictKind::unknown_feature) {
        while (model.rules[rule_place].code != conflict.rule) ++rule_place;
        fault.rule = rule_place;
    }
    return fault;
}

Fix difference(const Model& model, const Bits& before, const Bits& after, const std::vector<std::string>& unknown) {
    Fix fix;
    fix.remove = unknown;
    for (std::size_t i = 0; i < model.features.size(); ++i) {
        if (before.has(i) == after.has(i)) continue;
        (after.has(i) ? fix.add : fix.remove).push_back(model.features[i].code);
    }
    return fix;
}

}  // namespace

Verdict check(const Model& model, const std::vector<std::string>& codes, const Market& market) {
    Verdict verdict = judge(model, codes, market);
    if (verdict.valid() || !model.sold_to(market)) return verdict;
    const Ground ground(model, market);
    Bits before(ground.count());
    std::vector<std::string> unknown;
    for (const auto& code : codes) {
        const auto found = model.index_of.find(code);
        found == model.index_of.end() ? unknown.push_back(code) : before.add(found->second);
    }
    const auto broken_families = ground.broken_families(before);
    std::size_t rule_place = 0, family_place = 0, searches = 0;
    const auto as_fixes = [&](const std::vector<Bits>& ways) {
        std::vector<Fix> fixes;
        for (const auto& after : ways) {
            fixes.push_back(difference(model, before, after, unknown));
            fixes.back().price_effect = ground.total(after, market) - verdict.total;
        }
        return fixes;
    };
    for (auto& conflict : verdict.conflicts) {
        auto fault = fault_of(model, conflict, rule_place, family_place, broken_families);
        // Every way out makes the whole configuration valid, so the first conflict's ways are good for any other.
        if (++searches > most_searches) {
            conflict.fixes = verdict.conflicts.front().fixes;
            continue;
        }
        if (fault.none()) fault = ground.first_fault(before);
        if (fault.none()) {
            conflict.fixes = as_fixes({before});
            continue;
        }
        conflict.fixes = as_fixes(Search(ground, before).run(fault));
    }
    return verdict;
}

}  // namespace marque::catalog
