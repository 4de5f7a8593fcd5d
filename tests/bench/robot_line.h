#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "b2mml/topic.h"
#include "plumbing/mqtt_link.h"

namespace marque::bench {

/// The line's end of the wire as a load client: takes every release, gives it a build ID, and then says what happens to
/// the builds as fast as it is told to. It says everything once; what is lost stays lost, and is seen.
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

    /// Says the next `count` events: cars side by side, each in its order.
    void say(std::size_t count);

    std::size_t said() const { return said_at_.size(); }
    std::size_t confirmed() const;
    std::size_t rejected() const;
    /// From its publication to its receipt, in ms, of those that were confirmed since the last call. A receipt goes out
    /// when the effect is committed.
    std::vector<double> take_ways();

  private:
    struct Car {
        std::string build_id, order_number;
        std::size_t said = 0;
    };

    void receive(std::string_view payload);
    void answer(const b2mml::OrderRequest& release);
    void confirm(std::string_view bodid, bool accepted);
    b2mml::Segment next_segment(const Car& car) const;

    std::vector<std::string> stations_;
    b2mml::Topics topics_;
    mutable std::mutex mutex_;
    std::deque<Car> waiting_;
    std::size_t taken_ = 0, confirmed_ = 0, rejected_ = 0;
    std::vector<Time> said_at_;
    std::vector<double> ways_;
    std::deque<Car> on_the_line_;
    MqttLink link_;
};

}  // namespace marque::bench
