#pragma once

#include <string>
#include <vector>

#include "core/enum_text.h"

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

/// "CHANGE, CANCEL", or "-" for none: for the sentence that says what is legal now.
template <NamedEnum Action>
std::string texts_of(const std::vector<Action>& actions) {
    std::string text;
    for (const auto action : actions) text += (text.empty() ? "" : ", ") + std::string(to_text(action));
    return text.empty() ? "-" : text;
}

}  // namespace marque::core
