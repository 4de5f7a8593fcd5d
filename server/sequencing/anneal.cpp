#include "sequencing/anneal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace marque::sequencing {
namespace {

/// In units of what one violated window costs. Of constant temperatures from 0.13 to 0.25 this one did best on CSPLib's
/// instances; it need not be cooled at all.
constexpr double critical = 0.14;
/// Share of a round that is spent on the violated windows, before what weighs less is cooled.
constexpr double hot_share = 0.4;
constexpr std::uint64_t between_looks = 1024;
/// A block costs about ten times a swap to price.
constexpr std::uint64_t one_block_in = 4;

/// -ln of evenly spread numbers: a move that costs `delta` is made with probability exp(-delta / temperature).
constexpr std::size_t draws = 4096;
const std::array<double, draws>& patience() {
    static const auto table = [] {
        std::array<double, draws> values{};
        for (std::size_t i = 0; i < draws; ++i) values[i] = -std::log((static_cast<double>(i) + 0.5) / draws);
        return values;
    }();
    return table;
}

/// The dearest and the cheapest unit that counts in this problem.
std::pair<int, int> span_of(const Problem& problem) {
    const auto& weights = problem.weights;
    bool painted = false, late = false, early = false, moved = false;
    for (const auto& car : problem.cars) {
        painted = painted || car.colour != no_colour;
        late = late || car.latest != any_time;
        early = early || car.earliest > 0;
        moved = moved || car.home.has_value();
    }
    std::vector<int> units;
    if (!problem.options.empty()) units.push_back(weights.violation);
    if (painted) units.push_back(weights.batch);
    if (late) units.push_back(weights.late);
    if (early) units.push_back(weights.early);
    if (moved) units.push_back(weights.moved);
    std::erase(units, 0);
    if (units.empty()) return {1, 1};
    const auto [least, most] = std::minmax_element(units.begin(), units.end());
    return {*most, *least};
}

}  // namespace

Annealer::Annealer(const Problem& problem, Line& line, std::vector<int> free, Random& random)
    : line_(line),
      free_(std::move(free)),
      fixed_before_(problem.cars.size() + 1, 1),
      problem_(problem),
      random_(random) {
    fixed_before_[0] = 0;
    for (const int position : free_) fixed_before_[position + 1] = 0;
    std::partial_sum(fixed_before_.begin(), fixed_before_.end(), fixed_before_.begin());
    const auto [most, least] = span_of(problem);
    hot_ = critical * most;
    cold_ = critical * least;
    keep_best();
}

void Annealer::keep_best() {
    best_ = line_.sequence();
    best_cost_ = line_.cost();
}

double Annealer::temperature(double progress) const {
    if (progress < hot_share || hot_ == cold_) return hot_;
    return hot_ * std::pow(cold_ / hot_, (progress - hot_share) / (1 - hot_share));
}

void Annealer::propose(std::uint64_t count, double temperature) {
    const auto& patient = patience();
    const auto size = static_cast<std::uint64_t>(free_.size());
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto draw = random_.next();
        const int a = free_[(draw >> 44) * size >> 20], b = free_[(draw >> 24 & 0xFFFFF) * size >> 20];
        const double limit = temperature * patient[draw & (draws - 1)];
        if ((draw >> 12) % one_block_in == 0) {
            propose_block(random_.next(), a, b, limit);
            continue;
        }
        if (line_.same(a, b)) continue;
        const auto delta = line_.swap_delta(a, b);
        if (static_cast<double>(delta) > limit) continue;
        line_.swap(a, b, delta);
        if (line_.cost() < best_cost_) keep_best();
    }
}

/// The block ends where it hurts, if it hurts anywhere.
void Annealer::propose_block(std::uint64_t draw, int a, int b, double limit) {
    if (line_.violations() > 0) {
        const auto& place = line_.violated(draw);
        const auto window = static_cast<std::uint64_t>(problem_.options[place.option].window);
        a = place.start + static_cast<int>((draw >> 48) * window >> 16);
    }
    const auto order = static_cast<Block::Order>((draw >> 24 & 0xFF) * 3 >> 8);
    const Block block{std::min(a, b), std::max(a, b), order};
    if (block.last - block.first < 2 || fixed_before_[block.last + 1] != fixed_before_[block.first]) return;
    const auto delta = line_.block_delta(block);
    if (static_cast<double>(delta) > limit) return;
    line_.arrange(block, delta);
    if (line_.cost() < best_cost_) keep_best();
}

bool Annealer::run(std::uint64_t steps, const std::function<bool(std::int64_t, std::uint64_t)>& done) {
    if (free_.size() < 2) return !done(best_cost_, proposals_);
    for (std::uint64_t made = 0; made < steps; made += between_looks) {
        if (done(best_cost_, proposals_)) return false;
        propose(between_looks, temperature(static_cast<double>(made) / static_cast<double>(steps)));
        proposals_ += between_looks;
    }
    return !done(best_cost_, proposals_);
}

}  // namespace marque::sequencing
