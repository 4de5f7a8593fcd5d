#pragma once

#include <atomic>

#include "line-simulator/mailbox.h"
#include "line-simulator/mischief.h"
#include "line-simulator/order_desk.h"
#include "plumbing/mqtt_link.h"

namespace marque::line {

struct Options {
    std::string line_file, data_dir;
    BrokerSettings broker{{"tcp://127.0.0.1:1883"}, "", "", "", "", "", ""};  // no client_id: after the line's name
    std::string topic_prefix;                                                 // empty: after the line's name
    std::string plant_id, office_id = "marque";
    double car_seconds = 0, takt_seconds = 60;  // car_seconds goes first when it is given
    double road_seconds = 0;                    // 0: as long as the line takes
    double hold_rate = 0.05, rework_rate = 0.08;
    double wrong_option = 0;
    double shortage_rate = 0, shortage_seconds = 60;
    double clock_skew_rate = 0, clock_skew_seconds = 300;
    std::uint64_t seed = 1;
    MischiefRates mischief;
    bool follow_office_clock = false;
    std::chrono::milliseconds resend{10'000};
    int keep_builds = 20'000;
};

std::string ledger_file(const std::string& data_dir);

// The line at work: one thread that waits for the next car to move or the next word from the office, and writes what
// follows from it into the ledger before it says a word.
class Simulation {
  public:
    explicit Simulation(const Options& options);

    void run(const std::atomic<bool>& stop);
    void wake() { mailbox_.interrupt(); }

  private:
    void take(const Mail& mail, Instant now);
    void take(const b2mml::OrderRequest& request, Instant now);
    void take(const b2mml::PerformanceQuery& query, Instant now);
    void take(const b2mml::Receipt& receipt, Instant now);
    void report(Car& car, b2mml::Segment segment);
    void reply(b2mml::Message message);
    void confirm_to_office(const std::string& bodid, const char* reason, const std::string& detail);
    b2mml::Envelope envelope() const;
    void follow(Instant office_time, Instant now);

    std::vector<Outgoing> due_messages(Instant now);
    std::vector<Mail> write_down(const std::vector<Mail>& mail, Instant now);
    std::chrono::milliseconds time_to_next(Instant now);

    Options options_;
    LinePlan plan_;
    Ends ends_;
    b2mml::Topics topics_;
    Ledger ledger_;
    Floor floor_;
    OrderDesk desk_;
    Mailbox mailbox_;
    MqttLink link_;
    Mischief mischief_;
    std::vector<Mail> replies_;  // not kept: the office asks again
    Instant silent_until_{};
    std::chrono::milliseconds shift_{0};
    bool more_to_send_ = false;
    Instant next_prune_{};
};

}  // namespace marque::line
