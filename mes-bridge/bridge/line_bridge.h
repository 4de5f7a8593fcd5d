#pragma once

#include <atomic>
#include <nlohmann/json.hpp>

#include "bridge/collector.h"
#include "bridge/deliverer.h"
#include "bridge/reconciler.h"
#include "bridge/request_sender.h"

namespace marque::bridge {

// Everything that stands between the server and one line.
class LineBridge {
  public:
    explicit LineBridge(const LineSettings& settings);
    ~LineBridge() { stop(); }

    void start();
    void stop();
    nlohmann::json health();

  private:
    void receive(std::span<const Arrival> arrivals) noexcept;

    LineSettings settings_;
    Journal journal_;
    MqttLink link_;
    Deliverer deliverer_;
    RequestSender sender_;
    Collector collector_;
    Reconciler reconciler_;
    std::atomic<bool> stopping_{false};
    std::atomic<std::uint64_t> received_{0};
};

}  // namespace marque::bridge
