#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace marque::support {

/// The bytes of these values.
std::string bytes_of(std::initializer_list<int> values);

/// A broker on a loopback port that says what a test tells it to, which a real one does not: byte for byte, at the
/// moment and in the pieces that the test wants. By itself it lets in whoever introduces himself, grants each filter
/// with quality one, acknowledges and answers; a test gives it other answers, or none.
class ScriptedBroker {
  public:
    struct Packet {
        int connection = 0;  ///< the first one is 1
        int kind = 0;        ///< 1 CONNECT, 3 PUBLISH, 4 PUBACK, 8 SUBSCRIBE, 12 PINGREQ, 14 DISCONNECT
        std::string body;
    };
    /// The bytes to answer with; "" for none. Called on the broker's thread, while it can be asked nothing.
    using Answer = std::function<std::string(const Packet&)>;
    using Clock = std::chrono::steady_clock;

    ScriptedBroker();
    ~ScriptedBroker();
    ScriptedBroker(const ScriptedBroker&) = delete;
    ScriptedBroker& operator=(const ScriptedBroker&) = delete;

    std::string url() const;
    /// From now on.
    void answer(int kind, Answer with);
    void answer(int kind, const std::string& with) {
        answer(kind, [with](const Packet&) { return with; });
    }

    /// On the newest connection.
    void say(const std::string& bytes);
    void hang_up();

    /// What the clients have said until now, and when each of them came.
    std::vector<Packet> heard() const;
    std::vector<Packet> heard(int kind, int connection = 0) const;  ///< 0: on any
    std::vector<Clock::time_point> connections() const;

    /// Packets as a broker says them.
    static std::string packet(int first, const std::string& body);
    static std::string let_in(bool session_present = false, const std::string& properties = "");
    static std::string granted(const Packet& subscription, int quality);
    static std::string publication(const std::string& topic, const std::string& payload, int id);
    static std::string acknowledged(const Packet& publication, int reason = 0);
    /// Of a publication that the broker heard: what it says.
    static std::string payload_of(const Packet& publication);

  private:
    void serve();
    void take_in();
    void hear(const std::string& bytes);
    std::string usual_answer(const Packet& packet) const;
    void wake() const;

    mutable std::mutex mutex_;
    std::vector<Packet> heard_;
    std::vector<Clock::time_point> connections_;
    std::vector<std::pair<int, Answer>> answers_;
    std::string to_say_;
    bool hang_up_ = false, stopping_ = false;
    int door_ = -1, wake_ = -1, client_ = -1;
    std::uint16_t port_ = 0;
    std::string unread_;  // of the newest connection
    std::thread thread_;
};

}  // namespace marque::support
