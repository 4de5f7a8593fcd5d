#include "bridge/delivery_queue.h"

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>

namespace marque::bridge {
namespace {

// The build and the order that a message belongs to, as far as it names them.
class Keys {
  public:
    void put(std::size_t key) { keys_[count_++] = key; }
    const std::size_t* begin() const { return keys_.data(); }
    const std::size_t* end() const { return keys_.data() + count_; }

  private:
    std::array<std::size_t, 2> keys_{};
    std::size_t count_ = 0;
};

// Of one event, told in two messages.
bool tell_the_same(const Delivery& one, const Delivery& other) {
    auto event_of = [](const Delivery& delivery) {
        auto event = nlohmann::json::parse(delivery.body);
        event.erase("message_id");
        event.erase("created_at");
        return event;
    };
    return event_of(one) == event_of(other);
}

Keys keys_of(const Delivery& delivery) {
    constexpr std::hash<std::string_view> hash;
    Keys keys;
    if (!delivery.build_id.empty()) keys.put(hash(delivery.build_id));
    if (!delivery.order_number.empty()) keys.put(hash(delivery.order_number));
    return keys;
}

}  // namespace

void DeliveryQueue::add(Delivery delivery) { make_ready(std::move(delivery)); }

void DeliveryQueue::make_ready(Delivery delivery) {
    if (free_at_most_) ++*free_at_most_;
    ready_.push_back(std::move(delivery));
}

// Which of those that wait go now: as many as asked for, in their order, none past another of its own kin.
std::vector<bool> DeliveryQueue::free_to_go(std::size_t most) const {
    std::vector<bool> free(ready_.size());
    std::unordered_set<std::size_t> staying;
    std::size_t count = 0, bytes = 0;
    auto waits = [&](std::size_t key) { return under_way_.contains(key) || staying.contains(key); };
    for (std::size_t i = 0; i < ready_.size() && count < most; ++i) {
        const auto& delivery = ready_[i];
        const auto keys = under_way_.empty() ? Keys{} : keys_of(delivery);
        if (std::none_of(keys.begin(), keys.end(), waits)) {
            bytes += delivery.body.size();
            if (count > 0 && bytes > most_bytes_taken) break;
            free[i] = true;
            ++count;
            continue;
        }
        staying.insert(keys.begin(), keys.end());
    }
    return free;
}

std::vector<Delivery> DeliveryQueue::take(std::size_t most, std::size_t least) {
    if (free_at_most_ && *free_at_most_ < least) return {};
    auto free = free_to_go(most);
    auto count = static_cast<std::size_t>(std::count(free.begin(), free.end(), true));
    if (count == 0 || count < least) {
        free_at_most_ = count;
        return {};
    }
    free_at_most_.reset();
    std::vector<Delivery> batch;
    batch.reserve(count);
    std::deque<Delivery> staying;
    for (std::size_t i = 0; batch.size() < count; ++i) {
        if (free[i])
            batch.push_back(std::move(ready_.front()));
        else
            staying.push_back(std::move(ready_.front()));
        ready_.pop_front();
    }
    ready_.insert(ready_.begin(), std::make_move_iterator(staying.begin()), std::make_move_iterator(staying.end()));
    for (const auto& delivery : batch)
        for (const auto key : keys_of(delivery)) ++under_way_[key];

    // A build's messages keep the places they came to, and are put into those places in the order of SEQ.
    std::map<std::string_view, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < batch.size(); ++i)
        if (batch[i].seq > 0) places[batch[i].build_id].push_back(i);
    std::vector<std::size_t> order(batch.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (auto& [build_id, where] : places) {
        auto sorted = where;
        std::stable_sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return batch[a].seq < batch[b].seq; });
        for (std::size_t i = 0; i < where.size(); ++i) order[where[i]] = sorted[i];
    }
    std::vector<Delivery> ordered;
    ordered.reserve(batch.size());
    for (auto i : order) ordered.push_back(std::move(batch[i]));
    return ordered;
}

void DeliveryQueue::landed(const std::vector<Delivery>& deliveries) {
    free_at_most_.reset();
    for (const auto& delivery : deliveries)
        for (const auto key : keys_of(delivery))
            if (auto found = under_way_.find(key); found != under_way_.end() && --found->second == 0)
                under_way_.erase(found);
}

void DeliveryQueue::put_back(std::vector<Delivery> deliveries) {
    free_at_most_.reset();
    ready_.insert(ready_.begin(), std::make_move_iterator(deliveries.begin()),
                  std::make_move_iterator(deliveries.end()));
}

// A message of its own is answered by itself, and goes before what the line said on being asked.
std::optional<Delivery> DeliveryQueue::hold_for_gap(Delivery delivery, int expected_seq, Time now) {
    auto [place, fresh] = gaps_.try_emplace(delivery.build_id);
    auto& gap = place->second;
    if (fresh) gap.next_question = now + patience_;
    expect(gap, expected_seq, now);
    auto [first, last] = gap.held.equal_range(delivery.seq);
    auto same = std::find_if(first, last, [&](auto& held) { return tell_the_same(held.second, delivery); });
    if (same == last) {
        gap.held.emplace(delivery.seq, std::move(delivery));
        return {};
    }
    if (same->second.history && !delivery.history) std::swap(same->second, delivery);
    return delivery;
}

// Behind one that could not be used and has taken effect after all, the line is asked as quickly as ever.
void DeliveryQueue::expect(Gap& gap, int seq, Time now) const {
    if (gap.refused && seq > gap.expected_seq) {
        gap.refused = false;
        gap.asked = 0;
        gap.next_question = now + patience_;
    }
    gap.expected_seq = seq;
}

void DeliveryQueue::hold_for_build(Delivery delivery, Time now) {
    auto order_number = delivery.order_number;
    without_build_.emplace(std::move(order_number), std::pair{now + retry_, std::move(delivery)});
}

void DeliveryQueue::release(Gap& gap) {
    for (auto& [seq, delivery] : gap.held) make_ready(std::move(delivery));
    gap.held.clear();
}

void DeliveryQueue::applied(const Delivery& delivery, Time now) {
    if (delivery.seq > 0) {
        auto found = gaps_.find(delivery.build_id);
        if (found == gaps_.end()) return;
        auto& gap = found->second;
        expect(gap, std::max(gap.expected_seq, delivery.seq + 1), now);
        if (!gap.held.empty() && gap.held.begin()->first > gap.expected_seq) return;
        release(gap);
        gaps_.erase(found);
        return;
    }
    auto [first, last] = without_build_.equal_range(delivery.order_number);
    for (auto it = first; it != last; ++it) make_ready(std::move(it->second.second));
    without_build_.erase(first, last);
}

void DeliveryQueue::rejected(const Delivery& delivery, Time now) {
    auto found = gaps_.find(delivery.build_id);
    if (found == gaps_.end()) return;
    auto& gap = found->second;
    if (delivery.seq != gap.expected_seq) {
        if (gap.held.empty()) gaps_.erase(found);
        return;
    }
    if (gap.refused) return;
    gap.refused = true;
    gap.asked = 0;
    gap.next_question = now + longest_retry_;
}

std::chrono::milliseconds DeliveryQueue::pause_after_asking(const Gap& gap) const {
    auto factor = 1 << std::min(gap.asked, 10);
    return gap.refused ? std::min(longest_retry_ * 2 * factor, longest_rest_)
                       : std::min(retry_ * factor, longest_retry_);
}

std::vector<DeliveryQueue::Question> DeliveryQueue::questions_due(Time now) {
    std::vector<Question> questions;
    for (auto place = gaps_.begin(); place != gaps_.end();) {
        auto& [build_id, gap] = *place;
        if (gap.next_question > now) {
            ++place;
            continue;
        }
        if (gap.refused && gap.held.empty()) {
            place = gaps_.erase(place);
            continue;
        }
        questions.push_back({build_id, gap.expected_seq});
        gap.next_question = now + pause_after_asking(gap);
        // The server may have been told in another way meanwhile, so what is held tries its luck again.
        if (gap.asked++ > 0 || gap.refused) release(gap);
        ++place;
    }
    return questions;
}

void DeliveryQueue::retry_held_for_build(Time now) {
    for (auto it = without_build_.begin(); it != without_build_.end();) {
        if (it->second.first > now) {
            ++it;
            continue;
        }
        make_ready(std::move(it->second.second));
        it = without_build_.erase(it);
    }
}

std::size_t DeliveryQueue::held() const {
    std::size_t count = without_build_.size();
    for (const auto& [build_id, gap] : gaps_) count += gap.held.size();
    return count;
}

}  // namespace marque::bridge
