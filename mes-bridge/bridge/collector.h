#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "b2mml/topic.h"
#include "bridge/journal.h"
#include "bridge/server_client.h"
#include "plumbing/mqtt_link.h"

namespace marque::bridge {

// Fetches what the office wants of the line into the journal, and asks the line after every build in progress: when the
// bridge starts, and then once an hour.
class Collector {
  public:
    Collector(const LineSettings& settings, Journal& journal, MqttLink& link, std::function<void()> when_stored);
    ~Collector() { stop(); }

    void start();
    void stop();
    // As of the last look into the server's outbox.
    bool server_reachable() const { return server_reachable_; }

  private:
    using Clock = std::chrono::steady_clock;

    void run();
    bool collect_requests();  // true when there may be more at once
    void survey_builds();
    void prune_when_due();

    LineSettings settings_;
    Journal& journal_;
    MqttLink& link_;
    ServerClient server_;
    b2mml::Topics topics_;
    std::function<void()> when_stored_;
    Clock::time_point next_survey_{}, next_prune_{};

    std::atomic<bool> server_reachable_{false};
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace marque::bridge
