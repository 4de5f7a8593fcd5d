#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/check.h"
#include "scenarios/stack.h"

namespace marque::bench {

using scenarios::Check;
using support::Json;

/// What the office and the line have written down about the orders of persons that a figure made, and whether they say
/// the same.
struct Books {
    std::set<std::string> placed;        ///< the numbers that salespeople were given
    std::vector<Json> line_book;         ///< the line's ledger, an object a build
    std::map<std::string, Json> office;  ///< by order number, as the database has it
    std::map<std::string, Json> builds;  ///< by build ID, likewise
    std::size_t unanswered = 0, in_outbox = 0, set_aside = 0, built_otherwise = 0;
    std::size_t off_the_line = 0;  ///< cars whose features the line told

    void read(scenarios::Stack& stack);  ///< all but `placed`
    std::vector<Check> check() const;
    Check nothing_left_over() const;
};

/// Prints each check, with its first disagreements; returns how many there are in all.
std::size_t report(const std::vector<Check>& checks);

/// A checker that never fails proves nothing: each check is given an entry that is false, and must find it.
struct Falsehood {
    const char *told, *what;  ///< what is false, and the check that must say so
    std::function<void()> tell;
};
/// Tells them one after the other, upon each other; true when each was found.
bool prove(const char* figure, const std::vector<Falsehood>& falsehoods,
           const std::function<std::vector<Check>()>& check);

}  // namespace marque::bench
