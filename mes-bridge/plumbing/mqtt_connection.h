#pragma once

#include "plumbing/mqtt_link.h"

namespace marque {

// What belongs to one connection of a link.
struct MqttLink::Connection {
    static constexpr unsigned subscription_id = 1;
    static constexpr std::size_t ids = 0x10000;
    static constexpr std::size_t read_at_once = 256 * 1024;

    Connection(const std::string& address, const BrokerSettings& settings, const std::atomic<bool>& give_up)
        : url(address), stream(address, settings, give_up), keep_alive(settings.times.keep_alive) {}

    void say(std::string_view packet) {
        out.append(packet);
        last_said = Clock::now();
    }
    unsigned free_id() {
        do last_id = last_id % (ids - 1) + 1;
        while (in_use[last_id]);
        in_use[last_id] = true;
        ++on_the_way;
        return last_id;
    }
    void give_back(unsigned id) {
        if (!in_use[id]) return;
        in_use[id] = false;
        --on_the_way;
    }

    const std::string url;
    ByteStream stream;
    std::vector<char> fresh = std::vector<char>(read_at_once);
    std::string in, out;
    std::size_t out_done = 0;  // of `out`, what has gone
    bool may_have_more = false;
    bool introduced = false, stands = false, ended = false;
    std::vector<bool> in_use = std::vector<bool>(ids);
    std::size_t on_the_way = 0, receive_maximum = ids - 1;
    unsigned last_id = subscription_id;
    Clock::duration keep_alive;
    Clock::time_point made = Clock::now(), last_said = made, last_heard = made, asked{};
    bool asking = false;
    std::vector<Arrival> arrivals;
};

}  // namespace marque
