#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace marque {

// How long a link waits for what. The usual ones suit a plant; a test has less time.
struct LinkTimes {
    std::chrono::milliseconds patience{10'000};    // until a broker that says nothing is taken for lost
    std::chrono::milliseconds keep_alive{15'000};  // without a word the broker is asked whether it is there
};

struct BrokerSettings {
    std::vector<std::string> urls;  // tried in turn, from the first one each time: tcp://host:1883, ssl://host:8883
    std::string client_id;          // fixed: the broker's session hangs on it
    std::string user_name, password_file;
    std::string ca_file, certificate_file, key_file;  // TLS; the last two for a client certificate
    LinkTimes times{};
};

}  // namespace marque
