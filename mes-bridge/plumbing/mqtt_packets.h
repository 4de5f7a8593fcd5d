#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// The packets of MQTT 5 that a client of QoS 1 says and hears. Knows no sockets.
namespace marque::mqtt {

struct Malformed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Kind : std::uint8_t {
    connect = 1,
    connack = 2,
    publish = 3,
    puback = 4,
    subscribe = 8,
    suback = 9,
    pingreq = 12,
    pingresp = 13,
    disconnect = 14
};

// A view into the bytes it was taken from.
struct Packet {
    Kind kind{};
    unsigned flags = 0;
    std::string_view body;
};

// The first packet of `bytes`, which it is taken off; nothing while it is not whole. Throws Malformed.
std::optional<Packet> take_packet(std::string_view& bytes);

struct ConnectAnswer {
    bool session_present = false;
    unsigned reason = 0;                // 0x80 and above: refused
    unsigned highest_quality = 2;       // of service
    unsigned receive_maximum = 0xffff;  // so many publications may be on their way unconfirmed
    std::uint32_t largest_packet = 0;   // 0: as long as you like
    std::optional<unsigned> keep_alive_seconds;
};
ConnectAnswer read_connack(std::string_view body);

struct Publication {
    std::string_view topic, payload;
    unsigned id = 0;  // 0: of QoS 0, which nobody confirms
};
Publication read_publish(const Packet& packet);

struct Acknowledgement {
    unsigned id = 0;
    unsigned reason = 0;
};
Acknowledgement read_puback(std::string_view body);
// For each filter the quality of service that was granted, or 0x80 and above: refused.
std::vector<unsigned> read_suback(std::string_view body);
unsigned read_disconnect(std::string_view body);
// What a person can do something about is told in words: "another client has come with this client id, reason 142".
std::string told(unsigned reason);

struct Introduction {
    std::string client_id, user_name, password;
    unsigned keep_alive_seconds = 0;
    std::uint32_t session_expiry_seconds = 0;
};
// Of a session that goes on where it was.
std::string connect_packet(const Introduction& who);
// Each filter with QoS 1.
std::string subscribe_packet(const std::vector<std::string>& filters, unsigned id);
// QoS 1, JSON. Throws Malformed for what MQTT cannot carry.
std::string publish_packet(std::string_view topic, std::string_view payload);
// A publication is written before it is known which id will be free.
void set_publish_id(std::string& packet, unsigned id);
void append_puback(std::string& bytes, unsigned id);
std::string pingreq_packet();
std::string disconnect_packet();

}  // namespace marque::mqtt
