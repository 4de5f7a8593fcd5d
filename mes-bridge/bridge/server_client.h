#pragma once

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/URI.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "b2mml/timestamp.h"
#include "bridge/settings.h"

namespace marque::bridge {

// The server cannot answer now: down, unreachable, busy, or of a mind not to know us. Try again later.
struct ServerUnavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What was asked for is not there, or not any more (404).
struct NotThere : ServerUnavailable {
    using ServerUnavailable::ServerUnavailable;
};

// The server will never take this request as it is: any 4xx that saying it again cannot mend.
struct RequestRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct LineMessageResult {
    enum class Verdict { accepted, rejected, gap } verdict{};
    std::string reason;    // of a rejection
    int expected_seq = 0;  // of a gap
};

struct BuildInProgress {
    std::string build_id, order_number;
    int last_seq = 0;
};

struct SetAside {
    std::string message_id, topic, reason, detail, raw;
    b2mml::Instant received_at{};
};

// Something the server wants of the bridge beside carrying requests.
struct Errand {
    enum class Kind { ask, compare, take } kind{};
    std::string errand_id;
    std::string build_id;  // ask
    int from_seq = 1;
    std::int64_t run_id = 0;  // compare
    std::string topic, raw;   // take
};

// What the line said when it was asked after a build.
struct LineReport {
    std::string build_id;
    const char* answer = "";  // TOLD, NOTHING_MORE, UNKNOWN
    int asked_seq = 0, last_seq = 0;
    std::string order_number, vin;
    std::optional<b2mml::Instant> behind_since;  // when the first thing happened that the office did not know
};

// The bridge's part of the server's API. One client belongs to one thread and keeps one connection.
class ServerClient {
  public:
    ServerClient(std::string line, ServerSettings settings);

    std::vector<nlohmann::json> lease_requests(int most, std::chrono::seconds lease);
    void settle_requests(const std::vector<std::string>& message_ids);
    // `bodies` are JSON objects, ready written; the results come in their order.
    std::vector<LineMessageResult> deliver(const std::vector<std::string_view>& bodies);
    // When the server will not have the message as it is, it is offered a shorter piece, written in base64.
    void set_aside(const SetAside& message);
    // The next page after `after`; `after` is set for the one that follows, empty at the end.
    std::vector<BuildInProgress> builds_in_progress(std::string& after);

    std::vector<Errand> lease_errands(int most, std::chrono::seconds lease);
    // `outcome` is DONE, USED or REFUSED; the last with its reason. Of a question, the SEQ from which it was asked: the
    // server may want to know more by now.
    void settle_errand(const std::string& errand_id, const char* outcome, const std::string& reason = "",
                       const std::string& detail = "", std::optional<int> from_seq = {});
    // The comparison that runs, or a new one.
    void start_comparison(const char* why);
    // `last` closes the line's part; `heard` says whether the line answered at all. False when the comparison has ended
    // without waiting any longer.
    bool report(std::int64_t run_id, const std::vector<LineReport>& builds, bool last, bool heard);

  private:
    struct Answer {
        int status = 0;
        std::string body;
    };
    nlohmann::json say(const std::string& body);
    void offer_to_set_aside(const SetAside& message, const std::string& raw);
    Answer request(const std::string& method, const std::string& path, const std::string& body);
    Answer exchange(const std::string& method, const std::string& path, const std::string& body);
    nlohmann::json ask(const std::string& method, const std::string& path, const std::string& body);
    std::unique_ptr<Poco::Net::HTTPClientSession> connect() const;
    void read_token();

    std::string line_;
    ServerSettings settings_;
    Poco::URI base_;
    std::string token_;
    std::unique_ptr<Poco::Net::HTTPClientSession> session_;
};

}  // namespace marque::bridge
