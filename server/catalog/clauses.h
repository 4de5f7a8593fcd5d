#pragma once

#include <cstdint>
#include <functional>
#include <vector>

/// Propositional clauses and whether they can be satisfied together.
namespace marque::catalog {

/// A variable, or its negation.
struct Literal {
    std::uint32_t variable = 0;
    bool positive = true;
    std::size_t index() const { return variable * 2U + (positive ? 0U : 1U); }
    Literal operator!() const { return {variable, !positive}; }
};

/// One of these must be true.
struct Clause {
    std::vector<Literal> literals;
    std::size_t group = 0;  ///< what it comes from; clauses of one group stand and fall together
};

enum class Satisfiable { yes, no, unknown };

/// Of the variables of one set at most one is true.
using AtMostOne = std::vector<std::uint32_t>;

class ClauseSolver {
  public:
    /// `order` says which variables are decided first, and to what.
    ClauseSolver(std::size_t variables, std::vector<AtMostOne> sets, std::vector<Literal> order)
        : variables_(variables), sets_(std::move(sets)), order_(std::move(order)) {}

    /// Takes the clauses whose group `wanted` names. `unknown` after too many conflicts.
    Satisfiable solve(const std::vector<Clause>& clauses, const std::function<bool(std::size_t)>& wanted);
    /// After `yes`.
    bool value(std::uint32_t variable) const { return value_[variable] > 0; }

  private:
    bool assign(Literal literal);
    bool propagate();
    bool visit_watches(Literal falsified);
    bool undo_last_decision();
    bool decide();

    std::size_t variables_;
    std::vector<AtMostOne> sets_;
    std::vector<Literal> order_;
    std::vector<const Clause*> clauses_;
    std::vector<std::vector<std::uint32_t>> positions_;  ///< literals of each clause, watched ones first
    std::vector<std::vector<std::size_t>> watched_by_;   ///< by literal: clauses that watch it
    std::vector<std::vector<std::size_t>> sets_of_;      ///< by variable
    std::vector<std::int8_t> value_;                     ///< 1, -1, 0 for open
    std::vector<Literal> trail_;
    std::size_t next_ = 0;
    struct Decision {
        std::size_t trail;
        Literal literal;
        bool flipped;
        std::size_t order;
    };
    std::vector<Decision> decisions_;
};

}  // namespace marque::catalog
