#include "sequencing/anneal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace marque::sequencing {
namespace {

/// In units of what one violated window costs.
constexpr double critical = 0.14;
/// Where nothing else counts, the temperature falls from here to there and begins again, this often for each car: while
/// it is warm the sequence changes as a whole, and what is left of it is mended when it is cold.
constexpr double warm = 0.16, frosty = 0.06;
constexpr std::uint64_t swing_per_car = 500;
/// Share of a round that is spent on the violated windows, before what weighs less is cooled.
constexpr double hot_share = 0.4;
constexpr std::uint64_t between_looks = 1024;
constexpr std::uint64_t cells_between_looks = 4'000'000;
/// In a line that is longer, a move over its whole length would cost more than it brings.
constexpr std::size_t longest_row = 1000;
/// Of eight proposals so many are rows, and of eight rows so many are turned round: a row costs ten times a swap to
/// price, and is worth it on long lines with hardly any room. Where cars have places it costs more still.
constexpr std::uint64_t rows_in_eight = 5, rows_in_eight_of_many = 2;
constexpr std::uint64_t turned_in_eight = 6, turned_in_eight_of_many = 3;

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

/// So many proposals take some milliseconds at the most: what costs time is a row that is put into another order.
std::uint64_t looks_of(const Problem& problem) {
    const auto row = std::min(problem.cars.size(), longest_row) * std::max<std::size_t>(problem.options.size(), 1);
    return std::clamp<std::uint64_t>(cells_between_looks / std::max<std::size_t>(row, 1), 1, between_looks);
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
    best_cost_ = line_.cost();
    between_looks_ = looks_of(problem);
}

const Sequence& Annealer::best() {
    if (at_best_) best_ = line_.sequence(), at_best_ = false;
    return best_;
}

/// The best is copied when it is left for something worse: as long as the line gets better, nobody asks for it.
template <class Move>
void Annealer::make(std::int64_t delta, Move&& move) {
    if (delta > 0) best();
    move();
    if (line_.cost() >= best_cost_) return;
    best_cost_ = line_.cost();
    at_best_ = true;
}

double Annealer::temperature(double progress) const {
    if (hot_ == cold_) {
        const auto swing = swing_per_car * problem_.cars.size();
        const double passed = static_cast<double>(proposals_ % swing) / static_cast<double>(swing);
        return hot_ / critical * (warm + (frosty - warm) * passed);
    }
    if (progress < hot_share) return hot_;
    return hot_ * std::pow(cold_ / hot_, (progress - hot_share) / (1 - hot_share));
}

void Annealer::propose(std::uint64_t count, double temperature) {
    const auto& patient = patience();
    const auto size = static_cast<std::uint64_t>(free_.size());
    const bool simple = hot_ == cold_;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto draw = random_.next();
        const int a = free_[(draw >> 44) * size >> 20], b = free_[(draw >> 24 & 0xFFFFF) * size >> 20];
        const double limit = temperature * patient[draw & (draws - 1)];
        if ((draw >> 12) % 8 < (simple ? rows_in_eight : rows_in_eight_of_many)) {
            propose_block(random_.next(), a, b, limit);
            continue;
        }
        if (line_.same(a, b)) continue;
        const auto delta = line_.swap_delta(a, b);
        if (static_cast<double>(delta) > limit) continue;
        make(delta, [&] { line_.swap(a, b, delta); });
    }
}

/// The block ends where it hurts, if it hurts anywhere.
void Annealer::propose_block(std::uint64_t draw, int a, int b, double limit) {
    if (line_.violations() > 0) {
        const auto& place = line_.violated(draw);
        const auto window = static_cast<std::uint64_t>(problem_.options[place.option].window);
        a = place.start + static_cast<int>((draw >> 48) * window >> 16);
    }
    const auto kind = draw >> 24 & 7;
    const auto order = kind < (hot_ == cold_ ? turned_in_eight : turned_in_eight_of_many) ? Block::Order::reversed
                       : kind % 2 == 0 ? Block::Order::first_goes_last
                                       : Block::Order::last_goes_first;
    constexpr int longest = static_cast<int>(longest_row);
    b = std::clamp(b, a - longest + 1, a + longest - 1);
    const Block block{std::min(a, b), std::max(a, b), order};
    if (block.last - block.first < 2 || fixed_before_[block.last + 1] != fixed_before_[block.first]) return;
    const auto delta = line_.block_delta(block);
    if (static_cast<double>(delta) > limit) return;
    make(delta, [&] { line_.arrange(block, delta); });
}

bool Annealer::run(std::uint64_t steps, const std::function<bool(std::int64_t, std::uint64_t)>& done) {
    if (free_.size() < 2) return !done(best_cost_, proposals_);
    for (std::uint64_t made = 0; made < steps; made += between_looks_) {
        if (done(best_cost_, proposals_)) return false;
        propose(between_looks_, temperature(static_cast<double>(made) / static_cast<double>(steps)));
        proposals_ += between_looks_;
    }
    return !done(best_cost_, proposals_);
}

}  // namespace marque::sequencing
