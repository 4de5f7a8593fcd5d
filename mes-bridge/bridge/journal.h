#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "b2mml/timestamp.h"
#include "plumbing/arrival.h"
#include "plumbing/sqlite.h"

namespace marque::bridge {

using b2mml::Instant;

// A message as it came from the line. What is longer than `longest_raw` is kept cut; `size` tells.
struct InboundRow {
    std::int64_t id = 0;
    std::string topic, raw;
    std::size_t size = 0;
    Instant received_at{};
};

// How a message of the line was answered, kept so that it is answered alike when it comes again.
struct Answered {
    std::string bodid;
    bool accepted = false;
    std::string reason, detail;
    // False for a message that could not be read: a whole one with its BODID may still come, and counts.
    bool readable = true;
};

struct Settlement {
    std::int64_t inbound_id = 0;
    std::optional<Answered> answer;  // none: the message needs none, or has no BODID
    std::string closes;              // the message_id of a request that is done with now
    std::string reopens = {};        // of one that has got no answer of any use
};

// A request to the line, kept until the line has answered and the server knows.
struct OutboundRequest {
    std::string message_id, order_number, topic, payload;
    int configuration_version = 1;
    int attempts = 0;
};

// The bridge's memory: what the line said and the server does not know yet, and what the server asked and the line has
// not answered. Every change outlives the process when its function returns; what store() took outlives a power cut as
// well. Safe for several threads. Throws sqlite::Error.
class Journal {
  public:
    explicit Journal(const std::string& file);

    // As base64 it still goes into a column and a packet of the database; the broker is to refuse what is longer.
    static constexpr std::size_t longest_raw = 12'000'000;

    // All of them, or none when it throws. What waits here already, word for word on the same topic, is not kept twice:
    // it is answered when the first is.
    void receive(std::span<const Arrival> arrivals);
    void receive(std::string_view topic, std::string_view payload) {
        const Arrival one{topic, payload};
        receive({&one, 1});
    }
    // Fewer when they are huge.
    std::vector<InboundRow> inbound_after(std::int64_t id, std::size_t most);
    std::optional<InboundRow> inbound(std::int64_t id);
    std::optional<Answered> answer_to(const std::string& bodid);
    void settle(const std::vector<Settlement>& settlements);

    void store(const std::vector<OutboundRequest>& requests);
    // Requests to be sent now: first those that were sent before and whose time has come again, then as many new ones
    // as there is room for, no more than `most` in all. Of one order only the oldest one that is not done with: a
    // change must not overtake its release. `window` is how many may be on the way at once, from the first sending
    // until the server has the answer; what was sent `patient_attempts` times in vain keeps no place from the others.
    std::vector<OutboundRequest> due(Instant now, std::size_t most, std::size_t window = usual_window);
    static constexpr std::size_t usual_window = 400;
    static constexpr int patient_attempts = 4;
    // Sent, and to be sent again at that time.
    void sent(const std::vector<std::pair<std::string, Instant>>& next_attempts);
    // The line has answered; the request rests until the server has taken the answer.
    void line_answered(const std::vector<std::string>& message_ids);
    std::optional<OutboundRequest> request(const std::string& message_id);
    bool has_open_request(const std::string& order_number);

    struct Depth {
        std::int64_t inbound = 0, requests = 0;
    };
    Depth depth();
    // Forgets answers and closed requests older than this.
    void prune(Instant before);

  private:
    void know_what_waits();
    std::int64_t on_the_way();
    void reserve_inbound_ids(std::size_t count);

    std::mutex mutex_;
    sqlite::Database database_;
    std::int64_t next_inbound_ = 0, inbound_reserved_ = 0;
    std::unordered_set<std::int64_t> waiting_;  // the content of each message that is here
    std::int64_t inbound_count_ = 0;            // of the messages that are here: to count them is to read them all
};

}  // namespace marque::bridge
