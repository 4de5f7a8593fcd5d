#pragma once

#include <mqtt/async_client.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace marque {

struct BrokerSettings {
    std::vector<std::string> urls;  // tried in turn, from the first one each time: tcp://host:1883, ssl://host:8883
    std::string client_id;          // fixed: the broker's session hangs on it
    std::string user_name, password_file;
    std::string ca_file, certificate_file, key_file;  // TLS; the last two for a client certificate
};

// A connection to a broker: MQTT 5, a session that outlives the program, made again for as long as it takes.
//
// Each connection has a client of its own. The library's client keeps what it has sent and not seen acknowledged, and
// sends it again when it reconnects; after a broker has died half-way, such a repetition can be one that the broker
// refuses as malformed, connection after connection. Both ends of the protocol repeat what is not confirmed anyway.
class MqttLink {
  public:
    // Called on the client's thread for every message; the broker is told "received" when it returns, so whoever must
    // not lose the message has it on the disk by then. It may not throw.
    using Receive = std::function<void(const std::string& topic, std::string_view payload)>;

    MqttLink(BrokerSettings settings, std::vector<std::string> filters, Receive receive);
    ~MqttLink();
    MqttLink(const MqttLink&) = delete;
    MqttLink& operator=(const MqttLink&) = delete;

    // `when_connected` is called on a thread of the link, each time the connection stands.
    void start(std::function<void()> when_connected);
    void stop();
    bool connected() const { return connected_; }

    // False when it could not be handed over; what must arrive is therefore sent again until it is answered.
    bool publish(const std::string& topic, const std::string& payload);

  private:
    using Client = std::shared_ptr<mqtt::async_client>;

    void keep_connected(const std::function<void()>& when_connected);
    bool connect_to_one_of_them();
    void connect_to(const std::string& url);
    void subscribe(mqtt::async_client& client, bool resumed);
    Client make_client(const std::string& url);
    Client swap_client(Client client);
    void leave();
    mqtt::connect_options connect_options(const std::string& url) const;
    mqtt::ssl_options tls() const;

    BrokerSettings settings_;
    std::vector<std::string> filters_;
    Receive receive_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Client client_;
    std::atomic<bool> connected_{false};
    bool stopping_ = false;
    std::thread keeper_;
};

}  // namespace marque
