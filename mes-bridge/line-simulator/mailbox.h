#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace marque::line {

struct Mail {
    std::string topic, payload;
};

// Where the broker's messages wait for the line's one thread. In memory alone: the office asks again until it has its
// answer, so nothing is lost with it.
class Mailbox {
  public:
    void put(Mail mail) {
        std::lock_guard lock(mutex_);
        received_.push_back(std::move(mail));
        for_reader_.notify_all();
    }
    // What has come in; waits for it no longer than this, and not at all once interrupted.
    std::vector<Mail> wait(std::chrono::milliseconds most) {
        std::unique_lock lock(mutex_);
        for_reader_.wait_for(lock, most, [this] { return interrupted_ || !received_.empty(); });
        interrupted_ = false;
        return std::exchange(received_, {});
    }
    void interrupt() {
        std::lock_guard lock(mutex_);
        interrupted_ = true;
        for_reader_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable for_reader_;
    std::vector<Mail> received_;
    bool interrupted_ = false;
};

}  // namespace marque::line
