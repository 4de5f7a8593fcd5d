#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "plumbing/json_log.h"
#include "plumbing/mqtt_connection.h"

// What a link says and hears on one connection.
namespace marque {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds longest_wait = 1000ms;
// After so many that arrived together the next gather for a moment, so that they are kept and confirmed together.
constexpr std::size_t busy_arrival = 4;
constexpr auto gathering_moment = 5ms;
constexpr std::size_t most_unsent = 1024 * 1024;
constexpr unsigned refused = 0x80;

}  // namespace

void MqttLink::turn(Connection& connection) {
    say_what_waits(connection);
    wait(connection);
    read(connection);
    hear(connection);
    watch_the_time(connection);
}

void MqttLink::say_what_waits(Connection& connection) {
    auto& out = connection.out;
    if (connection.stands) {
        std::lock_guard lock(mutex_);
        while (!waiting_.empty() && connection.on_the_way < connection.receive_maximum &&
               out.size() - connection.out_done < most_unsent) {
            mqtt::set_publish_id(waiting_.front(), connection.free_id());
            connection.say(waiting_.front());
            waiting_.pop_front();
        }
    }
    while (connection.out_done < out.size()) {
        const auto moved = connection.stream.write(out.data() + connection.out_done, out.size() - connection.out_done);
        if (moved == 0) break;
        connection.out_done += moved;
    }
    if (connection.out_done == out.size()) {
        out.clear();
        connection.out_done = 0;
    } else if (connection.out_done > most_unsent) {
        out.erase(0, connection.out_done);
        connection.out_done = 0;
    }
}

void MqttLink::wait(Connection& connection) {
    if (connection.arrivals.size() >= busy_arrival && !connection.may_have_more) {
        pollfd woken{wake_handle_, POLLIN, 0};
        ::poll(&woken, 1, static_cast<int>(gathering_moment.count()));
    }
    const bool unsent = connection.out_done < connection.out.size();
    pollfd waiting[2]{{connection.stream.handle(), static_cast<short>(unsent ? POLLIN | POLLOUT : POLLIN), 0},
                      {wake_handle_, POLLIN, 0}};
    // Often enough to keep the times.
    const auto usual = std::min({longest_wait, settings_.times.keep_alive / 4, settings_.times.patience / 4});
    const auto longest = connection.may_have_more ? 0ms : usual;
    if (::poll(waiting, 2, static_cast<int>(longest.count())) < 0 && errno != EINTR)
        throw StreamBroken("the system cannot wait for the broker");
    if ((waiting[1].revents & POLLIN) == 0) return;
    std::uint64_t count = 0;
    [[maybe_unused]] const auto told = ::read(wake_handle_, &count, sizeof count);
    woken_ = false;
}

void MqttLink::read(Connection& connection) {
    const auto moved = connection.stream.read(connection.fresh.data(), connection.fresh.size());
    connection.may_have_more = moved == connection.fresh.size();
    if (moved == 0) return;
    connection.in.append(connection.fresh.data(), moved);
    connection.last_heard = Clock::now();
}

void MqttLink::hear(Connection& connection) {
    std::string_view bytes = connection.in;
    std::string receipts;
    connection.arrivals.clear();
    while (auto packet = mqtt::take_packet(bytes)) {
        if (packet->kind != mqtt::Kind::publish) {
            hear(connection, *packet);
            continue;
        }
        const auto publication = mqtt::read_publish(*packet);
        connection.arrivals.push_back({publication.topic, publication.payload});
        if (publication.id > 0) mqtt::append_puback(receipts, publication.id);
    }
    // Without a word to the broker while the program ends: it says them again.
    if (!connection.arrivals.empty() && !connection.ended) {
        receive_(connection.arrivals);
        if (!receipts.empty()) connection.say(receipts);
    }
    connection.in.erase(0, connection.in.size() - bytes.size());
}

void MqttLink::hear(Connection& connection, const mqtt::Packet& packet) {
    switch (packet.kind) {
        case mqtt::Kind::connack:
            return take_answer(connection, mqtt::read_connack(packet.body));
        case mqtt::Kind::suback:
            return take_granted(connection, mqtt::read_suback(packet.body));
        case mqtt::Kind::puback: {
            const auto answer = mqtt::read_puback(packet.body);
            connection.give_back(answer.id);
            if (answer.reason >= refused) json_log::warning("publish_refused", {{"reason", answer.reason}});
            return;
        }
        case mqtt::Kind::pingresp:
            connection.asking = false;
            return;
        case mqtt::Kind::disconnect:
            throw StreamBroken("the broker ends the connection: " + mqtt::told(mqtt::read_disconnect(packet.body)));
        default:
            throw mqtt::Malformed("the broker says what only a client says");
    }
}

void MqttLink::take_answer(Connection& connection, const mqtt::ConnectAnswer& answer) {
    if (answer.reason >= refused) throw StreamBroken("the broker refuses the connection: " + mqtt::told(answer.reason));
    if (answer.highest_quality < 1) throw StreamBroken("the broker refuses QoS 1");
    connection.introduced = true;
    connection.receive_maximum = std::min<std::size_t>(answer.receive_maximum, Connection::ids - 2);
    largest_packet_ = answer.largest_packet;
    if (answer.keep_alive_seconds && *answer.keep_alive_seconds > 0)
        connection.keep_alive = std::chrono::seconds{*answer.keep_alive_seconds};
    connection.say(mqtt::subscribe_packet(filters_, Connection::subscription_id));
    // A resumed session has its subscriptions already, and the answer comes behind all the messages it has kept.
    if (answer.session_present) stands(connection);
}

// With less than QoS 1 the broker would not keep what comes while we are away.
void MqttLink::take_granted(Connection& connection, const std::vector<unsigned>& granted) {
    if (granted.size() != filters_.size()) throw mqtt::Malformed("the broker answers to other filters than were asked");
    for (const auto quality : granted) {
        if (quality >= refused) throw StreamBroken("the broker refuses a subscription: " + mqtt::told(quality));
        if (quality != 1) throw StreamBroken("the broker refuses QoS 1");
    }
    stands(connection);
}

void MqttLink::stands(Connection& connection) {
    if (std::exchange(connection.stands, true)) return;
    connected_ = true;
    stands_since_ = Clock::now();
    json_log::info("broker_connected", {{"client_id", settings_.client_id}, {"url", connection.url}});
    when_connected_();
}

void MqttLink::watch_the_time(Connection& connection) {
    const auto now = Clock::now();
    const auto patience = settings_.times.patience;
    if (!connection.stands && now - connection.made > patience)
        throw StreamBroken("the broker does not answer in time");
    if (!connection.introduced) return;
    // What was under way when the line went dead still arrives: it is no answer, but silence begins behind it.
    if (connection.asking && now - std::max(connection.asked, connection.last_heard) > patience)
        throw StreamBroken("the broker has fallen silent");
    if (connection.asking || now - std::min(connection.last_said, connection.last_heard) < connection.keep_alive)
        return;
    connection.say(mqtt::pingreq_packet());
    connection.asking = true;
    connection.asked = now;
}

}  // namespace marque
