#pragma once

#include <mqtt/async_client.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace marque::line {

struct Mail {
    std::string topic, payload;
};

// The line's connection to its broker. What comes in is kept in memory alone: the office asks again until it has its
// answer, so nothing is lost with it.
class BrokerLink {
  public:
    BrokerLink(std::vector<std::string> urls, const std::string& client_id, std::vector<std::string> filters);
    ~BrokerLink();
    BrokerLink(const BrokerLink&) = delete;
    BrokerLink& operator=(const BrokerLink&) = delete;

    void start();
    bool connected() const { return connected_; }
    bool publish(const std::string& topic, const std::string& payload);
    // What has come in; waits for it no longer than this. Returns early when the connection comes, or on `interrupt`.
    std::vector<Mail> wait(std::chrono::milliseconds most);
    void interrupt();

  private:
    void keep_connected();
    void connect_once();
    void leave();

    std::vector<std::string> urls_, filters_;
    mqtt::async_client client_;
    std::mutex mutex_;
    std::condition_variable for_reader_, for_keeper_;
    std::vector<Mail> received_;
    std::atomic<bool> connected_{false};
    bool stopping_ = false, interrupted_ = false;
    std::thread keeper_;
};

}  // namespace marque::line
