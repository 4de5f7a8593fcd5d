#pragma once

#include <functional>
#include <string>
#include <vector>

#include "b2mml/message.h"
#include "line-simulator/chance.h"
#include "line-simulator/ledger.h"
#include "line-simulator/mailbox.h"

namespace marque::line {

// How badly the line behaves on the wire. What is true is said all the same, sooner or later.
struct MischiefRates {
    double duplicate = 0;       // of the messages: sent twice
    double reorder = 0;         // of the messages: sent after the one that follows
    double drop = 0;            // of the messages: not sent at first, only when it falls due again
    double garbage = 0;         // of the messages: something of no use goes along with it
    double vin_reuse = 0;       // of the cars: at line-off another car's VIN is told first
    double build_id_reuse = 0;  // of the acceptances: another order's build ID is told first
    double second_build = 0;    // of the cars: on the way another build ID is told for their order
    double silence = 0;         // of the messages: after it nothing is said for a while
    double no_replay = 0;       // of the office's questions: for a while none is answered
    std::chrono::milliseconds silence_time{5000}, no_replay_time{5000};
};

// Decides what is really said in place of what should be, and enters each misdeed in the ledger. Within the owner's
// transaction: nothing is said that the ledger does not know of.
class Mischief {
  public:
    Mischief(MischiefRates rates, Chance chance, Ledger& ledger) : rates_(rates), chance_(chance), ledger_(ledger) {}

    // What goes on the wire for these messages, in this order.
    std::vector<Mail> arrange(const std::vector<Outgoing>& messages, Instant now);
    // How long the line falls silent behind these messages, if it does.
    std::optional<std::chrono::milliseconds> falls_silent(const std::vector<Outgoing>& messages, Instant now);
    bool leaves_unanswered(const b2mml::PerformanceQuery& query, Instant now);

  private:
    void say_first(const Outgoing& message, std::vector<Mail>& said, Instant now);
    void tell_taken_vin(const Outgoing& message, std::vector<Mail>& said, Instant now);
    void tell_taken_build_id(const Outgoing& message, std::vector<Mail>& said, Instant now);
    void tell_second_build(const Outgoing& message, std::vector<Mail>& said, Instant now);
    void enter(const char* kind, const Outgoing& message, Instant now);
    Mail garbage_for(const Outgoing& message, std::string& bodid) const;

    MischiefRates rates_;
    Chance chance_;
    Ledger& ledger_;
    std::vector<Outgoing> held_back_;
    Instant deaf_until_{};
    int questions_ = 0;
};

}  // namespace marque::line
