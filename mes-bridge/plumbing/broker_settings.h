#pragma once

#include <string>
#include <vector>

namespace marque {

struct BrokerSettings {
    std::vector<std::string> urls;  // tried in turn, from the first one each time: tcp://host:1883, ssl://host:8883
    std::string client_id;          // fixed: the broker's session hangs on it
    std::string user_name, password_file;
    std::string ca_file, certificate_file, key_file;  // TLS; the last two for a client certificate
};

}  // namespace marque
