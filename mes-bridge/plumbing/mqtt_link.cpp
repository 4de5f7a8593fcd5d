#include "plumbing/mqtt_link.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <utility>

#include "plumbing/json_log.h"
#include "plumbing/mqtt_connection.h"

namespace marque {
namespace {

using namespace std::chrono_literals;

constexpr auto parting_time = 2s;
constexpr unsigned session_expiry_seconds = 30 * 24 * 3600;
constexpr std::size_t most_waiting_to_be_sent = 100'000;
constexpr std::size_t most_told_of = 10'000;

// The first line; read anew each time, so that it can be changed while we run.
std::string password_in(const std::string& file) {
    std::string line;
    if (file.empty()) return line;
    std::ifstream stream(file);
    if (!std::getline(stream, line) || line.empty()) throw StreamBroken("no password in " + file);
    return line;
}

}  // namespace

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
