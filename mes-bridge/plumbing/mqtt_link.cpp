#include "plumbing/mqtt_link.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <utility>

#include "plumbing/json_log.h"

namespace marque {
namespace {

using namespace std::chrono_literals;

constexpr auto parting_time = 2s;
constexpr std::chrono::milliseconds longest_wait = 1000ms;
// After so many that arrived together the next gather for a moment, so that they are kept and confirmed together.
constexpr std::size_t busy_arrival = 4;
constexpr auto gathering_moment = 5ms;
constexpr unsigned session_expiry_seconds = 30 * 24 * 3600;
constexpr unsigned subscription_id = 1;
constexpr std::size_t ids = 0x10000;
constexpr std::size_t most_waiting_to_be_sent = 100'000;
constexpr std::size_t most_told_of = 10'000;
constexpr std::size_t read_at_once = 256 * 1024, most_unsent = 1024 * 1024;
constexpr unsigned refused = 0x80;

// The first line; read anew each time, so that it can be changed while we run.
std::string password_in(const std::string& file) {
    std::string line;
    if (file.empty()) return line;
    std::ifstream stream(file);
    if (!std::getline(stream, line) || line.empty()) throw StreamBroken("no password in " + file);
    return line;
}

}  // namespace

struct MqttLink::Connection {
    Connection(const std::string& address, const BrokerSettings& settings, const std::atomic<bool>& give_up)
        : url(address), stream(address, settings, give_up), keep_alive(settings.times.keep_alive) {}

    void say(std::string_view packet) {
        out.append(packet);
        last_said = Clock::now();
    }
    unsigned free_id() {
        do last_id = last_id % (ids - 1) + 1;
        while (in_use[last_id]);
        in_use[last_id] = true;
        ++on_the_way;
        return last_id;
    }
    void give_back(unsigned id) {
        if (!in_use[id]) return;
        in_use[id] = false;
        --on_the_way;
    }

    const std::string url;
    ByteStream stream;
    std::vector<char> fresh = std::vector<char>(read_at_once);
    std::string in, out;
    std::size_t out_done = 0;  // of `out`, what has gone
    bool may_have_more = false;
    bool introduced = false, stands = false, ended = false;
    std::vector<bool> in_use = std::vector<bool>(ids);
    std::size_t on_the_way = 0, receive_maximum = ids - 1;
    unsigned last_id = subscription_id;
    Clock::duration keep_alive;
    Clock::time_point made = Clock::now(), last_said = made, last_heard = made, asked{};
    bool asking = false;
    std::vector<Arrival> arrivals;
};

MqttLink::MqttLink(BrokerSettings settings, std::vector<std::string> filters, Receive receive)
    : settings_(std::move(settings)),
      filters_(std::move(filters)),
      receive_(std::move(receive)),
      wake_handle_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (wake_handle_ < 0) throw std::runtime_error("the system gives no handle to wake a thread by");
}

MqttLink::~MqttLink() {
    stop();
    ::close(wake_handle_);
}

void MqttLink::start(std::function<void()> when_connected) {
    // A broker that has gone is told by the write that fails.
    std::signal(SIGPIPE, SIG_IGN);
    when_connected_ = std::move(when_connected);
    thread_ = std::thread([this] { keep_connected(); });
}

void MqttLink::stop() {
    stopping_ = true;
    wake();
    if (thread_.joinable()) thread_.join();
}

void MqttLink::wake() {
    if (woken_.exchange(true)) return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto told = ::write(wake_handle_, &one, sizeof one);
}

MqttLink::Handed MqttLink::publish(const std::string& topic, const std::string& payload) {
    if (!connected_) return Handed::not_now;
    auto packet = packet_of(topic, payload);
    if (!packet) return Handed::never;
    std::vector<std::string> one;
    one.push_back(*std::move(packet));
    return hand_over(std::move(one)) ? Handed::over : Handed::not_now;
}

bool MqttLink::publish(const std::vector<Saying>& sayings) {
    if (!connected_) return false;
    std::vector<std::string> packets;
    packets.reserve(sayings.size());
    for (const auto& [topic, payload] : sayings)
        if (auto packet = packet_of(topic, payload)) packets.push_back(*std::move(packet));
    return hand_over(std::move(packets));
}

std::optional<std::string> MqttLink::packet_of(const std::string& topic, const std::string& payload) {
    std::string cause = "longer than the broker takes";
    try {
        auto packet = mqtt::publish_packet(topic, payload);
        const std::size_t most = largest_packet_;
        if (most == 0 || packet.size() <= most) return packet;
    } catch (const mqtt::Malformed& error) {
        cause = error.what();
    }
    std::lock_guard lock(mutex_);
    if (told_of_.size() >= most_told_of) told_of_.clear();
    if (told_of_.insert(topic).second) json_log::error("publish_impossible", {{"topic", topic}, {"cause", cause}});
    return {};
}

bool MqttLink::hand_over(std::vector<std::string> packets) {
    {
        std::lock_guard lock(mutex_);
        if (!connected_ || waiting_.size() + packets.size() > most_waiting_to_be_sent) return false;
        for (auto& packet : packets) waiting_.push_back(std::move(packet));
    }
    wake();
    return true;
}

void MqttLink::keep_connected() {
    auto next_pause = settings_.times.first_pause;
    while (!stopping_) {
        bool stood = false;
        for (const auto& url : settings_.urls) {
            if (stopping_) return;
            try {
                serve(url);
                stood = true;
            } catch (const std::exception& error) {
                stood = connected_;
                json_log::warning(stood ? "broker_lost" : "broker_unreachable",
                                  {{"url", url}, {"cause", error.what()}});
            }
            std::lock_guard lock(mutex_);
            connected_ = false;
            waiting_.clear();
            if (stood) break;
        }
        // One that let us in and threw us out again is given time as well: it may have another of our name, and the two
        // would throw each other out for ever.
        if (stood && Clock::now() - stands_since_ >= settings_.times.firm) next_pause = settings_.times.first_pause;
        pause(next_pause);
        next_pause = std::min(next_pause * 2, settings_.times.longest_pause);
    }
}

void MqttLink::pause(std::chrono::milliseconds time) {
    const auto until = Clock::now() + time;
    for (auto now = Clock::now(); !stopping_ && now < until; now = Clock::now()) {
        pollfd waiting{wake_handle_, POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(until - now).count()));
        std::uint64_t count = 0;
        [[maybe_unused]] const auto told = ::read(wake_handle_, &count, sizeof count);
        woken_ = false;
    }
}

void MqttLink::serve(const std::string& url) {
    Connection connection(url, settings_, stopping_);
    connection.say(mqtt::connect_packet(
        {settings_.client_id, settings_.user_name,
         settings_.user_name.empty() ? "" : password_in(settings_.password_file),
         static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(settings_.times.keep_alive).count()),
         session_expiry_seconds}));
    while (!stopping_) turn(connection);
    leave(connection);
}

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
    connection.receive_maximum = std::min<std::size_t>(answer.receive_maximum, ids - 2);
    largest_packet_ = answer.largest_packet;
    if (answer.keep_alive_seconds && *answer.keep_alive_seconds > 0)
        connection.keep_alive = std::chrono::seconds{*answer.keep_alive_seconds};
    connection.say(mqtt::subscribe_packet(filters_, subscription_id));
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

// What was handed over goes out first, as far as the broker takes it.
void MqttLink::leave(Connection& connection) {
    connection.ended = true;
    const auto until = Clock::now() + parting_time;
    const auto unsaid = [&] {
        std::lock_guard lock(mutex_);
        return connection.stands && (!waiting_.empty() || connection.out_done < connection.out.size());
    };
    while (unsaid() && Clock::now() < until) turn(connection);
    connection.say(mqtt::disconnect_packet());
    say_what_waits(connection);
}

}  // namespace marque
