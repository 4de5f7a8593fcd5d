#pragma once

#include <vector>

#include "core/error.h"
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

/// The refusal of a move, in words: what was wanted, where the thing stands, and what can be done now; `over` where
/// that is nothing. The slice names its states and actions by a function `name_of`.
template <class State, class Action>
Error refused_move(const ErrorSpec& illegal, const ErrorSpec& over, State state, Action wanted,
                   const std::vector<Action>& legal) {
    const Localized act = name_of(wanted), now = name_of(state);
    ErrorParams params{{"action_en", act.en}, {"action_zh", act.zh}, {"state_en", now.en}, {"state_zh", now.zh}};
    if (legal.empty()) return Error(over, std::move(params));
    Localized names;
    for (const auto action : legal) {
        const Localized name = name_of(action);
        names.zh += (names.zh.empty() ? "" : "、") + name.zh;
        names.en += (names.en.empty() ? "" : ", ") + name.en;
    }
    params.emplace("legal_en", std::move(names.en));
    params.emplace("legal_zh", std::move(names.zh));
    return Error(illegal, std::move(params));
}

}  // namespace marque::core
