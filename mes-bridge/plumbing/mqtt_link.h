#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "plumbing/arrival.h"
#include "plumbing/broker_settings.h"
#include "plumbing/byte_stream.h"
#include "plumbing/mqtt_packets.h"

namespace marque {

// A connection to a broker: MQTT 5, QoS 1, a session that outlives the program, made again for as long as it takes. All
// that has arrived is handed over together and confirmed together, and all that is to be said goes out together: under
// load that costs a fraction of one thing at a time, which is why no client library is used.
//
// What was said and not seen acknowledged when a connection is lost is not said again: both ends of the protocol repeat
// what is not confirmed anyway.
class MqttLink {
  public:
    // Called on the link's thread; the broker is told "received" of all of them when it returns, so whoever must not
    // lose them has them on the disk by then. It may not throw.
    using Receive = std::function<void(std::span<const Arrival>)>;

    struct Saying {
        std::string topic, payload;
    };

    MqttLink(BrokerSettings settings, std::vector<std::string> filters, Receive receive);
    ~MqttLink();
    MqttLink(const MqttLink&) = delete;
    MqttLink& operator=(const MqttLink&) = delete;

    // `when_connected` is called on the link's thread, each time the connection stands.
    void start(std::function<void()> when_connected);
    void stop();
    bool connected() const { return connected_; }

    // `never`: longer than this broker, or MQTT, carries; said in the log, once for a topic.
    enum class Handed { over, not_now, never };
    // What must arrive is sent again until it is answered, whatever this says.
    Handed publish(const std::string& topic, const std::string& payload);
    // All of them or none, but without those that never go. False: not now.
    bool publish(const std::vector<Saying>& sayings);

  private:
    using Clock = std::chrono::steady_clock;
    // What belongs to one connection.
    struct Connection;

    std::optional<std::string> packet_of(const std::string& topic, const std::string& payload);
    bool hand_over(std::vector<std::string> packets);
    void keep_connected();
    void pause(std::chrono::milliseconds time);
    void serve(const std::string& url);
    void turn(Connection& connection);
    void say_what_waits(Connection& connection);
    void wait(Connection& connection);
    void read(Connection& connection);
    void hear(Connection& connection);
    void hear(Connection& connection, const mqtt::Packet& packet);
    void take_answer(Connection& connection, const mqtt::ConnectAnswer& answer);
    void take_granted(Connection& connection, const std::vector<unsigned>& granted);
    void stands(Connection& connection);
    void watch_the_time(Connection& connection);
    void leave(Connection& connection);
    void wake();

    BrokerSettings settings_;
    std::vector<std::string> filters_;
    Receive receive_;
    std::function<void()> when_connected_;
    int wake_handle_ = -1;
    std::atomic<bool> stopping_{false}, connected_{false}, woken_{false};
    Clock::time_point stands_since_{};
    std::atomic<std::size_t> largest_packet_{0};  // that the broker takes; 0: any
    std::mutex mutex_;
    std::deque<std::string> waiting_;  // to be said, in their order
    std::set<std::string> told_of_;    // topics of what never goes
    std::thread thread_;
};

}  // namespace marque
