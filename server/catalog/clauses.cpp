#include "catalog/clauses.h"

#include <algorithm>

namespace marque::catalog {
namespace {

constexpr int most_conflicts = 20'000;

}  // namespace

bool ClauseSolver::assign(Literal literal) {
    auto& value = value_[literal.variable];
    const std::int8_t wanted = literal.positive ? 1 : -1;
    if (value != 0) return value == wanted;
    value = wanted;
    trail_.push_back(literal);
    return true;
}

/// Every clause that watched this literal finds another to watch, implies its last one, or is broken.
bool ClauseSolver::visit_watches(Literal falsified) {
    auto& watchers = watched_by_[falsified.index()];
    const auto holds = [&](Literal literal) { return value_[literal.variable] == (literal.positive ? 1 : -1); };
    const auto fails = [&](Literal literal) { return value_[literal.variable] == (literal.positive ? -1 : 1); };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < watchers.size(); ++i) {
        const auto which = watchers[i];
        const auto& literals = clauses_[which]->literals;
        auto& positions = positions_[which];
        if (literals[positions[0]].index() == falsified.index()) std::swap(positions[0], positions[1]);
        const Literal other = literals[positions[0]];
        bool moved = false;
        for (std::size_t k = 2; !holds(other) && k < positions.size(); ++k) {
            if (fails(literals[positions[k]])) continue;
            std::swap(positions[1], positions[k]);
            watched_by_[literals[positions[1]].index()].push_back(which);
            moved = true;
            break;
        }
        if (moved) continue;
        watchers[kept++] = which;
        if (!holds(other) && !assign(other)) {
            while (++i < watchers.size()) watchers[kept++] = watchers[i];
            watchers.resize(kept);
            return false;
        }
    }
    watchers.resize(kept);
    return true;
}

bool ClauseSolver::propagate() {
    for (; next_ < trail_.size(); ++next_) {
        const Literal literal = trail_[next_];
        if (literal.positive) {
            for (const auto set : sets_of_[literal.variable]) {
                for (const auto other : sets_[set]) {
                    if (other != literal.variable && !assign({other, false})) return false;
                }
            }
        }
        if (!visit_watches(!literal)) return false;
    }
    return true;
}

/// Back to the last decision of which the other side is still open.
bool ClauseSolver::undo_last_decision() {
    while (!decisions_.empty()) {
        auto& last = decisions_.back();
        while (trail_.size() > last.trail) {
            value_[trail_.back().variable] = 0;
            trail_.pop_back();
        }
        next_ = trail_.size();
        if (!last.flipped) {
            last.flipped = true;
            return assign(!last.literal);
        }
        decisions_.pop_back();
    }
    return false;
}

bool ClauseSolver::decide() {
    for (std::size_t i = decisions_.empty() ? 0 : decisions_.back().order; i < order_.size(); ++i) {
        if (value_[order_[i].variable] != 0) continue;
        decisions_.push_back({trail_.size(), order_[i], false, i});
        assign(order_[i]);
        return true;
    }
    return false;
}

Satisfiable ClauseSolver::solve(const std::vector<Clause>& clauses, const std::function<bool(std::size_t)>& wanted) {
    clauses_.clear();
    positions_.clear();
    decisions_.clear();
    trail_.clear();
    next_ = 0;
    value_.assign(variables_, 0);
    watched_by_.assign(variables_ * 2, {});
    sets_of_.assign(variables_, {});
    for (std::size_t i = 0; i < sets_.size(); ++i) {
        for (const auto variable : sets_[i]) sets_of_[variable].push_back(i);
    }
    for (const auto& clause : clauses) {
        if (!wanted(clause.group)) continue;
        if (clause.literals.empty()) return Satisfiable::no;
        if (clause.literals.size() == 1) {
            if (!assign(clause.literals.front())) return Satisfiable::no;
            continue;
        }
        for (std::size_t k = 0; k < 2; ++k) watched_by_[clause.literals[k].index()].push_back(clauses_.size());
        auto& positions = positions_.emplace_back(clause.literals.size());
        for (std::uint32_t k = 0; k < positions.size(); ++k) positions[k] = k;
        clauses_.push_back(&clause);
    }
    for (int conflicts = 0;;) {
        if (propagate()) {
            if (!decide()) return Satisfiable::yes;
        } else {
            if (++conflicts > most_conflicts) return Satisfiable::unknown;
            if (!undo_last_decision()) return Satisfiable::no;
        }
    }
}

}  // namespace marque::catalog
