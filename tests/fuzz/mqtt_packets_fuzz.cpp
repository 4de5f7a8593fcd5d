#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "plumbing/mqtt_packets.h"

// Whatever a broker says is read or refused, to the end; and what we say of it is read as it was said.
namespace {

using namespace marque::mqtt;

void require(bool holds) {
    if (!holds) std::abort();
}

void check_publication(const Publication& heard) {
    auto said = publish_packet(heard.topic, heard.payload);
    set_publish_id(said, 0xabcd);
    std::string_view rest = said;
    const auto packet = take_packet(rest);
    require(packet && rest.empty());
    const auto again = read_publish(*packet);
    require(again.topic == heard.topic && again.payload == heard.payload && again.id == 0xabcd);
}

void read(const Packet& packet) {
    switch (packet.kind) {
        case Kind::connack:
            require(read_connack(packet.body).receive_maximum > 0);
            return;
        case Kind::publish:
            return check_publication(read_publish(packet));
        case Kind::puback: {
            std::string said;
            append_puback(said, read_puback(packet.body).id);
            std::string_view rest = said;
            require(read_puback(take_packet(rest)->body).id == read_puback(packet.body).id);
            return;
        }
        case Kind::suback:
            require(read_suback(packet.body).size() < packet.body.size());
            return;
        case Kind::disconnect:
            require(!told(read_disconnect(packet.body)).empty());
            return;
        default:
            return;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        for (auto before = bytes.size(); const auto packet = take_packet(bytes); before = bytes.size()) {
            require(bytes.size() < before);
            try {
                read(*packet);
            } catch (const Malformed&) {
                continue;  // the link ends the connection; the fuzzer goes on to the next
            }
        }
    } catch (const Malformed&) {
        return 0;
    }
    return 0;
}
