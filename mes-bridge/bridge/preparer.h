#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <variant>

#include "b2mml/parse.h"
#include "b2mml/topic.h"
#include "bridge/journal.h"

namespace marque::bridge {

// Why a message of the line can be of no use to anybody, and its BODID if that could be read.
struct Unusable {
    std::string detail, bodid;
};

// A message of the journal, read and understood.
struct Prepared {
    std::int64_t inbound_id = 0;
    std::variant<Unusable, b2mml::Message> message;
    std::string body;  // of a progress message: what the server is told
};

// Reads the journal ahead of its user, on a thread of its own, so that understanding the next messages costs no time
// while the server is at work on the last ones. Changes nothing: what was prepared and not used is prepared again after
// a restart.
class Preparer {
  public:
    // `when_ready` is called on the preparer's thread when there is something to take.
    Preparer(const LineSettings& settings, Journal& journal, std::function<void()> when_ready);
    ~Preparer() { stop(); }

    void start();
    void stop();
    void wake();  // something was received
    // In the order in which it came; empty when nothing is ready.
    std::deque<Prepared> take();

  private:
    void run();
    Prepared prepare(const InboundRow& row) const;

    b2mml::Topics topics_;
    Journal& journal_;
    std::function<void()> when_ready_;
    std::int64_t last_read_ = 0;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Prepared> ready_;
    bool stopping_ = false, woken_ = false;
    std::thread thread_;
};

}  // namespace marque::bridge
