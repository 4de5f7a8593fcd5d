#include "line-simulator/broker_link.h"

#include "plumbing/json_log.h"

namespace marque::line {
namespace {

using namespace std::chrono_literals;
constexpr int session_expiry_seconds = 30 * 24 * 3600;
constexpr int most_waiting_to_be_sent = 100'000;

mqtt::create_options mqtt5() {
    mqtt::create_options options(MQTTVERSION_5);
    options.set_max_buffered_messages(most_waiting_to_be_sent);
    return options;
}

}  // namespace

BrokerLink::BrokerLink(std::vector<std::string> urls, const std::string& client_id, std::vector<std::string> filters)
    : urls_(std::move(urls)), filters_(std::move(filters)), client_(urls_.front(), client_id, mqtt5(), nullptr) {
    client_.set_message_callback([this](const mqtt::const_message_ptr& message) {
        std::lock_guard lock(mutex_);
        received_.push_back({message->get_topic(), message->get_payload_str()});
        for_reader_.notify_all();
    });
    client_.set_connection_lost_handler([this](const std::string& cause) {
        json_log::warning("broker_lost", {{"cause", cause}});
        std::lock_guard lock(mutex_);
        connected_ = false;
        for_keeper_.notify_all();
    });
}

BrokerLink::~BrokerLink() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        for_keeper_.notify_all();
    }
    if (keeper_.joinable()) keeper_.join();
    leave();
}

void BrokerLink::leave() {
    connected_ = false;
    try {
        if (client_.is_connected()) client_.disconnect()->wait_for(5s);
    } catch (const mqtt::exception& error) {
        json_log::warning("broker_not_left", {{"cause", error.what()}});
    }
}

void BrokerLink::start() {
    keeper_ = std::thread([this] { keep_connected(); });
}

void BrokerLink::keep_connected() {
    std::unique_lock lock(mutex_);
    std::chrono::milliseconds pause = 200ms;
    while (!stopping_) {
        if (connected_) {
            for_keeper_.wait(lock, [this] { return stopping_ || !connected_; });
            continue;
        }
        lock.unlock();
        try {
            connect_once();
            json_log::info("broker_connected");
            pause = 200ms;
        } catch (const mqtt::exception& error) {
            json_log::warning("broker_unreachable", {{"cause", error.what()}});
            leave();
        }
        lock.lock();
        interrupted_ = connected_;
        if (connected_)
            for_reader_.notify_all();
        else
            for_keeper_.wait_for(lock, pause, [this] { return stopping_; });
        pause = std::min<std::chrono::milliseconds>(pause * 2, 5s);
    }
}

void BrokerLink::connect_once() {
    mqtt::connect_options options;
    options.set_mqtt_version(MQTTVERSION_5);
    options.set_clean_start(false);
    options.set_properties({{mqtt::property::SESSION_EXPIRY_INTERVAL, session_expiry_seconds}});
    options.set_servers(mqtt::string_collection::create(urls_));
    options.set_keep_alive_interval(15s);
    options.set_connect_timeout(5s);
    auto wait_for = [](const mqtt::token_ptr& token) {
        if (!token->wait_for(10s)) throw mqtt::exception(MQTTASYNC_FAILURE, "the broker took too long");
    };
    auto connecting = client_.connect(options);
    wait_for(connecting);
    const bool resumed = connecting->get_connect_response().is_session_present();
    for (const auto& filter : filters_) {
        auto subscribing = client_.subscribe(filter, 1);
        // A resumed session has its subscriptions already, and the answer comes behind all the messages it has kept.
        if (!resumed) wait_for(subscribing);
    }
    connected_ = true;
    if (!client_.is_connected()) connected_ = false;
}

bool BrokerLink::publish(const std::string& topic, const std::string& payload) {
    if (!client_.is_connected()) return false;
    static const mqtt::properties json_content{{mqtt::property::CONTENT_TYPE, "application/json"}};
    try {
        auto message = mqtt::make_message(topic, payload, 1, false);
        message->set_properties(json_content);
        client_.publish(message);
        return true;
    } catch (const mqtt::exception& error) {
        json_log::warning("publish_failed", {{"topic", topic}, {"cause", error.what()}});
        return false;
    }
}

std::vector<Mail> BrokerLink::wait(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    for_reader_.wait_for(lock, most, [this] { return interrupted_ || !received_.empty(); });
    interrupted_ = false;
    return std::exchange(received_, {});
}

void BrokerLink::interrupt() {
    std::lock_guard lock(mutex_);
    interrupted_ = true;
    for_reader_.notify_all();
}

}  // namespace marque::line
