#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "b2mml/parse.h"
#include "b2mml/topic.h"
#include "bridge/courier.h"
#include "bridge/delivery_queue.h"
#include "bridge/journal.h"
#include "bridge/preparer.h"
#include "bridge/server_client.h"
#include "plumbing/mqtt_link.h"

namespace marque::bridge {

// Takes what the line said from the journal to the server, in order, and tells the line once it has taken effect. Three
// things go on at once: a preparer reads ahead, couriers wait for the server, and the thread of this class decides what
// goes next, strikes off what is done with and tells the line. It alone changes the journal and the queue.
class Deliverer {
  public:
    Deliverer(const LineSettings& settings, Journal& journal, MqttLink& link);
    ~Deliverer() { stop(); }

    void start();
    void stop();
    void wake() { preparer_.wake(); }  // something was received

    struct Counts {
        std::atomic<std::uint64_t> accepted{0}, rejected{0}, unusable{0}, repeated{0}, questions{0};
        std::atomic<std::size_t> ready{0}, held{0};
    };
    const Counts& counts() const { return counts_; }

  private:
    using Clock = std::chrono::steady_clock;

    void run();
    void work_once();
    void finish_up();
    void notify();
    void pause(std::chrono::milliseconds most);

    // Reading
    void read_more();
    void read(Prepared& prepared);
    void take_up(std::int64_t inbound_id, b2mml::OrderAnswer answer);
    void take_up(std::int64_t inbound_id, b2mml::Performance performance, std::string body);
    void take_up(std::int64_t inbound_id, b2mml::PerformanceHistory history);
    void take_up(std::int64_t inbound_id, const b2mml::Receipt& receipt);
    void refuse(std::int64_t inbound_id, const Unusable& unusable);
    bool answer_again(std::int64_t inbound_id, const std::string& bodid);

    // Delivering
    void dispatch();
    void collect();
    void receive_back(Courier::Returned returned);
    void adapt_batches(std::size_t size, std::chrono::milliseconds took);
    void apply_all(std::vector<Delivery> batch, const std::vector<LineMessageResult>& results);
    void deliver(std::vector<Delivery> batch);
    void deliver_in_halves(std::vector<Delivery> batch, const std::string& cause);
    void apply(Delivery delivery, const LineMessageResult& result);
    void reject(const Delivery& delivery, const std::string& reason, const std::string& detail);
    void set_aside(const Delivery& delivery, const std::string& reason, const std::string& detail);
    void server_is_there();
    void back_off(const char* event, const std::string& cause, std::chrono::milliseconds pause);
    void let_go(const Delivery& delivery);
    void finish(const Delivery& delivery, bool accepted, const std::string& reason, const std::string& detail);
    void finish_part(History& history);

    // Settling: what is done with is struck from the journal in one commit, then the line is told.
    void settle();
    void tell_the_line();
    MqttLink::Saying receipt_of(const Answered& answer) const;
    void ask_for_gaps();

    LineSettings settings_;
    Journal& journal_;
    MqttLink& link_;
    ServerClient server_;
    b2mml::Topics topics_;
    DeliveryQueue queue_;
    std::deque<Prepared> in_hand_;
    std::size_t batch_limit_;
    Clock::time_point next_departure_{};  // unless there is a whole batch
    std::vector<Settlement> done_;
    std::vector<Answered> to_confirm_;
    std::vector<std::string> answered_requests_;
    Counts counts_;

    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false, woken_ = false;
    bool server_away_ = false;  // it has not taken what it was last offered, which waits to be offered again
    std::chrono::milliseconds backoff_;
    Preparer preparer_;
    std::vector<std::unique_ptr<Courier>> couriers_;
    std::thread thread_;
};

}  // namespace marque::bridge
