#include "sequencing/changes.h"

#include <algorithm>
#include <map>
#include <set>

namespace marque::sequencing {
namespace {

/// Members of a longest increasing subsequence of `values`, all different, by patience sorting.
std::vector<bool> longest_increasing(const std::vector<int>& values) {
    std::vector<std::size_t> tails;
    std::vector<std::ptrdiff_t> before(values.size(), -1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto pile = std::lower_bound(tails.begin(), tails.end(), i,
                                           [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
        if (pile != tails.begin()) before[i] = static_cast<std::ptrdiff_t>(*(pile - 1));
        if (pile == tails.end())
            tails.push_back(i);
        else
            *pile = i;
    }
    std::vector<bool> member(values.size(), false);
    for (auto i = tails.empty() ? -1 : static_cast<std::ptrdiff_t>(tails.back()); i >= 0;
         i = before[static_cast<std::size_t>(i)])
        member[static_cast<std::size_t>(i)] = true;
    return member;
}

/// Windows are the same when option and start are, whatever cars stand in them now.
std::vector<ViolatedWindow> only_in(const std::vector<ViolatedWindow>& those,
                                    const std::vector<ViolatedWindow>& others) {
    std::set<std::pair<int, int>> known;
    for (const auto& window : others) known.emplace(window.option, window.start);
    std::vector<ViolatedWindow> left;
    for (const auto& window : those) {
        if (!known.contains({window.option, window.start})) left.push_back(window);
    }
    return left;
}

}  // namespace

Changes changes_between(const Problem& problem, const Sequence& before, const Sequence& after) {
    std::map<int, int> was;
    for (std::size_t at = 0; at < before.size(); ++at) was[before[at]] = static_cast<int>(at);
    std::vector<int> stayed;
    for (const int car : after) {
        if (const auto found = was.find(car); found != was.end()) stayed.push_back(found->second);
    }
    const auto in_order = longest_increasing(stayed);

    Changes changes;
    std::size_t place = 0;
    for (int at = 0; at < static_cast<int>(after.size()); ++at) {
        const auto found = was.find(after[static_cast<std::size_t>(at)]);
        if (found == was.end()) {
            changes.moved.push_back({after[static_cast<std::size_t>(at)], -1, at});
            continue;
        }
        const Move move{found->first, found->second, at};
        if (!in_order[place++])
            changes.moved.push_back(move);
        else if (move.from != move.to)
            changes.shifted.push_back(move);
        was.erase(found);
    }
    for (const int car : before) {
        if (const auto gone = was.find(car); gone != was.end()) changes.moved.push_back({car, gone->second, -1});
    }
    const auto windows_before = violated_windows(problem, before), windows_after = violated_windows(problem, after);
    changes.mended = only_in(windows_before, windows_after);
    changes.broken = only_in(windows_after, windows_before);
    changes.before = evaluate(problem, before);
    changes.after = evaluate(problem, after);
    return changes;
}

}  // namespace marque::sequencing
