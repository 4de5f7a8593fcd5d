#include "catalog/buildable.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "catalog/clauses.h"

namespace marque::catalog {
namespace {

constexpr std::size_t longest_chain = 8;
constexpr std::size_t most_explained = 30;

const std::array<core::Localized, 4> needs_one{{{"每辆车须有一个版型", "every car has one trim"},
                                                {"每辆车须有一种动力", "every car has one engine"},
                                                {"每辆车须有一种车身颜色", "every car has one exterior colour"},
                                                {"每辆车须有一种内饰", "every car has one interior"}}};

/// The model in one market as clauses. Groups: each rule, then each family, then each feature that is not offered.
class Question {
  public:
    Question(const Model& model, const Market& market)
        : model_(model), market_(market), solver_(model.features.size(), families(model), order(model)) {
        for (std::size_t r = 0; r < model.rules.size(); ++r) add_rule(r);
        for (std::size_t family = 0; family < 4; ++family) add_family(family);
        for (std::size_t i = 0; i < model.features.size(); ++i) add_offer(i);
    }

    /// With this feature in the car, or any car at all.
    Satisfiable ask(std::optional<std::size_t> with = {}) {
        return ask(with, [](std::size_t) { return true; });
    }
    bool in_the_car(std::size_t feature) const { return solver_.value(static_cast<std::uint32_t>(feature)); }

    /// Why there is no car, and whether it is so because of what the region does not sell.
    struct Reason {
        core::Localized chain;
        bool regional = false;
    };
    /// A smallest set of groups that leaves no car, in sentences.
    Reason reason(std::optional<std::size_t> with) {
        std::vector<std::size_t> groups;
        for (std::size_t group = 0; group < group_count(); ++group) groups.push_back(group);
        // Halves first, then ever smaller pieces: what can be left out all together is left out at once.
        for (std::size_t piece = groups.size() / 2; piece > 0; piece /= 2) {
            for (std::size_t from = 0; from < groups.size();) {
                auto fewer = groups;
                const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(from);
                fewer.erase(first, first + static_cast<std::ptrdiff_t>(std::min(piece, fewer.size() - from)));
                const std::set<std::size_t> kept(fewer.begin(), fewer.end());
                if (ask(with, [&](std::size_t group) { return kept.contains(group); }) == Satisfiable::no) {
                    groups = std::move(fewer);
                } else {
                    from += piece;
                }
            }
        }
        const bool regional = std::any_of(groups.begin(), groups.end(), [&](std::size_t group) {
            return group >= offer_group(0) && !sold_in(model_.features[group - offer_group(0)].regions, market_.region);
        });
        return {in_sentences(groups), regional};
    }

  private:
    static Literal is(std::size_t feature) { return {static_cast<std::uint32_t>(feature), true}; }
    static Literal not_(std::size_t feature) { return {static_cast<std::uint32_t>(feature), false}; }
    std::size_t group_count() const { return model_.rules.size() + 4 + model_.features.size(); }
    std::size_t family_group(std::size_t family) const { return model_.rules.size() + family; }
    std::size_t offer_group(std::size_t feature) const { return model_.rules.size() + 4 + feature; }

    static std::vector<AtMostOne> families(const Model& model) {
        std::vector<AtMostOne> sets(4);
        for (std::uint32_t i = 0; i < model.features.size(); ++i) {
            if (model.features[i].family != Family::option)
                sets[static_cast<std::size_t>(model.features[i].family)].push_back(i);
        }
        return sets;
    }
    /// What must be chosen first, and options rather not.
    static std::vector<Literal> order(const Model& model) {
        std::vector<Literal> literals;
        for (const bool options : {false, true}) {
            for (std::size_t i = 0; i < model.features.size(); ++i) {
                if ((model.features[i].family == Family::option) == options)
                    literals.push_back({static_cast<std::uint32_t>(i), !options});
            }
        }
        return literals;
    }

    void add_rule(std::size_t which) {
        const auto& rule = model_.rules[which];
        if (rule.kind == RuleKind::requires_one || rule.kind == RuleKind::only_with) {
            Clause clause{{not_(rule.subject)}, which};
            for (const auto object : rule.objects) clause.literals.push_back(is(object));
            clauses_.push_back(std::move(clause));
            return;
        }
        for (const auto object : rule.objects) {
            const auto second = rule.kind == RuleKind::excludes ? not_(rule.subject) : is(rule.subject);
            clauses_.push_back({{not_(object), second}, which});
        }
    }
    void add_family(std::size_t family) {
        Clause clause{{}, family_group(family)};
        for (std::size_t i = 0; i < model_.features.size(); ++i) {
            if (model_.features[i].family == static_cast<Family>(family)) clause.literals.push_back(is(i));
        }
        clauses_.push_back(std::move(clause));
    }
    /// What is not offered by itself can still come with what includes it; what its region does not sell cannot.
    void add_offer(std::size_t feature) {
        const auto& one = model_.features[feature];
        if (one.offered(market_)) return;
        Clause clause{{not_(feature)}, offer_group(feature)};
        if (sold_in(one.regions, market_.region)) {
            for (const auto& rule : model_.rules) {
                if (rule.kind != RuleKind::included_in || rule.subject != feature) continue;
                for (const auto object : rule.objects) clause.literals.push_back(is(object));
            }
        }
        clauses_.push_back(std::move(clause));
    }

    Satisfiable ask(std::optional<std::size_t> with, const std::function<bool(std::size_t)>& wanted) {
        if (with) clauses_.push_back({{is(*with)}, group_count()});
        const auto answer =
            solver_.solve(clauses_, [&](std::size_t group) { return group == group_count() || wanted(group); });
        if (with) clauses_.pop_back();
        return answer;
    }

    core::Localized fact(std::size_t group) const {
        if (group < model_.rules.size()) {
            const auto& rule = model_.rules[group];
            auto sentence = model_.sentence(rule);
            for (auto* const text : {&sentence.zh, &sentence.en}) {
                for (const std::string_view stop : {"。", "."}) {
                    if (text->ends_with(stop)) text->resize(text->size() - stop.size());
                }
                *text = rule.code + ": " + *text;
            }
            return sentence;
        }
        if (group < offer_group(0)) return needs_one[group - family_group(0)];
        const auto& feature = model_.features[group - offer_group(0)];
        if (!sold_in(feature.regions, market_.region))
            return {feature.code + "「" + feature.name.zh + "」不在该区域供应",
                    feature.code + " " + feature.name.en + " is not sold there"};
        return {feature.code + "「" + feature.name.zh + "」当日不供应",
                feature.code + " " + feature.name.en + " is not offered on that day"};
    }
    core::Localized in_sentences(const std::vector<std::size_t>& groups) const {
        core::Localized chain;
        for (std::size_t i = 0; i < groups.size() && i < longest_chain; ++i) {
            const auto one = fact(groups[i]);
            chain.zh += (i > 0 ? "；" : "") + one.zh;
            chain.en += (i > 0 ? "; " : "") + one.en;
        }
        if (groups.size() > longest_chain) {
            const auto more = std::to_string(groups.size() - longest_chain);
            chain.zh += "；另有 " + more + " 条";
            chain.en += "; and " + more + " more";
        }
        chain.zh += "。";
        chain.en += ".";
        return chain;
    }

    const Model& model_;
    const Market market_;
    ClauseSolver solver_;
    std::vector<Clause> clauses_;
};

struct Place {
    core::Date day;
    std::optional<core::OrganisationId> region;
    bool everywhere = true;
};

/// Days from today on at which something begins or ceases to be offered.
std::set<core::Date> turning_days(const Model& model, core::Date today) {
    std::set<core::Date> days{today};
    for (const auto& feature : model.features) {
        if (feature.withdrawn) continue;
        if (feature.available_from > today) days.insert(feature.available_from);
        if (feature.available_to && *feature.available_to >= today)
            days.insert(*feature.available_to + std::chrono::days{1});
    }
    return days;
}

/// The regions that a limit of the model treats differently, and one that stands for all others.
std::vector<Place> places_on(const Model& model, core::Date day, const Regions& regions) {
    bool limited = !model.regions.empty();
    for (const auto& feature : model.features) limited = limited || !feature.regions.empty();
    if (!limited) return {{day, std::nullopt, true}};
    std::vector<Place> places;
    for (const auto region : regions) {
        if (sold_in(model.regions, region)) places.push_back({day, region, false});
    }
    return places;
}

/// Which features are offered there, as a key: markets with the same one have the same cars.
std::string offer_in(const Model& model, const Market& market) {
    std::string offer;
    for (const auto& feature : model.features)
        offer += feature.offered(market) ? '+' : sold_in(feature.regions, market.region) ? '-' : 'x';
    return offer;
}

/// Goes through the markets of one model, and remembers what stood in a valid car.
class Examination {
  public:
    explicit Examination(const Model& model) : model_(model), seen_(model.features.size()) {}

    void look_at(const Place& place) {
        const Market market{place.day, place.region};
        const bool on_sale = std::any_of(model_.features.begin(), model_.features.end(), [&](const Feature& feature) {
            return feature.family == Family::trim && feature.offered(market);
        });
        if (!on_sale || unbuildable_ || !offers_.insert(offer_in(model_, market)).second) return;
        sold_ = true;
        here_.assign(model_.features.size(), 0);
        Question question(model_, market);
        if (!decide(question, {}, FindingKind::model_unbuildable, place)) {
            unbuildable_ = true;
            return;
        }
        for (std::size_t i = 0; i < model_.features.size(); ++i) {
            const auto& feature = model_.features[i];
            if (!feature.offered(market)) continue;
            if (feature.family == Family::trim) {
                if (!here_[i]) decide(question, i, FindingKind::trim_unbuildable, place);
            } else if (!seen_[i]) {
                ask_for(question, i, place);
            }
        }
    }

    std::vector<Finding> result() {
        for (const auto& [feature, place] : unseen_) {
            if (seen_[feature] || unbuildable_) continue;
            Question question(model_, {place.day, place.region});
            add(FindingKind::never_choosable, feature, place, question);
        }
        if (!sold_) findings_.push_back({FindingKind::never_sold, {}, {}, {}, {}});
        return std::move(findings_);
    }

  private:
    bool decide(Question& question, std::optional<std::size_t> with, FindingKind otherwise, const Place& place) {
        const auto answer = question.ask(with);
        if (answer == Satisfiable::yes) {
            remember(question);
            return true;
        }
        if (answer == Satisfiable::unknown) {
            findings_.push_back({FindingKind::undecided, with, place.day, {}, {}});
        } else {
            add(otherwise, with, place, question);
        }
        return false;
    }
    void ask_for(Question& question, std::size_t feature, const Place& place) {
        if (question.ask(feature) == Satisfiable::yes) {
            remember(question);
        } else {
            unseen_.emplace(feature, place);
        }
    }
    void remember(const Question& question) {
        for (std::size_t i = 0; i < seen_.size(); ++i) {
            if (question.in_the_car(i)) seen_[i] = here_[i] = 1;
        }
    }
    void add(FindingKind kind, std::optional<std::size_t> feature, const Place& place, Question& question) {
        auto reason = findings_.size() < most_explained ? question.reason(feature)
                                                        : Question::Reason{{"同上。", "as above."}, !place.everywhere};
        // The same in every region, or on every day, is said once.
        const bool said = std::any_of(findings_.begin(), findings_.end(), [&](const Finding& other) {
            return other.kind == kind && other.feature == feature && other.chain == reason.chain;
        });
        if (!said)
            findings_.push_back(
                {kind, feature, place.day, reason.regional ? place.region : std::nullopt, std::move(reason.chain)});
    }

    const Model& model_;
    std::vector<char> seen_;  ///< stood in a valid car of some market
    std::vector<char> here_;  ///< of the market that is looked at
    std::map<std::size_t, Place> unseen_;
    std::set<std::string> offers_;
    std::vector<Finding> findings_;
    bool sold_ = false, unbuildable_ = false;
};

}  // namespace

std::vector<Finding> find_unbuildable(const Model& model, core::Date today, const Regions& regions) {
    Examination examination(model);
    for (const auto day : turning_days(model, today)) {
        for (const auto& place : places_on(model, day, regions)) examination.look_at(place);
    }
    return examination.result();
}

}  // namespace marque::catalog
