#include "plumbing/mqtt_packets.h"

#include <algorithm>

namespace marque::mqtt {
namespace {

constexpr unsigned version = 5;
constexpr std::uint32_t longest_body = 268'435'455;
constexpr unsigned at_least_once_bit = 0x02;
constexpr std::string_view json_type = "application/json";
enum Property : unsigned {
    content_type = 0x03,
    session_expiry = 0x11,
    server_keep_alive = 0x13,
    receive_maximum = 0x21,
    maximum_quality = 0x24,
    maximum_packet_size = 0x27,
};

// Reads the fields of a body one after the other.
class Fields {
  public:
    explicit Fields(std::string_view rest) : rest_(rest) {}

    bool empty() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }
    std::string_view bytes(std::size_t count) {
        if (rest_.size() < count) throw Malformed("a packet ends too early");
        auto taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    std::uint32_t number(std::size_t width) {
        std::uint32_t value = 0;
        for (char c : bytes(width)) value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }
    std::string_view text() { return bytes(number(2)); }
    std::uint32_t varying() {
        std::uint32_t value = 0;
        for (unsigned shift = 0; shift < 28; shift += 7) {
            auto byte = number(1);
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        throw Malformed("a length has more than four bytes");
    }
    Fields properties() { return Fields(bytes(varying())); }

  private:
    std::string_view rest_;
};

// Every property of the standard is of one of these forms; what is not read is passed over by it.
void skip_property(Fields& fields, unsigned property) {
    switch (property) {
        case 0x01:
        case 0x17:
        case 0x19:
        case 0x24:
        case 0x25:
        case 0x28:
        case 0x29:
        case 0x2a:
            fields.bytes(1);
            return;
        case 0x13:
        case 0x21:
        case 0x22:
        case 0x23:
            fields.bytes(2);
            return;
        case 0x02:
        case 0x11:
        case 0x18:
        case 0x27:
            fields.bytes(4);
            return;
        case 0x0b:
            fields.varying();
            return;
        case 0x03:
        case 0x08:
        case 0x09:
        case 0x12:
        case 0x15:
        case 0x16:
        case 0x1a:
        case 0x1c:
        case 0x1f:
            fields.text();
            return;
        case 0x26:
            fields.text();
            fields.text();
            return;
        default:
            throw Malformed("a property that MQTT 5 does not know");
    }
}

void put_number(std::string& bytes, std::uint32_t value, unsigned width) {
    while (width-- > 0) bytes += static_cast<char>(value >> (8 * width) & 0xff);
}

void put_varying(std::string& bytes, std::size_t value) {
    do {
        const auto low = static_cast<unsigned>(value & 0x7f);
        value >>= 7;
        bytes += static_cast<char>(value > 0 ? low | 0x80 : low);
    } while (value > 0);
}

void put_text(std::string& bytes, std::string_view text) {
    if (text.size() > 0xffff) throw Malformed("a text is longer than MQTT carries");
    put_number(bytes, static_cast<std::uint32_t>(text.size()), 2);
    bytes += text;
}

void put_head(std::string& bytes, Kind kind, unsigned flags, std::size_t body_size) {
    if (body_size > longest_body) throw Malformed("a message is longer than MQTT carries");
    bytes += static_cast<char>(static_cast<unsigned>(kind) << 4 | flags);
    put_varying(bytes, body_size);
}

std::string packet(Kind kind, unsigned flags, std::string_view body) {
    std::string bytes;
    bytes.reserve(body.size() + 5);
    put_head(bytes, kind, flags, body.size());
    return bytes.append(body);
}

// How many bytes the head has, and how long the body is; nothing while the head is not whole.
struct Head {
    std::size_t size = 0, body = 0;
};
std::optional<Head> read_head(std::string_view bytes) {
    std::size_t body = 0;
    for (std::size_t i = 1; i < bytes.size() && i <= 4; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        body |= std::size_t{byte & 0x7fu} << (7 * (i - 1));
        if (byte < 0x80) return Head{i + 1, body};
    }
    if (bytes.size() > 4) throw Malformed("a packet's length has more than four bytes");
    return {};
}

}  // namespace

std::optional<Packet> take_packet(std::string_view& bytes) {
    const auto head = read_head(bytes);
    if (!head || bytes.size() - head->size < head->body) return {};
    const auto first = static_cast<unsigned char>(bytes.front());
    Packet packet{static_cast<Kind>(first >> 4), first & 0x0fu, bytes.substr(head->size, head->body)};
    bytes.remove_prefix(head->size + head->body);
    return packet;
}

ConnectAnswer read_connack(std::string_view body) {
    Fields fields(body);
    ConnectAnswer answer;
    answer.session_present = (fields.number(1) & 1) != 0;
    answer.reason = fields.number(1);
    auto properties = fields.empty() ? Fields("") : fields.properties();
    while (!properties.empty()) {
        const auto property = properties.varying();
        if (property == receive_maximum)
            answer.receive_maximum = std::max<unsigned>(1, properties.number(2));
        else if (property == maximum_packet_size)
            answer.largest_packet = properties.number(4);
        else if (property == maximum_quality)
            answer.highest_quality = properties.number(1);
        else if (property == server_keep_alive)
            answer.keep_alive_seconds = properties.number(2);
        else
            skip_property(properties, property);
    }
    return answer;
}

// Aliases of topics are not asked for, so that a topic is always there.
Publication read_publish(const Packet& packet) {
    Fields fields(packet.body);
    Publication publication;
    publication.topic = fields.text();
    const auto quality = packet.flags >> 1 & 3;
    if (quality > 1) throw Malformed("a publication has another quality of service than was asked for");
    if (quality == 1) {
        publication.id = fields.number(2);
        if (publication.id == 0) throw Malformed("a publication has no id");
    }
    fields.properties();
    if (publication.topic.empty()) throw Malformed("a publication has no topic");
    publication.payload = fields.rest();
    return publication;
}

Acknowledgement read_puback(std::string_view body) {
    Fields fields(body);
    Acknowledgement answer;
    answer.id = fields.number(2);
    if (!fields.empty()) answer.reason = fields.number(1);
    return answer;
}

std::vector<unsigned> read_suback(std::string_view body) {
    Fields fields(body);
    fields.number(2);
    fields.properties();
    std::vector<unsigned> granted;
    while (!fields.empty()) granted.push_back(fields.number(1));
    return granted;
}

unsigned read_disconnect(std::string_view body) { return body.empty() ? 0 : Fields(body).number(1); }

std::string told(unsigned reason) {
    const auto words = [reason] {
        switch (reason) {
            case 0x86:
                return "wrong user name or password, ";
            case 0x87:
                return "this account may not do that, ";
            case 0x8a:
                return "this client is banned, ";
            case 0x8e:
                return "another client has come with this client id, ";
            default:
                return "";
        }
    };
    return words() + ("reason " + std::to_string(reason));
}

std::string connect_packet(const Introduction& who) {
    std::string body;
    put_text(body, "MQTT");
    put_number(body, version, 1);
    // Without "clean start".
    put_number(body, (who.user_name.empty() ? 0u : 0x80u) | (who.password.empty() ? 0u : 0x40u), 1);
    put_number(body, who.keep_alive_seconds, 2);
    std::string properties;
    put_number(properties, session_expiry, 1);
    put_number(properties, who.session_expiry_seconds, 4);
    put_varying(body, properties.size());
    body += properties;
    put_text(body, who.client_id);
    if (!who.user_name.empty()) put_text(body, who.user_name);
    if (!who.password.empty()) put_text(body, who.password);
    return packet(Kind::connect, 0, body);
}

std::string subscribe_packet(const std::vector<std::string>& filters, unsigned id) {
    std::string body;
    put_number(body, id, 2);
    put_varying(body, 0);
    for (const auto& filter : filters) {
        put_text(body, filter);
        put_number(body, 1, 1);
    }
    return packet(Kind::subscribe, at_least_once_bit, body);
}

std::string publish_packet(std::string_view topic, std::string_view payload) {
    constexpr std::size_t properties = 1 + 2 + json_type.size();
    const auto body_size = 2 + topic.size() + 2 + 1 + properties + payload.size();
    std::string bytes;
    bytes.reserve(body_size + 5);
    put_head(bytes, Kind::publish, at_least_once_bit, body_size);
    put_text(bytes, topic);
    put_number(bytes, 0, 2);
    put_varying(bytes, properties);
    put_number(bytes, content_type, 1);
    put_text(bytes, json_type);
    return bytes.append(payload);
}

void set_publish_id(std::string& packet, unsigned id) {
    const auto head = read_head(packet).value().size;
    const auto topic = static_cast<std::size_t>(static_cast<unsigned char>(packet[head])) << 8 |
                       static_cast<unsigned char>(packet[head + 1]);
    packet[head + 2 + topic] = static_cast<char>(id >> 8);
    packet[head + 3 + topic] = static_cast<char>(id & 0xff);
}

void append_puback(std::string& bytes, unsigned id) {
    put_head(bytes, Kind::puback, 0, 2);
    put_number(bytes, id, 2);
}

std::string pingreq_packet() { return packet(Kind::pingreq, 0, ""); }
std::string disconnect_packet() { return packet(Kind::disconnect, 0, ""); }

}  // namespace marque::mqtt
