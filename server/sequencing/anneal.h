#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sequencing/line.h"
#include "sequencing/random.h"

namespace marque::sequencing {

/// Simulated annealing of a line: pairs of cars change places, and a row of cars turns round or goes round
/// by one; always when that costs nothing, sometimes when it costs more. The best sequence ever reached is kept.
class Annealer {
  public:
    /// `free`: the positions whose cars may move.
    Annealer(const Problem& problem, Line& line, std::vector<int> free, Random& random);

    /// One round of about `steps` proposals. Ends early when `done(best cost, proposals so far)`, asked every thousand,
    /// and more often where proposals are dear. Returns false when it was ended.
    bool run(std::uint64_t steps, const std::function<bool(std::int64_t, std::uint64_t)>& done);

    const Sequence& best();
    std::int64_t best_cost() const { return best_cost_; }
    std::uint64_t proposals() const { return proposals_; }

  private:
    double temperature(double progress) const;
    void propose(std::uint64_t count, double temperature);
    void propose_block(std::uint64_t draw, int a, int b, double limit);
    template <class Move>
    void make(std::int64_t delta, Move&& move);

    Line& line_;
    std::vector<int> free_;
    std::vector<int> fixed_before_;  ///< how many positions before this one may not be touched
    const Problem& problem_;
    Random& random_;
    double hot_ = 0, cold_ = 0;
    std::uint64_t between_looks_;
    Sequence best_;
    bool at_best_ = true;  ///< the line is as good as it ever was, and `best_` is not it
    std::int64_t best_cost_ = 0;
    std::uint64_t proposals_ = 0;
};

}  // namespace marque::sequencing
