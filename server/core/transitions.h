#pragma once

#include <vector>

#include "core/localized.h"

/// What every transition table answers. A row of one has `from`, `action` and `to`.
namespace marque::core {

/// The row of a legal move, or null.
template <class Table, class State, class Action>
auto find_transition(const Table& table, State from, Action action) -> decltype(&*std::begin(table)) {
    for (const auto& row : table) {
        if (row.from == from && row.action == action) return &row;
    }
    return nullptr;
}

template <class Table, class State>
auto legal_actions(const Table& table, State from) {
    std::vector<decltype(std::begin(table)->action)> actions;
    for (const auto& row : table) {
        if (row.from == from) actions.push_back(row.action);
    }
    return actions;
}

/// "change the buyer, cancel the order": for the sentence that says what is legal now. `name_of` gives one's name.
template <class Action, class NameOf>
Localized names_of(const std::vector<Action>& actions, NameOf name_of) {
    Localized names;
    for (const auto action : actions) {
        const Localized name = name_of(action);
        names.zh += (names.zh.empty() ? "" : "、") + name.zh;
        names.en += (names.en.empty() ? "" : ", ") + name.en;
    }
    return names;
}

}  // namespace marque::core
