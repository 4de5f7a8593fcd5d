#include "plumbing/mqtt_link.h"

#include <fstream>

#include "plumbing/json_log.h"

namespace marque {
namespace {

using namespace std::chrono_literals;

constexpr int at_least_once = 1;
constexpr auto patience = 10s;
constexpr auto first_pause = 200ms;
constexpr std::chrono::milliseconds longest_pause = 10s;
constexpr int session_expiry_seconds = 30 * 24 * 3600;
constexpr int most_waiting_to_be_sent = 100'000;

std::string first_line_of(const std::string& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

bool asks_for_tls(const std::string& url) {
    return url.starts_with("ssl://") || url.starts_with("mqtts://") || url.starts_with("wss://");
}

void wait_for(const mqtt::token_ptr& token, const char* what) {
    if (!token->wait_for(patience)) throw mqtt::exception(MQTTASYNC_FAILURE, std::string(what) + " took too long");
}

}  // namespace

MqttLink::MqttLink(BrokerSettings settings, std::vector<std::string> filters, Receive receive)
    : settings_(std::move(settings)), filters_(std::move(filters)), receive_(std::move(receive)) {}

MqttLink::~MqttLink() { stop(); }

void MqttLink::start(std::function<void()> when_connected) {
    keeper_ = std::thread([this, when_connected = std::move(when_connected)] { keep_connected(when_connected); });
}

void MqttLink::stop() {
    {
        std::lock_guard lock(mutex_);
        if (stopping_) return;
        stopping_ = true;
        changed_.notify_all();
    }
    if (keeper_.joinable()) keeper_.join();
    leave();
}

// The client goes without the lock: its last act waits for a handler that may be waiting for the lock.
MqttLink::Client MqttLink::swap_client(Client client) {
    std::lock_guard lock(mutex_);
    return std::exchange(client_, std::move(client));
}

void MqttLink::leave() {
    connected_ = false;
    const auto client = swap_client(nullptr);
    try {
        if (client && client->is_connected()) client->disconnect()->wait_for(patience);
    } catch (const mqtt::exception& error) {
        json_log::warning("broker_not_left", {{"cause", error.what()}});
    }
}

void MqttLink::keep_connected(const std::function<void()>& when_connected) {
    std::chrono::milliseconds pause = first_pause;
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        if (connect_to_one_of_them()) {
            pause = first_pause;
            when_connected();
        }
        lock.lock();
        if (connected_) {
            changed_.wait(lock, [this] { return stopping_ || !connected_; });
        } else {
            changed_.wait_for(lock, pause, [this] { return stopping_; });
            pause = std::min(pause * 2, longest_pause);
        }
    }
}

// One client for each address: given several, the library counts them all against one time limit, and an address that
// takes the connection and says nothing would keep it from the others for ever.
bool MqttLink::connect_to_one_of_them() {
    for (const auto& url : settings_.urls) {
        {
            std::lock_guard lock(mutex_);
            if (stopping_) return false;
        }
        try {
            connect_to(url);
            json_log::info("broker_connected", {{"client_id", settings_.client_id}, {"url", url}});
            return true;
        } catch (const mqtt::exception& error) {
            json_log::warning("broker_unreachable", {{"url", url}, {"cause", error.what()}});
            leave();
        }
    }
    return false;
}

MqttLink::Client MqttLink::make_client(const std::string& url) {
    mqtt::create_options options(MQTTVERSION_5);
    options.set_max_buffered_messages(most_waiting_to_be_sent);
    auto client = std::make_shared<mqtt::async_client>(url, settings_.client_id, options, nullptr);
    client->set_message_callback([this](const mqtt::const_message_ptr& message) {
        const auto& payload = message->get_payload_ref();
        receive_(message->get_topic(), {payload.data(), payload.size()});
    });
    client->set_connection_lost_handler([this](const std::string& cause) {
        json_log::warning("broker_lost", {{"cause", cause}});
        connected_ = false;
        std::lock_guard lock(mutex_);
        changed_.notify_all();
    });
    return client;
}

void MqttLink::connect_to(const std::string& url) {
    swap_client(nullptr);
    const auto client = make_client(url);
    // Published before it is connected: a session may hold messages that come with it, and their answers go out at
    // once.
    swap_client(client);
    auto connecting = client->connect(connect_options(url));
    wait_for(connecting, "connecting");
    subscribe(*client, connecting->get_connect_response().is_session_present());
    connected_ = true;
    // Lost between the last answer and the line above, the handler has spoken too early.
    if (!client->is_connected()) connected_ = false;
}

void MqttLink::subscribe(mqtt::async_client& client, bool resumed) {
    for (const auto& filter : filters_) {
        auto subscribing = client.subscribe(filter, at_least_once);
        // A resumed session has its subscriptions already, and the answer comes behind all the messages it has kept.
        if (!resumed) wait_for(subscribing, "subscribing");
    }
}

mqtt::connect_options MqttLink::connect_options(const std::string& url) const {
    mqtt::connect_options options;
    options.set_mqtt_version(MQTTVERSION_5);
    options.set_clean_start(false);
    options.set_properties({{mqtt::property::SESSION_EXPIRY_INTERVAL, session_expiry_seconds}});
    options.set_keep_alive_interval(15s);
    options.set_connect_timeout(5s);
    options.set_automatic_reconnect(false);
    if (!settings_.user_name.empty()) {
        options.set_user_name(settings_.user_name);
        options.set_password(first_line_of(settings_.password_file));
    }
    if (asks_for_tls(url)) options.set_ssl(tls());
    return options;
}

mqtt::ssl_options MqttLink::tls() const {
    mqtt::ssl_options tls;
    if (!settings_.ca_file.empty()) tls.set_trust_store(settings_.ca_file);
    if (!settings_.certificate_file.empty()) tls.set_key_store(settings_.certificate_file);
    if (!settings_.key_file.empty()) tls.set_private_key(settings_.key_file);
    tls.set_enable_server_cert_auth(true);
    tls.set_verify(true);
    return tls;
}

bool MqttLink::publish(const std::string& topic, const std::string& payload) {
    static const mqtt::properties json_content{{mqtt::property::CONTENT_TYPE, "application/json"}};
    Client client;
    {
        std::lock_guard lock(mutex_);
        client = client_;
    }
    if (!client || !client->is_connected()) return false;
    try {
        auto message = mqtt::make_message(topic, payload, at_least_once, false);
        message->set_properties(json_content);
        client->publish(message);
        return true;
    } catch (const mqtt::exception& error) {
        json_log::warning("publish_failed", {{"topic", topic}, {"cause", error.what()}});
        return false;
    }
}

}  // namespace marque
