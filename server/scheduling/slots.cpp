#include "scheduling/slots.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace marque::scheduling {
namespace {

/// What does not fit a slot, for one of its options or its dealer, goes into a later one: there are some to spare.
constexpr int slots_to_spare = 2;

class Laying {
  public:
    explicit Laying(const Plan& plan) : plan_(plan), frozen_(plan.frozen()), cars_(plan.places() - frozen_) {}

    std::vector<SlotOf> slots() {
        by_urgency();
        place();
        return windows();
    }

  private:
    const PlannedCar& car(int index) const { return plan_.waiting[static_cast<std::size_t>(frozen_ + index)]; }

    /// A stock car does not go before a customer's, and of two as urgent the one that is wanted sooner does.
    void by_urgency() {
        ranked_.resize(static_cast<std::size_t>(cars_));
        std::iota(ranked_.begin(), ranked_.end(), 0);
        std::sort(ranked_.begin(), ranked_.end(), [&](int a, int b) {
            return std::tuple(car(a).priority, car(a).requested, car(a).order) <
                   std::tuple(car(b).priority, car(b).requested, car(b).order);
        });
    }

    /// The line is never idle while cars wait, so nothing is built later than its turn, but it may be wanted sooner.
    int wished_slot(int index, int rank) const {
        const auto by_then = std::upper_bound(plan_.starts.begin(), plan_.starts.end(), plan_.due(car(index)));
        const int due = std::max(0, static_cast<int>(by_then - plan_.starts.begin()) - 1 - frozen_);
        return std::min(due, rank) / plan_.schedule.slot_cars;
    }

    void place() {
        const int slots = (cars_ + plan_.schedule.slot_cars - 1) / plan_.schedule.slot_cars * slots_to_spare + 1;
        sequencing::Calendar calendar;
        calendar.capacity.assign(static_cast<std::size_t>(slots), plan_.schedule.slot_cars);
        calendar.options = options_of(plan_.schedule);
        std::vector<sequencing::Wish> wishes;
        std::map<core::OrganisationId, int> parties;
        for (int rank = 0; rank < cars_; ++rank) {
            const auto& one = car(ranked_[static_cast<std::size_t>(rank)]);
            const int party = parties.emplace(one.dealer, static_cast<int>(parties.size())).first->second;
            wishes.push_back(
                {one.options, wished_slot(ranked_[static_cast<std::size_t>(rank)], rank), 0, one.priority, party, {}});
        }
        add_quotas(calendar, static_cast<int>(parties.size()));
        const auto placed = sequencing::schedule(calendar, wishes);
        slot_.assign(static_cast<std::size_t>(cars_), slots);
        for (std::size_t rank = 0; rank < placed.size(); ++rank) {
            slot_[static_cast<std::size_t>(ranked_[rank])] = placed[rank].slot.value_or(slots);
        }
    }

    void add_quotas(sequencing::Calendar& calendar, int parties) const {
        if (plan_.schedule.dealer_cars == 0) return;
        const int slots = static_cast<int>(calendar.capacity.size());
        for (int party = 0; party < parties; ++party) {
            for (int slot = 0; slot < slots; ++slot)
                calendar.quotas.push_back({party, slot, slot, plan_.schedule.dealer_cars});
        }
    }

    /// Slots that are not full move up: their cars stand at the places behind those of the slots before.
    std::vector<SlotOf> windows() const {
        std::map<int, int> cars_of;
        for (const int slot : slot_) ++cars_of[slot];
        std::map<int, SlotOf> places;
        int first = 0;
        for (const auto& [slot, count] : cars_of) {
            places[slot] = {first, first + count - 1};
            first += count;
        }
        std::vector<SlotOf> windows;
        for (const int slot : slot_) windows.push_back(places.at(slot));
        keep_the_urgent_in_front(windows);
        return windows;
    }

    /// Whoever is more urgent than most is not only in an early slot but at its beginning.
    void keep_the_urgent_in_front(std::vector<SlotOf>& windows) const {
        if (cars_ == 0) return;
        const int most_urgent = car(ranked_.front()).priority;
        if (car(ranked_.back()).priority == most_urgent) return;
        for (int rank = 0; rank < cars_ && car(ranked_[static_cast<std::size_t>(rank)]).priority == most_urgent;
             ++rank) {
            auto& window = windows[static_cast<std::size_t>(ranked_[static_cast<std::size_t>(rank)])];
            window.last = std::min(window.last, std::max(window.first, rank + 1));
        }
    }

    const Plan& plan_;
    const int frozen_, cars_;
    std::vector<int> ranked_, slot_;
};

}  // namespace

std::vector<SlotOf> lay_into_slots(const Plan& plan) { return Laying(plan).slots(); }

}  // namespace marque::scheduling
