#pragma once

#include <mqtt/async_client.h>

#include <mutex>
#include <string>
#include <vector>

#include "b2mml/parse.h"
#include "b2mml/topic.h"
#include "support/wire_record.h"

namespace marque::bridge_test {

// One end of the wire, in the hand of a test: hears all that is said under a prefix, and says what it is told to say.
class MqttEnd {
  public:
    MqttEnd(unsigned short port, const std::string& prefix);
    ~MqttEnd();

    void publish(const std::string& topic, const std::string& payload);
    // To the topic where it belongs.
    void say(const b2mml::Message& message, bool to_line);
    // Not one after the other: all are on their way before the first is waited for.
    void say_all(const std::vector<b2mml::Message>& messages, bool to_line);

    struct Heard {
        std::string topic, payload;
        b2mml::Message message;
    };
    // What could be read, in order.
    std::vector<Heard> heard();
    template <typename M>
    std::vector<M> all() {
        std::vector<M> found;
        for (const auto& heard : heard())
            if (const auto* message = std::get_if<M>(&heard.message)) found.push_back(*message);
        return found;
    }
    void forget();
    const b2mml::Topics& topics() const { return topics_; }

  private:
    b2mml::Topics topics_;
    mqtt::async_client client_;
    std::mutex mutex_;
    std::vector<Heard> heard_;
    support::WireRecord record_;
};

}  // namespace marque::bridge_test
