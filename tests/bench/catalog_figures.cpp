#include <chrono>
#include <nlohmann/json.hpp>

#include "bench/figures.h"
#include "catalog/configuration.h"

namespace marque::bench {
namespace {

using catalog::Family;
using catalog::RuleKind;
using std::chrono::steady_clock;

constexpr int options = 200;
constexpr int rules_of_a_kind = 100;  // of each of the four kinds: 400 rules
constexpr int judgements = 20'000;
constexpr double longest_ms = 1;

const core::Date today{std::chrono::year{2026} / 11 / 22};

/// 200 options that can all be chosen together, with 400 rules between them and what every car has: packages that bring
/// what brings more, needs met by the next option, exclusions of colours that were not chosen.
struct LargeModel {
    catalog::Model model;
    std::vector<std::string> all;

    LargeModel() {
        for (int i = 0; i < 6; ++i) {
            for (const auto family : {Family::trim, Family::engine, Family::exterior_colour, Family::interior_trim})
                add(family, std::string(1, "TECI"[static_cast<int>(family)]) + std::to_string(i), i == 0);
        }
        for (int i = 0; i < options; ++i) add(Family::option, "O" + std::to_string(i), true);
        for (int i = 0; i < rules_of_a_kind; ++i) {
            const auto here = "O" + std::to_string(i), there = "O" + std::to_string(options - 1 - i);
            rule("Q" + std::to_string(i), RuleKind::requires_one, here, {there, "T1", "E2"});
            rule("X" + std::to_string(i), RuleKind::excludes, here, {"C" + std::to_string(1 + i % 5), "I3"});
            rule("W" + std::to_string(i), RuleKind::only_with, there, {"T0", "T2"});
            // The longest chain there can be, told backwards.
            rule("N" + std::to_string(i), RuleKind::included_in, "O" + std::to_string(i + 1), {here});
        }
    }

    nlohmann::json request() const { return {{"model", "LARGE"}, {"model_year", 2026}, {"features", all}}; }

  private:
    void add(Family family, const std::string& code, bool chosen) {
        catalog::Feature feature;
        feature.family = family;
        feature.code = code;
        feature.name = {"配置" + code, "Feature " + code};
        feature.available_from = today - std::chrono::days{400};
        for (int year = 0; year < 3; ++year)
            feature.prices[today - std::chrono::days{100 * year}] = core::Money{100'000 + year};
        model.index_of[code] = model.features.size();
        model.features.push_back(feature);
        if (chosen) all.push_back(code);
    }
    void rule(const std::string& code, RuleKind kind, const std::string& subject, const std::vector<std::string>& to) {
        catalog::Rule rule{code, kind, model.index_of.at(subject), {}};
        for (const auto& object : to) rule.objects.push_back(model.index_of.at(object));
        model.rules.push_back(std::move(rule));
    }
};

/// Milliseconds of each round.
template <class Work>
std::vector<double> samples_of(int count, Work&& work) {
    std::vector<double> samples;
    samples.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const auto start = steady_clock::now();
        work();
        samples.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - start).count());
    }
    return samples;
}

/// Refuses to measure what is not what it is said to be.
void require(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

std::vector<Figure> validate_configurations() {
    const LargeModel large;
    auto broken = large.all;
    broken.push_back("C1");  // a second colour, which a fifth of the exclusions name
    std::erase(broken, "C0");
    const auto said = catalog::check(large.model, broken, today);
    require(large.model.rules.size() == 400, "not 400 rules");
    require(catalog::check(large.model, large.all, today).valid(), "the large configuration is not valid");
    require(said.conflicts.size() == 20 && !said.conflicts.front().fixes.empty(), "the broken one has no way out");

    const auto text = large.request().dump();
    auto parsing = samples_of(judgements, [&] { require(nlohmann::json::parse(text).size() == 3, "no request"); });
    auto valid =
        samples_of(judgements, [&] { require(catalog::check(large.model, large.all, today).valid(), "not valid"); });
    auto judging =
        samples_of(judgements, [&] { require(!catalog::judge(large.model, broken, today).valid(), "valid"); });
    auto ways_out =
        samples_of(judgements / 20, [&] { require(!catalog::check(large.model, broken, today).valid(), "valid"); });
    const double yardstick = percentile(parsing, 0.99);
    const double p99 = percentile(valid, 0.99), refused = percentile(judging, 0.99);
    const std::string yardstick_is = "p99 of parsing the request's JSON";
    return {{"configuration-validate", p99 * 1000, "µs (p99)", yardstick * 1000, yardstick_is,
             "p99 < 1,000 µs, 200 options, 400 rules", p99 < longest_ms},
            {"configuration-refuse", refused * 1000, "µs (p99)", yardstick * 1000, yardstick_is,
             "p99 < 1,000 µs, 20 rules broken", refused < longest_ms},
            {"configuration-ways-out", percentile(ways_out, 0.99) * 1000, "µs (p99)", yardstick * 1000, yardstick_is,
             "-, 20 rules broken, 60 ways out", true}};
}

}  // namespace

std::vector<Benchmark> catalog_benchmarks() { return {{"configuration-validate", validate_configurations}}; }

}  // namespace marque::bench
