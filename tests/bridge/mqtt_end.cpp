#include "mqtt_end.h"

#include "b2mml/write.h"

namespace marque::bridge_test {
namespace {

using namespace std::chrono_literals;

void wait_for(const mqtt::token_ptr& token) {
    if (!token->wait_for(10s)) throw std::runtime_error("the broker did not answer in time");
}

}  // namespace

MqttEnd::MqttEnd(unsigned short port, const std::string& prefix)
    : topics_(prefix),
      client_("tcp://127.0.0.1:" + std::to_string(port), "test-" + b2mml::new_bodid(),
              mqtt::create_options(MQTTVERSION_5), nullptr) {
    client_.set_message_callback([this](const mqtt::const_message_ptr& message) {
        auto parsed = b2mml::parse(message->get_payload_str());
        std::lock_guard lock(mutex_);
        auto* good = std::get_if<b2mml::Message>(&parsed);
        if (!good) return;
        record_.add(message->get_payload_str());
        heard_.push_back({message->get_topic(), message->get_payload_str(), std::move(*good)});
    });
    auto options = mqtt::connect_options_builder().mqtt_version(MQTTVERSION_5).clean_start(true).finalize();
    options.set_automatic_reconnect(1s, 1s);
    wait_for(client_.connect(options));
    wait_for(client_.subscribe(prefix + "/#", 1));
}

MqttEnd::~MqttEnd() {
    try {
        wait_for(client_.disconnect());
    } catch (const std::exception&) {
        // The broker may have been killed by the test; there is nothing to leave then.
    }
}

void MqttEnd::publish(const std::string& topic, const std::string& payload) {
    wait_for(client_.publish(mqtt::make_message(topic, payload, 1, false)));
}

void MqttEnd::say(const b2mml::Message& message, bool to_line) {
    publish(topics_.of(message, to_line), b2mml::write(message));
}

void MqttEnd::say_all(const std::vector<b2mml::Message>& messages, bool to_line) {
    std::vector<mqtt::token_ptr> said;
    for (const auto& message : messages)
        said.push_back(
            client_.publish(mqtt::make_message(topics_.of(message, to_line), b2mml::write(message), 1, false)));
    for (const auto& token : said) wait_for(token);
}

std::vector<MqttEnd::Heard> MqttEnd::heard() {
    std::lock_guard lock(mutex_);
    return heard_;
}

void MqttEnd::forget() {
    std::lock_guard lock(mutex_);
    heard_.clear();
}

}  // namespace marque::bridge_test
