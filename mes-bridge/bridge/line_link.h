#pragma once

#include <mqtt/async_client.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "bridge/settings.h"

namespace marque::bridge {

// The connection to a line's broker: MQTT 5, a session that outlives us, made again for as long as it takes.
class LineLink {
  public:
    // Called on the client's thread for every message; the broker is told "received" when it returns, so it must have
    // the message on the disk by then. It may not throw.
    using Receive = std::function<void(const std::string& topic, std::string_view payload)>;

    LineLink(BrokerSettings settings, std::vector<std::string> filters, Receive receive);
    ~LineLink();
    LineLink(const LineLink&) = delete;
    LineLink& operator=(const LineLink&) = delete;

    void start(std::function<void()> when_connected);
    void stop();
    bool connected() const { return connected_; }

    // False when it could not be handed over; what must arrive is therefore sent again until it is answered.
    bool publish(const std::string& topic, const std::string& payload);

  private:
    void keep_connected(const std::function<void()>& when_connected);
    void connect_once();
    void leave();
    mqtt::connect_options connect_options() const;
    mqtt::ssl_options tls() const;

    BrokerSettings settings_;
    std::vector<std::string> filters_;
    mqtt::async_client client_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<bool> connected_{false};
    bool stopping_ = false;
    std::thread keeper_;
};

}  // namespace marque::bridge
