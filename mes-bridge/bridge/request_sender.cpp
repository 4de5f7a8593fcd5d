#include "bridge/request_sender.h"

#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t most_at_once = 200;
constexpr auto look_again = 100ms;

}  // namespace

void RequestSender::start() {
    thread_ = std::thread([this] { run(); });
}

void RequestSender::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void RequestSender::wake() {
    std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
}

void RequestSender::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        woken_ = false;
        lock.unlock();
        try {
            if (link_.connected()) send_due();
        } catch (const std::exception& error) {
            json_log::error("sending_failed", {{"line", settings_.line}, {"cause", error.what()}});
        }
        lock.lock();
        changed_.wait_for(lock, look_again, [this] { return stopping_ || woken_; });
    }
}

// The pause until a request is sent again runs from the moment it left, and is written down even when the link breaks
// half-way: what left is not sent again before its time.
void RequestSender::send_due() {
    std::vector<std::pair<std::string, Instant>> left;
    for (const auto& request : journal_.due(b2mml::now(), most_at_once, settings_.request_window)) {
        // What the broker never takes is tried at its times like what nobody answers, and keeps no place from the
        // others.
        const auto handed = link_.publish(request.topic, request.payload);
        if (handed == MqttLink::Handed::not_now) break;
        auto pause =
            std::min(settings_.request_retry * (1 << std::min(request.attempts, 10)), settings_.request_retry_longest);
        left.emplace_back(request.message_id, b2mml::now() + pause);
        if (request.attempts > 0 && handed == MqttLink::Handed::over)
            json_log::info("request_sent_again",
                           {{"message_id", request.message_id}, {"attempt", request.attempts + 1}});
    }
    journal_.sent(left);
}

}  // namespace marque::bridge
