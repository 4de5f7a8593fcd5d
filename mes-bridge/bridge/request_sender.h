#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "bridge/journal.h"
#include "bridge/settings.h"
#include "plumbing/mqtt_link.h"

namespace marque::bridge {

// Sends the journal's requests to the line, and sends each again, ever more rarely, until the line has answered.
class RequestSender {
  public:
    RequestSender(const LineSettings& settings, Journal& journal, MqttLink& link)
        : settings_(settings), journal_(journal), link_(link) {}
    ~RequestSender() { stop(); }

    void start();
    void stop();
    void wake();

  private:
    void run();
    void send_due();

    LineSettings settings_;
    Journal& journal_;
    MqttLink& link_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false, woken_ = false;
    std::thread thread_;
};

}  // namespace marque::bridge
