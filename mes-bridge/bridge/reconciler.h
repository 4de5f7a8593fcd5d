#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "b2mml/topic.h"
#include "bridge/journal.h"
#include "bridge/server_client.h"
#include "plumbing/mqtt_link.h"

namespace marque::bridge {

// Does the server's errands: asks the line after builds and reports what it hears, and takes messages that a planner
// sends again as if the line had just said them. Asks for a comparison when the bridge starts, and then once an hour.
class Reconciler {
  public:
    Reconciler(const LineSettings& settings, Journal& journal, MqttLink& link, std::function<void()> when_received);
    ~Reconciler() { stop(); }

    void start();
    void stop();
    // Called with every message of the line, after it was kept.
    void hear(std::string_view topic, std::string_view payload);

  private:
    using Clock = std::chrono::steady_clock;

    void run();
    void work_once();
    void do_errand(const Errand& errand);
    void publish_question(const std::string& bodid, const std::string& build_id, int from_seq);

    void take(const Errand& errand);
    void settle_taken();

    void compare(const Errand& errand);
    // Asks after these builds; what was answered within the patience.
    std::vector<LineReport> ask_after(const std::vector<BuildInProgress>& builds);
    void note_history(const b2mml::PerformanceHistory& history);

    LineSettings settings_;
    Journal& journal_;
    MqttLink& link_;
    ServerClient server_;
    b2mml::Topics topics_;
    std::function<void()> when_received_;
    std::set<std::string> taken_;  // errands whose message is on its way
    Clock::time_point next_comparison_{};
    const char* why_ = "START";

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, LineReport> asked_;  // by the question's BODID, while it is not answered
    std::vector<LineReport> answers_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace marque::bridge
