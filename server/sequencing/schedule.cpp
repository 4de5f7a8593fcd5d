#include "sequencing/schedule.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace marque::sequencing {
namespace {

class Planner {
  public:
    explicit Planner(const Calendar& calendar)
        : calendar_(calendar), cars_(calendar.capacity.size(), 0), used_(calendar.quotas.size(), 0) {
        for (std::size_t i = 0; i < calendar.quotas.size(); ++i) quotas_[calendar.quotas[i].party].push_back(i);
        for (const auto& option : calendar.options) {
            std::vector<int> room;
            for (const int capacity : calendar.capacity) room.push_back(option_room(option, capacity));
            room_.push_back(std::move(room));
        }
    }

    int slots() const { return static_cast<int>(cars_.size()); }

    void take(const Wish& wish, int slot) {
        const auto at = static_cast<std::size_t>(slot);
        ++cars_[at];
        for (std::size_t o = 0; o < room_.size(); ++o) room_[o][at] -= static_cast<int>(wish.options >> o & 1);
        for (const auto i : quotas_of(wish)) used_[i] += concerns(calendar_.quotas[i], slot);
    }

    Placement look(const Wish& wish, int slot) const {
        if (slot < 0 || slot >= slots()) return {std::nullopt, Obstacle::no_such_slot, -1};
        if (slot < wish.earliest) return {std::nullopt, Obstacle::before_earliest, -1};
        const auto at = static_cast<std::size_t>(slot);
        if (cars_[at] >= calendar_.capacity[at]) return {std::nullopt, Obstacle::slot_full, -1};
        for (std::size_t o = 0; o < room_.size(); ++o) {
            if ((wish.options >> o & 1) != 0 && room_[o][at] <= 0)
                return {std::nullopt, Obstacle::option_full, static_cast<int>(o)};
        }
        for (const auto i : quotas_of(wish)) {
            if (concerns(calendar_.quotas[i], slot) && used_[i] >= calendar_.quotas[i].most)
                return {std::nullopt, Obstacle::allocation_used, -1};
        }
        return {slot, Obstacle::none, -1};
    }

    /// The cheapest slot with room, with what stood in the way of the wished one.
    Placement best_for(const Wish& wish) const {
        auto placement = look(wish, wish.wished);
        if (placement.slot) return placement;
        std::int64_t best = std::numeric_limits<std::int64_t>::max();
        for (int slot = std::max(0, wish.earliest); slot < slots(); ++slot) {
            const std::int64_t away = std::int64_t{slot} - wish.wished;
            const std::int64_t cost = away < 0 ? -away * calendar_.early : away * calendar_.late;
            if (cost >= best || !look(wish, slot).slot) continue;
            best = cost;
            placement.slot = slot;
        }
        return placement;
    }

  private:
    static bool concerns(const Quota& quota, int slot) { return slot >= quota.first && slot <= quota.last; }
    const std::vector<std::size_t>& quotas_of(const Wish& wish) const {
        static const std::vector<std::size_t> none;
        const auto found = quotas_.find(wish.party);
        return found == quotas_.end() ? none : found->second;
    }

    const Calendar& calendar_;
    std::vector<int> cars_;               ///< by slot
    std::vector<std::vector<int>> room_;  ///< by option and slot; below 0 where cars that keep their slots are too many
    std::vector<int> used_;               ///< by quota
    std::unordered_map<int, std::vector<std::size_t>> quotas_;  ///< by party
};

}  // namespace

int option_room(const Option& option, int cars) {
    return cars / option.window * option.most + std::min(option.most, cars % option.window);
}

std::vector<Placement> schedule(const Calendar& calendar, const std::vector<Wish>& wishes) {
    Planner planner(calendar);
    std::vector<Placement> placements(wishes.size());
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const auto& fixed = wishes[i].fixed;
        if (!fixed || *fixed < 0 || *fixed >= planner.slots()) {
            waiting.push_back(i);
            continue;
        }
        placements[i] = {*fixed, Obstacle::none, -1};
        planner.take(wishes[i], *fixed);
    }
    std::sort(waiting.begin(), waiting.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple{wishes[a].priority, wishes[a].wished, a} <
               std::tuple{wishes[b].priority, wishes[b].wished, b};
    });
    for (const auto i : waiting) {
        placements[i] = planner.best_for(wishes[i]);
        if (placements[i].slot) planner.take(wishes[i], *placements[i].slot);
    }
    return placements;
}

}  // namespace marque::sequencing
