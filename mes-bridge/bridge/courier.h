#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "bridge/delivery_queue.h"
#include "bridge/server_client.h"

namespace marque::bridge {

// Carries one batch at a time to the server, on a thread and a connection of its own, and brings back what the server
// said. Its owner's thread alone may call it.
class Courier {
  public:
    // `when_back` is called on the courier's thread.
    Courier(const LineSettings& settings, std::function<void()> when_back);
    ~Courier() { stop(); }
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    void start();
    void stop();  // waits for the one that is out

    bool is_out();
    void send(std::vector<Delivery> batch);

    struct Returned {
        std::vector<Delivery> batch;
        std::vector<LineMessageResult> results;  // one a delivery, unless it failed
        std::exception_ptr failure;
        std::chrono::milliseconds took{};
    };
    // Nothing while it is out, or has nothing to bring.
    std::optional<Returned> take_back();

  private:
    void run();
    void carry(Returned& load);

    ServerClient server_;
    std::function<void()> when_back_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Returned> load_;
    bool carrying_ = false, stopping_ = false;
    std::thread thread_;
};

}  // namespace marque::bridge
