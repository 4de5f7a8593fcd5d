#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "b2mml/topic.h"
#include "bridge/journal.h"
#include "bridge/server_client.h"
#include "plumbing/mqtt_link.h"

namespace marque::bridge {

// Does the server's errands: asks the line after builds and reports what it hears, and takes messages that a planner
// sends again as if the line had just said them. Asks for a comparison when the bridge starts, and then once an hour.
// Nothing here waits for the line: while it answers, other errands are done.
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

    // An errand to ask after one build; done when the line has answered.
    struct Asking {
        std::string bodid;
        int from_seq = 1;
        int times = 0;
        Clock::time_point asked{};
        bool answered = false;
    };
    // Of all builds in progress, page after page.
    struct Comparison {
        std::string errand_id;
        std::int64_t run_id = 0;
        std::string after{};  // the last build of the page before; empty at the end
        std::size_t asked = 0, answered = 0;
        bool page_is_out = false;
    };

    void run();
    void work_once();
    void do_errand(const Errand& errand);
    bool publish_question(const std::string& bodid, const std::string& build_id, int from_seq);

    void ask(const Errand& errand);
    void settle_asked();
    void note_answer(const std::string& bodid);

    void take(const Errand& errand);
    void settle_taken();

    void compare(const Errand& errand);
    void go_on_comparing();
    // False when the comparison is over.
    bool compare_next_page(Comparison& comparison);
    bool page_is_over();
    void ask_after(const std::vector<BuildInProgress>& builds);
    void end_comparison(const Comparison& comparison, bool wanted);
    void note_report(const std::string& bodid, const std::function<bool(LineReport&)>& tell);
    void note_history(const b2mml::PerformanceHistory& history);

    LineSettings settings_;
    Journal& journal_;
    MqttLink& link_;
    ServerClient server_;
    b2mml::Topics topics_;
    std::function<void()> when_received_;
    std::set<std::string> taken_;  // errands whose message is on its way
    std::optional<Comparison> comparison_;
    Clock::time_point next_comparison_{};
    const char* why_ = "START";

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, Asking> asking_;     // by errand
    std::map<std::string, LineReport> asked_;  // of the comparison, by the question's BODID, while it is not answered
    std::vector<LineReport> answers_;
    Clock::time_point last_answer_{};
    bool page_answered_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace marque::bridge
