#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "b2mml/topic.h"
#include "bench/message_form.h"
#include "plumbing/mqtt_link.h"

namespace marque::bench {

/// The line's end of the wire as a load client: takes every release, gives it a build ID, and then says what happens to
/// the builds as fast as it is told to. It says everything once, and again only what it is asked for by a replay; what
/// nobody misses stays lost, and is seen.
class RobotLine {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// `stations` in the order of the line, LINE-OFF and the yard and road stations left out.
    RobotLine(const std::string& broker_url, std::vector<std::string> stations);
    ~RobotLine() { link_.stop(); }

    bool connected() const { return link_.connected(); }
    std::size_t builds_taken() const;
    /// From the answer to the release to the arrival at the dealer.
    std::size_t events_a_build() const { return 2 * stations_.size() + 4; }
    /// How many events the builds on hand still have before them.
    std::size_t events_left() const { return builds_taken() * events_a_build() - said(); }

    /// Says the next `count` events: cars side by side, each in its order. The first events_to_fill() bring each car to
    /// another place of the line, as cars stand on a real one; from then on one comes onto the line as one leaves it.
    void say(std::size_t count);
    std::size_t events_to_fill() const;

    std::size_t said() const { return said_; }
    std::size_t confirmed() const;
    std::size_t rejected() const;
    std::size_t replays() const;  ///< how often a build was asked for
    /// From its publication to its receipt, in ms, of those that were confirmed since the last call. A receipt goes out
    /// when the effect is committed.
    std::vector<double> take_ways();

  private:
    struct Car {
        std::string build_id, order_number, vin;
        std::vector<std::size_t> events;  ///< the number of each that was said
    };
    struct Event {
        Time said_at;
        bool answered = false;
    };

    struct Turn {
        const Car* car = nullptr;
        std::size_t number = 0;
        const MessageForm* form_here = nullptr;
    };

    void receive(std::string_view payload);
    Turn next_turn();
    void answer(const b2mml::OrderRequest& release);
    void answer(const b2mml::PerformanceQuery& query);
    void confirm(std::string_view bodid, bool accepted);
    void confirm_replay(std::string_view payload);
    void enter(std::size_t number, bool accepted);
    b2mml::Segment segment(const Car& car, std::size_t place) const;
    std::size_t place_at_start(std::size_t car) const;
    const MessageForm& form(std::size_t place);
    void reply(b2mml::Message message);

    std::vector<std::string> stations_;
    b2mml::Topics topics_;
    mutable std::mutex mutex_;
    std::deque<Car> cars_;  ///< in the order of their build IDs
    std::size_t next_car_ = 0, filled_ = 0, confirmed_ = 0, rejected_ = 0, replays_ = 0;
    std::atomic<std::size_t> said_{0};
    std::deque<Event> events_;
    std::unordered_map<std::string, std::vector<std::size_t>> replayed_;  ///< by the BODID of the history
    std::vector<double> ways_;
    std::deque<Car*> on_the_line_;
    std::vector<MessageForm> forms_;
    MqttLink link_;
};

}  // namespace marque::bench
