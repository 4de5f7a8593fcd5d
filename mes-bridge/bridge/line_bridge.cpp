#include "bridge/line_bridge.h"

#include <chrono>
#include <cstdlib>
#include <thread>

#include "plumbing/json_log.h"

namespace marque::bridge {

LineBridge::LineBridge(const LineSettings& settings)
    : settings_(settings),
      journal_(settings.journal_file),
      link_(settings.broker, b2mml::Topics(settings.topic_prefix).read_by_bridge(),
            [this](std::span<const Arrival> arrivals) { receive(arrivals); }),
      deliverer_(settings, journal_, link_),
      sender_(settings, journal_, link_),
      collector_(settings, journal_, link_, [this] { sender_.wake(); }),
      reconciler_(settings, journal_, link_, [this] { deliverer_.wake(); }) {}

void LineBridge::start() {
    deliverer_.start();
    sender_.start();
    collector_.start();
    reconciler_.start();
    link_.start([this] { sender_.wake(); });
}

void LineBridge::stop() {
    stopping_ = true;
    reconciler_.stop();
    collector_.stop();
    sender_.stop();
    deliverer_.stop();
    link_.stop();
}

// To return is to tell the broker that the messages are safe, so this returns only when they are. While the disk is
// full the broker keeps them; told to stop meanwhile, the program goes without a word and the broker sends them again.
void LineBridge::receive(std::span<const Arrival> arrivals) noexcept {
    using namespace std::chrono_literals;
    while (true) {
        try {
            journal_.receive(arrivals);
            received_ += arrivals.size();
            deliverer_.wake();
            for (const auto& [topic, payload] : arrivals) reconciler_.hear(topic, payload);
            return;
        } catch (const std::exception& error) {
            json_log::error("messages_not_kept",
                            {{"count", arrivals.size()}, {"topic", arrivals.front().topic}, {"cause", error.what()}});
        }
        if (stopping_) std::_Exit(EXIT_FAILURE);
        std::this_thread::sleep_for(500ms);
    }
}

nlohmann::json LineBridge::health() {
    auto depth = journal_.depth();
    const auto& counts = deliverer_.counts();
    return {{"line", settings_.line},
            {"broker_connected", link_.connected()},
            {"server_reachable", collector_.server_reachable()},
            {"journal", {{"inbound", depth.inbound}, {"requests", depth.requests}}},
            {"waiting", {{"ready", counts.ready.load()}, {"held", counts.held.load()}}},
            {"since_start",
             {{"received", received_.load()},
              {"accepted", counts.accepted.load()},
              {"rejected", counts.rejected.load()},
              {"set_aside", counts.unusable.load()},
              {"repeated", counts.repeated.load()},
              {"gap_questions", counts.questions.load()}}}};
}

}  // namespace marque::bridge
