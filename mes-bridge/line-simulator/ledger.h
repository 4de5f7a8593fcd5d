#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "line-simulator/car.h"
#include "plumbing/sqlite.h"

namespace marque::line {

// A message to the office, kept until the office has confirmed it. `seq` is 0 for an answer to a request.
struct Outgoing {
    std::int64_t id = 0;
    std::string bodid, build_id, order_number, topic, payload;
    int seq = 0;
    int attempts = 0;
};

// How a request of the office was answered.
struct Decision {
    std::string bodid;  // of the request
    std::string order_number;
    int configuration_version = 1;
    std::string action;    // "RELEASE", …
    std::string build_id;  // may be empty in a refusal
    bool accepted = false;
    std::string reason;
    std::string answer_bodid;
};

// What the line did on purpose that a good line does not do; what it said wrongly is kept as it was said.
struct Misdeed {
    std::string kind;  // "GARBAGE", "VIN_REUSED", "DROPPED", …
    std::string bodid, build_id, order_number;
    int seq = 0;
    std::string topic, payload;  // empty where nothing was said but what is true
    Instant at{};
};

// The line's own book: every car as it stands, every answer given, every word said. One thread uses it; what belongs
// together is written in one `transaction`, so that a killed program finds it all or none of it. Throws sqlite::Error.
class Ledger {
  public:
    explicit Ledger(const std::string& file);

    sqlite::Transaction transaction() { return sqlite::Transaction(database_); }

    int next(const char* counter, int first);  // 'build', 'arrival', 'vin', 'engine'
    std::int64_t number(const char* name);     // a remembered number, 0 when there is none
    void remember(const char* name, std::int64_t value);

    void save(const Car& car);
    std::vector<Car> cars_on_hand();  // all that have not gone
    std::optional<Car> car(const std::string& build_id);
    std::optional<Car> latest_car_of(const std::string& order_number);

    void add(const Outgoing& message);
    // Never sent before, or sent `attempts` times and due again; oldest first.
    std::vector<Outgoing> unsent(std::size_t most);
    std::vector<Outgoing> due_again(Instant now, std::size_t most);
    void sent(std::int64_t id, Instant next_attempt);
    void send_all_again();  // what is unconfirmed counts as unsent
    std::optional<Instant> next_attempt();

    struct Confirmed {
        std::string build_id;
        int seq = 0;
    };
    // None when no such message waits.
    std::optional<Confirmed> confirm(const std::string& bodid, bool accepted, const std::string& reason);
    void confirm_range(const std::string& build_id, int from_seq, int to_seq);
    std::vector<std::string> history(const std::string& build_id, int from_seq);  // payloads in SEQ order

    void add_shown(const std::string& bodid, const std::string& build_id, int from_seq, int to_seq);
    bool confirm_shown(const std::string& bodid);

    std::optional<Decision> decision(const std::string& bodid);
    // The last acceptance of this order's release, once the office has confirmed it.
    std::optional<Outgoing> heard_acceptance(const std::string& order_number);
    void add(const Decision& decision);
    void answer_again(const std::string& answer_bodid);

    void add(const Misdeed& misdeed);
    // A car that the office has heard to its end: its VIN and its build ID are taken.
    std::optional<Car> finished_car_besides(const std::string& build_id);
    void add(const Shortage& shortage);
    std::vector<Shortage> shortages_after(Instant now);

    // Forgets the words, not the cars, of builds that have gone and are confirmed, but for the newest `keep`.
    void prune(int keep);
    // One JSON object a build, then one for each order that was refused and never had a build.
    void dump(const std::function<void(const std::string&)>& line);
    // One JSON object an event, build by build in the order of SEQ: what happened to the cars.
    void dump_events(const std::function<void(const std::string&)>& line);
    // One JSON object a misdeed, then one a shortage, in the order of time.
    void dump_misdeeds(const std::function<void(const std::string&)>& line);

  private:
    sqlite::Database database_;
};

}  // namespace marque::line
