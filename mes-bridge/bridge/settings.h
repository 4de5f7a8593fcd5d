#pragma once

#include <Poco/Util/AbstractConfiguration.h>

#include <chrono>
#include <string>
#include <vector>

#include "plumbing/mqtt_link.h"

namespace marque::bridge {

struct ServerSettings {
    std::string url;         // http://host:port or https://host:port
    std::string token_file;  // read anew when the server says 401, so that a token can be changed while we run
    std::string ca_file;     // for https; empty = the system's
    std::chrono::milliseconds timeout{10'000};
};

// One line of one plant: its topics, its broker, its account at the server, its journal.
struct LineSettings {
    std::string line;
    std::string topic_prefix;
    std::string office_id, plant_id;  // LogicalID of the two ends
    std::string journal_file;
    BrokerSettings broker;
    ServerSettings server;
    std::chrono::milliseconds lease_poll{250};
    std::chrono::seconds request_retry{10};  // doubles up to request_retry_longest
    std::chrono::seconds request_retry_longest{300};
    std::size_t request_window = 400;  // requests on the way at once, from the first sending to the server's having it
    std::chrono::milliseconds gap_patience{300};  // how long a gap may close by itself before the line is asked
    std::chrono::seconds gap_retry{2};            // doubles up to gap_retry_longest
    std::chrono::seconds gap_retry_longest{300};
    std::chrono::seconds survey_every{3600};  // every build in progress is asked for
    std::chrono::hours keep_receipts{24 * 7};
};

struct Settings {
    std::vector<LineSettings> lines;
    std::string data_dir;
    int health_port = 0;  // loopback; 0 = none
    std::string log_level;
};

// Throws std::invalid_argument with a sentence that names the key at fault.
Settings read_settings(const Poco::Util::AbstractConfiguration& config);

// MARQUE_BRIDGE_SERVER_URL sets server.url, and so on for each key that holds for all lines; what holds for one line
// alone (lines.ga-1.topic_prefix) is set in the file.
void apply_environment(Poco::Util::AbstractConfiguration& config);

}  // namespace marque::bridge
