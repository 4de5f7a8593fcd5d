#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bridge/settings.h"

namespace marque::bridge {

// A message of many segments is answered when the last of them is.
struct History {
    std::int64_t inbound_id = 0;
    std::string bodid;
    std::size_t left = 0;
    std::string first_rejection;
};

// One message on its way to the server.
struct Delivery {
    std::int64_t inbound_id = 0;
    std::string message_id;
    std::string body;      // the LineMessage
    std::string build_id;  // of a progress message, or that an answer accepted
    int seq = 0;           // 0: an answer to a request
    std::string order_number;
    std::string request_id;            // the request that is answered
    std::shared_ptr<History> history;  // when it came in one
};

// What waits to be delivered, and what waits for something else to arrive first. Belongs to one thread; asks no clock.
class DeliveryQueue {
  public:
    using Time = std::chrono::steady_clock::time_point;

    explicit DeliveryQueue(const LineSettings& settings)
        : patience_(settings.gap_patience), retry_(settings.gap_retry), longest_retry_(settings.gap_retry_longest) {}

    void add(Delivery delivery);
    // In order of arrival, but each build's progress in the order of SEQ. Whatever belongs to a build or an order of
    // which something is under way stays until that has landed; with fewer than `least` left to go, all stay. What is
    // taken is under way.
    std::vector<Delivery> take(std::size_t most, std::size_t least = 1);
    // The server has answered, or could not.
    void landed(const std::vector<Delivery>& deliveries);
    void put_back(std::vector<Delivery> deliveries);
    std::size_t ready() const { return ready_.size(); }

    // The server has not seen `expected_seq` yet.
    void hold_for_gap(Delivery delivery, int expected_seq, Time now);
    // The build ID is not known to the server, and its order's request is still under way.
    void hold_for_build(Delivery delivery, Time now);
    // Tells what has taken effect, so that what waited for it goes on.
    void applied(const Delivery& delivery);
    void rejected(const Delivery& delivery);

    struct Question {
        std::string build_id;
        int from_seq = 1;
    };
    // Gaps that are due to be asked for; asks for each again later, ever more rarely, until it is filled.
    std::vector<Question> questions_due(Time now);
    void retry_held_for_build(Time now);
    std::size_t held() const;
    bool knows(const std::string& bodid) const { return known_.contains(bodid); }
    void forget(const std::string& bodid) { known_.erase(bodid); }
    void remember(const std::string& bodid) { known_.insert(bodid); }

  private:
    struct Gap {
        std::multimap<int, Delivery> held;
        int expected_seq = 1;
        int asked = 0;
        Time next_question{};
    };
    void release(Gap& gap);
    std::vector<bool> free_to_go(std::size_t most) const;

    std::chrono::milliseconds patience_, retry_, longest_retry_;
    std::deque<Delivery> ready_;
    std::map<std::string, Gap> gaps_;
    std::multimap<std::string, std::pair<Time, Delivery>> without_build_;  // by order number
    std::unordered_set<std::string> known_;                                // BODIDs of all that is here
    std::unordered_map<std::string, int> under_way_;                       // by build ID and by order number
};

}  // namespace marque::bridge
