#include "bridge/settings.h"

#include <Poco/Environment.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>
#include <Poco/URI.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace marque::bridge {
namespace {

using Poco::Util::AbstractConfiguration;

constexpr std::array keys_of_the_program{"line", "data_dir", "health_port", "log_level"};

// What can be set for all lines, and for one alone.
constexpr std::array keys_of_a_line{"topic_prefix",
                                    "office_id",
                                    "plant_id",
                                    "server.url",
                                    "server.token_file",
                                    "server.ca_file",
                                    "server.timeout_ms",
                                    "broker.urls",
                                    "broker.client_id",
                                    "broker.user_name",
                                    "broker.password_file",
                                    "broker.ca_file",
                                    "broker.certificate_file",
                                    "broker.key_file",
                                    "lease_poll_ms",
                                    "request_retry_seconds",
                                    "request_retry_longest_seconds",
                                    "request_window",
                                    "gap_patience_ms",
                                    "gap_retry_seconds",
                                    "gap_retry_longest_seconds",
                                    "survey_every_seconds",
                                    "keep_receipts_hours"};

// The value for one line, or the one for all lines.
class LineKeys {
  public:
    LineKeys(const AbstractConfiguration& config, const std::string& line) : config_(config), line_(line) {}

    std::string text(const std::string& key, const std::string& otherwise) const {
        return config_.getString("lines." + line_ + "." + key, config_.getString(key, otherwise));
    }
    std::string needed(const std::string& key) const {
        auto value = text(key, "");
        if (value.empty()) throw std::invalid_argument("setting missing: " + key);
        return value;
    }
    template <typename Duration>
    Duration duration(const std::string& key, Duration otherwise) const {
        return Duration{static_cast<typename Duration::rep>(whole_number(key, otherwise.count()))};
    }
    long whole_number(const std::string& key, long otherwise) const {
        auto value = text(key, "");
        if (value.empty()) return otherwise;
        std::size_t end = 0;
        long number = -1;
        try {
            number = std::stol(value, &end);
        } catch (const std::exception&) {
            end = 0;
        }
        if (end != value.size() || number < 1)
            throw std::invalid_argument(key + " must be a whole number above 0, not " + value);
        return number;
    }

  private:
    const AbstractConfiguration& config_;
    std::string line_;
};

std::vector<std::string> list_of(const std::string& text) {
    Poco::StringTokenizer tokens(text, ",", Poco::StringTokenizer::TOK_TRIM | Poco::StringTokenizer::TOK_IGNORE_EMPTY);
    return {tokens.begin(), tokens.end()};
}

// An address is written into logs; a name and a password in it would be too. Nor is it shown here.
void refuse_credentials(const std::string& key, const std::string& address, const char* instead) {
    if (address.find('@') != std::string::npos)
        throw std::invalid_argument(key + " may hold no user name and no password: use " + instead);
}

BrokerSettings read_broker(const LineKeys& keys, const std::string& line) {
    BrokerSettings broker;
    broker.urls = list_of(keys.text("broker.urls", "tcp://127.0.0.1:1883"));
    if (broker.urls.empty()) throw std::invalid_argument("broker.urls names no broker");
    for (const auto& url : broker.urls)
        refuse_credentials("broker.urls", url, "broker.user_name and broker.password_file");
    broker.client_id = keys.text("broker.client_id", "marque-bridge-" + line);
    broker.user_name = keys.text("broker.user_name", "");
    broker.password_file = keys.text("broker.password_file", "");
    broker.ca_file = keys.text("broker.ca_file", "");
    broker.certificate_file = keys.text("broker.certificate_file", "");
    broker.key_file = keys.text("broker.key_file", "");
    return broker;
}

ServerSettings read_server(const LineKeys& keys) {
    ServerSettings server;
    server.url = keys.text("server.url", "http://127.0.0.1:8080");
    refuse_credentials("server.url", server.url, "server.token_file");
    auto scheme = server.url.substr(0, server.url.find(':'));
    if (scheme != "http" && scheme != "https")
        throw std::invalid_argument("server.url must start with http:// or https://");
    server.token_file = keys.needed("server.token_file");
    server.ca_file = keys.text("server.ca_file", "");
    server.timeout = keys.duration("server.timeout_ms", server.timeout);
    return server;
}

LineSettings read_line(const AbstractConfiguration& config, const std::string& line, const std::string& data_dir) {
    LineKeys keys(config, line);
    LineSettings settings;
    settings.line = line;
    settings.topic_prefix = keys.text("topic_prefix", "marque/plant-01/vehicle/" + line);
    settings.office_id = keys.text("office_id", "marque");
    settings.plant_id = keys.text("plant_id", "mes/plant-01");
    settings.journal_file = data_dir + "/" + line + ".journal.db";
    settings.broker = read_broker(keys, line);
    settings.server = read_server(keys);
    settings.lease_poll = keys.duration("lease_poll_ms", settings.lease_poll);
    settings.request_retry = keys.duration("request_retry_seconds", settings.request_retry);
    settings.request_retry_longest = keys.duration("request_retry_longest_seconds", settings.request_retry_longest);
    settings.request_window =
        static_cast<std::size_t>(keys.whole_number("request_window", static_cast<long>(settings.request_window)));
    settings.gap_patience = keys.duration("gap_patience_ms", settings.gap_patience);
    settings.gap_retry = keys.duration("gap_retry_seconds", settings.gap_retry);
    settings.gap_retry_longest = keys.duration("gap_retry_longest_seconds", settings.gap_retry_longest);
    settings.survey_every = keys.duration("survey_every_seconds", settings.survey_every);
    settings.keep_receipts = keys.duration("keep_receipts_hours", settings.keep_receipts);
    return settings;
}

std::vector<std::string> keys_given(const AbstractConfiguration& config, const std::string& under = "") {
    std::vector<std::string> given;
    AbstractConfiguration::Keys names;
    config.keys(under, names);
    for (const auto& name : names) {
        auto key = under.empty() ? name : under + "." + name;
        if (config.hasProperty(key)) given.push_back(key);
        for (auto& below : keys_given(config, key)) given.push_back(std::move(below));
    }
    return given;
}

template <typename Keys>
bool is_among(const Keys& keys, const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// A key that nobody reads is a mistake of the one who wrote it, who believes that it holds.
void refuse_unknown_keys(const AbstractConfiguration& config, const std::vector<std::string>& lines) {
    for (const auto& key : keys_given(config)) {
        if (is_among(keys_of_the_program, key) || is_among(keys_of_a_line, key)) continue;
        if (key.rfind("lines.", 0) != 0)
            throw std::invalid_argument("no such setting: " + key + " (bridge.properties.example has them all)");
        auto names_it = [&](const std::string& line) { return key.rfind("lines." + line + ".", 0) == 0; };
        auto line = std::find_if(lines.begin(), lines.end(), names_it);
        if (line == lines.end())
            throw std::invalid_argument(key + " is for a line that the setting `line` does not name");
        auto of_the_line = key.substr(line->size() + std::string("lines..").size());
        if (is_among(keys_of_the_program, of_the_line))
            throw std::invalid_argument(key + ": " + of_the_line + " cannot be set for one line alone");
        if (!is_among(keys_of_a_line, of_the_line))
            throw std::invalid_argument("no such setting: " + key + " (bridge.properties.example has them all)");
    }
}

}  // namespace

Settings read_settings(const AbstractConfiguration& config) {
    const auto lines = list_of(config.getString("line", "ga-1"));
    refuse_unknown_keys(config, lines);
    Settings settings;
    settings.data_dir = config.getString("data_dir", "");
    if (settings.data_dir.empty()) throw std::invalid_argument("setting missing: data_dir, where the journal is kept");
    settings.health_port = config.getInt("health_port", 0);
    if (settings.health_port < 0 || settings.health_port > 65535)
        throw std::invalid_argument("health_port must be between 0 and 65535");
    settings.log_level = config.getString("log_level", "info");
    std::set<std::string> prefixes;
    std::set<std::pair<std::string, std::string>> names_at_brokers;
    for (const auto& line : lines) {
        settings.lines.push_back(read_line(config, line, settings.data_dir));
        if (!prefixes.insert(settings.lines.back().topic_prefix).second)
            throw std::invalid_argument("two lines share the topic_prefix " + settings.lines.back().topic_prefix);
        // A broker throws out whoever holds a name when another comes with it.
        const auto& broker = settings.lines.back().broker;
        for (const auto& url : std::set<std::string>(broker.urls.begin(), broker.urls.end()))
            if (!names_at_brokers.emplace(url, broker.client_id).second)
                throw std::invalid_argument(
                    "two lines share the broker.client_id " + broker.client_id +
                    " at one broker: set lines.LINE.broker.client_id for each, or leave it out");
    }
    if (settings.lines.empty()) throw std::invalid_argument("setting missing: line");
    return settings;
}

void apply_environment(AbstractConfiguration& config) {
    auto apply = [&](const std::string& key) {
        auto name = "MARQUE_BRIDGE_" + Poco::toUpper(Poco::replace(key, ".", "_"));
        if (Poco::Environment::has(name)) config.setString(key, Poco::Environment::get(name));
    };
    for (const auto* key : keys_of_the_program) apply(key);
    for (const auto* key : keys_of_a_line) apply(key);
}

}  // namespace marque::bridge
