#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
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
    bool told_before = false;  // some of it is held already, from another message
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
        : patience_(settings.gap_patience),
          retry_(settings.gap_retry),
          longest_retry_(settings.gap_retry_longest),
          longest_rest_(std::max<std::chrono::milliseconds>(settings.survey_every, settings.gap_retry_longest)) {}

    void add(Delivery delivery);
    // In order of arrival, but each build's progress in the order of SEQ. Whatever belongs to a build or an order of
    // which something is under way stays until that has landed; with fewer than `least` left to go, all stay. No more
    // than the server takes in one request, but one at least. What is taken is under way.
    std::vector<Delivery> take(std::size_t most, std::size_t least = 1);
    // The server has answered, or could not.
    void landed(const std::vector<Delivery>& deliveries);
    void put_back(std::vector<Delivery> deliveries);
    static constexpr std::size_t most_bytes_taken = 4 * 1024 * 1024;
    std::size_t ready() const { return ready_.size(); }

    // The server has not seen `expected_seq` yet. What tells the same as one that is held already is given back: of the
    // two, the one out of a history.
    std::optional<Delivery> hold_for_gap(Delivery delivery, int expected_seq, Time now);
    // The build ID is not known to the server, and its order's request is still under way.
    void hold_for_build(Delivery delivery, Time now);
    // Tells what has taken effect, so that what waited for it goes on.
    void applied(const Delivery& delivery, Time now);
    // When it is the one that the others wait for, the line has nothing better to say: it is asked seldom from then on,
    // until one has taken effect in its place.
    void rejected(const Delivery& delivery, Time now);

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
        int asked = 0;         // since the server last came to wait for this SEQ, or rejected it
        bool refused = false;  // the line has told this SEQ, and it could not be used
        Time next_question{};
    };
    void release(Gap& gap);
    void make_ready(Delivery delivery);
    void expect(Gap& gap, int seq, Time now) const;
    std::vector<bool> free_to_go(std::size_t most) const;

    std::chrono::milliseconds pause_after_asking(const Gap& gap) const;

    std::chrono::milliseconds patience_, retry_, longest_retry_, longest_rest_;
    std::deque<Delivery> ready_;
    std::map<std::string, Gap> gaps_;
    std::multimap<std::string, std::pair<Time, Delivery>> without_build_;  // by order number
    std::unordered_set<std::string> known_;                                // BODIDs of all that is here
    // How many are under way, by the hash of the build ID and of the order number: two that happen to share one wait
    // for each other, which does no harm.
    std::unordered_map<std::size_t, int> under_way_;
    // What was found the last time that too few could go, as long as nothing has landed: looking through a long queue
    // whenever one more has joined it costs more than all else here.
    std::optional<std::size_t> free_at_most_;
};

}  // namespace marque::bridge
