#pragma once

#include <optional>
#include <vector>

#include "sequencing/problem.h"

namespace marque::sequencing {

/// An order that wants a slot (a shift or a day of the line); slots are counted from 0.
struct Wish {
    std::uint64_t options = 0;
    int wished = 0;              ///< the slot in which it should be built
    int earliest = 0;            ///< no slot before this one
    int priority = 0;            ///< the smaller goes first
    int party = -1;              ///< whose allocation it uses; -1: nobody's
    std::optional<int> fixed{};  ///< it has this slot already and keeps it; one that does not exist counts as none
};

/// At most `most` cars of the party in the slots `first` … `last`.
struct Quota {
    int party = 0;
    int first = 0;
    int last = 0;
    int most = 0;
};

struct Calendar {
    std::vector<int> capacity;    ///< cars, by slot
    std::vector<Option> options;  ///< what the line can fit, as in `Problem`
    std::vector<Quota> quotas{};
    /// What a slot too early or too late costs: a car that waits in the yard against a buyer who waits.
    int early = 1;
    int late = 3;
};

/// Why an order does not have the slot that it wished.
enum class Obstacle {
    none,
    before_earliest,
    no_such_slot,
    slot_full,
    option_full,  ///< more cars with one of its options could not be sequenced in that slot
    allocation_used
};

struct Placement {
    std::optional<int> slot;  ///< nothing: no slot has room
    Obstacle obstacle = Obstacle::none;
    int option = -1;  ///< the one that is full

    bool operator==(const Placement&) const = default;
};

/// The most cars with the option that `cars` cars in a row can have without a violated window.
int option_room(const Option& option, int cars);

/// A slot for each wish, in the order of the wishes. Who has a slot keeps it; then the smaller priority goes first,
/// then the earlier wish, then the earlier place in the list. Each takes the slot that costs it least among those with
/// room: cars, cars with each of its options, and allocation; of two as dear, the earlier. So no order is put off for
/// one of less priority, and every slot can be filled without being overloaded in an option.
std::vector<Placement> schedule(const Calendar& calendar, const std::vector<Wish>& wishes);

}  // namespace marque::sequencing
