#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace marque {

// How long a link waits for what. The usual ones suit a plant; a test has less time.
struct LinkTimes {
    std::chrono::milliseconds patience{10'000};    // until a broker that says nothing is taken for lost
    std::chrono::milliseconds keep_alive{15'000};  // without a word the broker is asked whether it is there
    std::chrono::milliseconds first_pause{200};    // until a lost connection is made again; each time twice as long
    std::chrono::milliseconds longest_pause{10'000};
    std::chrono::milliseconds firm{10'000};  // a connection that stood as long is made again at once
};

struct BrokerSettings {
    std::vector<std::string> urls;  // tried in turn, from the first one each time: tcp://host:1883, ssl://host:8883
    std::string client_id;          // fixed: the broker's session hangs on it
    std::string user_name, password_file;
    std::string ca_file, certificate_file, key_file;  // TLS; the last two for a client certificate
    LinkTimes times{};
};

}  // namespace marque
